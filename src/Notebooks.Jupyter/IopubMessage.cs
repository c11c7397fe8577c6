using System.Text.Json.Nodes;

namespace Notebooks.Jupyter;

/// <summary>
/// What a kernel tells all its clients while it works:
/// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#messages-on-the-iopub-pub-sub-channel"/>.
/// </summary>
public abstract record IopubMessage
{
    /// <summary>The typed form of a message from the wire; one with fields of the wrong types is an <see cref="OtherMessage"/>.</summary>
    public static IopubMessage FromWire(Message message)
    {
        var content = message.Content;
        try
        {
            return message.Type switch
            {
                "stream" => new OutputMessage(new StreamOutput(Text(content, "name"), Text(content, "text"))),
                "display_data" => new OutputMessage(Display(content)),
                "update_display_data" => new UpdateDisplayMessage(Display(content)),
                "execute_result" => new OutputMessage(
                    new ExecuteResult((int?)content["execution_count"], Object(content, "data"), Object(content, "metadata"))),
                "error" => new OutputMessage(Error(content)),
                "clear_output" => new ClearOutputMessage((bool?)content["wait"] ?? false),
                "execute_input" => new ExecuteInputMessage(Text(content, "code"), (int?)content["execution_count"]),
                "status" => new StatusMessage(Text(content, "execution_state")),
                _ => new OtherMessage(message.Type, content),
            };
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidCastException or FormatException)
        {
            return new OtherMessage(message.Type, content);
        }
    }

    /// <summary>The type and content that this message has on the wire.</summary>
    public (string Type, JsonObject Content) ToWire() => this switch
    {
        OutputMessage { Output: StreamOutput stream } =>
            ("stream", new JsonObject { ["name"] = stream.Name, ["text"] = stream.Text }),
        OutputMessage { Output: DisplayOutput display } => ("display_data", Fields(display)),
        UpdateDisplayMessage update => ("update_display_data", Fields(update.Display)),
        OutputMessage { Output: ExecuteResult result } => ("execute_result", new JsonObject
        {
            ["execution_count"] = result.ExecutionCount,
            ["data"] = result.Data.DeepClone(),
            ["metadata"] = result.Metadata.DeepClone(),
        }),
        OutputMessage { Output: ErrorOutput error } => ("error", Fields(error)),
        ClearOutputMessage clear => ("clear_output", new JsonObject { ["wait"] = clear.Wait }),
        ExecuteInputMessage input =>
            ("execute_input", new JsonObject { ["code"] = input.Code, ["execution_count"] = input.ExecutionCount }),
        StatusMessage status => ("status", new JsonObject { ["execution_state"] = status.State }),
        OtherMessage other => (other.Type, (JsonObject)other.Content.DeepClone()),
        _ => throw new NotSupportedException($"{GetType().Name} has no form on the wire."),
    };

    /// <summary>The error that an <c>error</c> message or a failed <c>execute_reply</c> carries.</summary>
    internal static ErrorOutput Error(JsonObject content) => new(
        Text(content, "ename"),
        Text(content, "evalue"),
        [.. (content["traceback"] as JsonArray ?? []).Select(line => (string?)line ?? "")]);

    /// <summary>The fields of an error, as an <c>error</c> message and a failed <c>execute_reply</c> have them.</summary>
    internal static JsonObject Fields(ErrorOutput error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Value,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };

    private static JsonObject Fields(DisplayOutput display)
    {
        var transient = new JsonObject();
        if (display.DisplayId is not null)
            transient["display_id"] = display.DisplayId;
        return new JsonObject
        {
            ["data"] = display.Data.DeepClone(),
            ["metadata"] = display.Metadata.DeepClone(),
            ["transient"] = transient,
        };
    }

    private static DisplayOutput Display(JsonObject content) => new(Object(content, "data"), Object(content, "metadata"))
    {
        DisplayId = (string?)(content["transient"] as JsonObject)?["display_id"],
    };

    private static string Text(JsonObject content, string field) => (string?)content[field] ?? "";

    private static JsonObject Object(JsonObject content, string field) => (JsonObject?)content[field]?.DeepClone() ?? [];
}

/// <summary>Something that a cell shows: text on a stream, a displayed value, its result, or its error.</summary>
public sealed record OutputMessage(Output Output) : IopubMessage;

/// <summary>A new content for every display that was shown with the same <see cref="DisplayOutput.DisplayId"/>.</summary>
public sealed record UpdateDisplayMessage(DisplayOutput Display) : IopubMessage;

/// <summary>The cell's outputs are to go.</summary>
/// <param name="Wait">Not before the next output comes.</param>
public sealed record ClearOutputMessage(bool Wait) : IopubMessage;

/// <summary>The code that the kernel begins to run, with its number.</summary>
public sealed record ExecuteInputMessage(string Code, int? ExecutionCount) : IopubMessage;

/// <summary>The kernel's state: <c>starting</c>, <c>busy</c> or <c>idle</c>.</summary>
public sealed record StatusMessage(string State) : IopubMessage;

/// <summary>A message of any other type, such as those of comms, or one that is not as its type should be.</summary>
public sealed record OtherMessage(string Type, JsonObject Content) : IopubMessage;
