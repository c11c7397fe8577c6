using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Jupyter;

/// <summary>
/// Messages as the frames that travel, signed with the connection's key:
/// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol"/>.
/// </summary>
/// <param name="key">The key of the connection file; empty to neither sign nor verify.</param>
public sealed class MessageCodec(string key)
{
    /// <summary>The one way of signing that is spoken.</summary>
    public const string SignatureScheme = "hmac-sha256";

    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private const int MaxDepth = 512;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };
    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        MaxDepth = MaxDepth,
    };

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    /// <summary>The frames of a message: identities, delimiter, signature, header, parent header, metadata, content, buffers.</summary>
    public IReadOnlyList<byte[]> Encode(Message message)
    {
        byte[][] signed =
        [
            JsonSerializer.SerializeToUtf8Bytes(message.Header, Compact),
            message.Parent is null ? "{}"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(message.Parent, Compact),
            JsonSerializer.SerializeToUtf8Bytes(message.Metadata, Compact),
            JsonSerializer.SerializeToUtf8Bytes(message.Content, Compact),
        ];
        return [.. message.Identities, Delimiter, Sign(signed), .. signed, .. message.Buffers];
    }

    /// <summary>The message that frames hold.</summary>
    /// <exception cref="MessageFormatException">They are no message, or its signature is wrong.</exception>
    public Message Decode(IReadOnlyList<byte[]> frames)
    {
        var delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].AsSpan().SequenceEqual(Delimiter))
            delimiter++;
        if (frames.Count - delimiter < 6)
            throw new MessageFormatException($"The message has {frames.Count} frames, and not a delimiter with a signature and four parts behind it.");

        byte[][] signed = [frames[delimiter + 2], frames[delimiter + 3], frames[delimiter + 4], frames[delimiter + 5]];
        if (_key.Length > 0 && !CryptographicOperations.FixedTimeEquals(frames[delimiter + 1], Sign(signed)))
            throw new MessageFormatException("The message's signature is wrong.");

        try
        {
            var parent = Parse(signed[1], "parent header");
            return new Message(Header(Parse(signed[0], "header")), Parse(signed[3], "content"))
            {
                Parent = parent.Count == 0 ? null : Header(parent),
                Metadata = Parse(signed[2], "metadata"),
                Identities = [.. frames.Take(delimiter)],
                Buffers = [.. frames.Skip(delimiter + 6)],
            };
        }
        // Half a surrogate pair in a text is no JsonException.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new MessageFormatException($"The message is not valid JSON: {e.Message}", e);
        }
    }

    private static JsonObject Parse(byte[] frame, string part) =>
        JsonNode.Parse(frame, documentOptions: Strict) as JsonObject
        ?? throw new MessageFormatException($"The message's {part} is not a JSON object.");

    private static MessageHeader Header(JsonObject header) => header.Deserialize<MessageHeader>(Compact)!;

    private byte[] Sign(byte[][] parts)
    {
        if (_key.Length == 0)
            return [];

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts)
            hmac.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hmac.GetHashAndReset()));
    }
}

/// <summary>Frames that are no message of this connection.</summary>
public sealed class MessageFormatException : JupyterException
{
    /// <summary>Makes the exception with its message.</summary>
    public MessageFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its message and what led to it.</summary>
    public MessageFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
