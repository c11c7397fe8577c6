using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Notebooks.Jupyter;

/// <summary>
/// Who sent a message, when, and of what type:
/// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#message-header"/>.
/// </summary>
public sealed record MessageHeader
{
    /// <summary>The version of the protocol that is spoken here.</summary>
    public const string ProtocolVersion = "5.4";

    /// <summary>The message's id, unique among all messages.</summary>
    [JsonPropertyName("msg_id")]
    public required string MessageId { get; init; }

    /// <summary>The type, such as <c>execute_request</c>.</summary>
    [JsonPropertyName("msg_type")]
    public required string MessageType { get; init; }

    /// <summary>The sender's session.</summary>
    [JsonPropertyName("session")]
    public string Session { get; init; } = "";

    /// <summary>The sender's user name.</summary>
    [JsonPropertyName("username")]
    public string Username { get; init; } = "";

    /// <summary>When the message was made, by ISO 8601.</summary>
    [JsonPropertyName("date")]
    public string Date { get; init; } = "";

    /// <summary>The sender's version of the protocol.</summary>
    [JsonPropertyName("version")]
    public string Version { get; init; } = "";

    /// <summary>Fields that the protocol does not name; they go back to the sender in the parent header.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }

    /// <summary>The header of a new message.</summary>
    public static MessageHeader Create(string messageType, string session) => new()
    {
        MessageId = Guid.NewGuid().ToString(),
        MessageType = messageType,
        Session = session,
        Username = Environment.UserName,
        Date = DateTimeOffset.UtcNow.ToString("O"),
        Version = ProtocolVersion,
    };
}

/// <summary>
/// A message of the Jupyter protocol: <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#general-message-format"/>.
/// </summary>
/// <param name="Header">Who sent it, when, and of what type.</param>
/// <param name="Content">What it says.</param>
public sealed record Message(MessageHeader Header, JsonObject Content)
{
    /// <summary>The header of the message that caused this one; null where nothing did.</summary>
    public MessageHeader? Parent { get; init; }

    /// <summary>What the message says of itself.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>Binary data that travels with the content.</summary>
    public IReadOnlyList<byte[]> Buffers { get; init; } = [];

    /// <summary>The frames that route the message: the peer's on shell, control and stdin, the topic on iopub.</summary>
    public IReadOnlyList<byte[]> Identities { get; init; } = [];

    /// <summary>The type, such as <c>execute_request</c>.</summary>
    public string Type => Header.MessageType;

    /// <summary>A message that answers this one, routed to where this one came from.</summary>
    public Message Reply(string messageType, string session, JsonObject content) =>
        new(MessageHeader.Create(messageType, session), content) { Parent = Header, Identities = Identities };
}
