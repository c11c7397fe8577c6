using System.Text.Json.Nodes;

namespace Notebooks.Jupyter;

/// <summary>
/// How the run of a cell ended: <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#execution-results"/>.
/// </summary>
/// <param name="Status"><c>ok</c>, <c>error</c>, or <c>aborted</c> for a cell that an earlier error kept from running.</param>
/// <param name="ExecutionCount">The number of the run.</param>
/// <param name="Error">The error that ended the cell; null where none did.</param>
/// <param name="Content">All that the reply says.</param>
public sealed record ExecuteReply(string Status, int? ExecutionCount, ErrorOutput? Error, JsonObject Content)
{
    internal static ExecuteReply FromWire(Message message)
    {
        var content = message.Content;
        var status = (string?)content["status"] ?? "";
        return new ExecuteReply(
            status, (int?)content["execution_count"], status == "error" ? IopubMessage.Error(content) : null, content);
    }
}
