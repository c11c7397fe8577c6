using System.Text.Json.Nodes;
using Notebooks.Kernel.CSharp;

namespace Notebooks.Kernel;

/// <summary>What a front end asks of code that does not run: how it goes on, what a name in it means, whether it is whole.</summary>
internal sealed class Introspection(CSharpSession session)
{
    private const string Indent = "    ";

    /// <summary>
    /// The content of a complete_reply: <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#completion"/>.
    /// </summary>
    public JsonObject Complete(JsonObject request)
    {
        var (code, position) = Place(request);
        var completions = session.CompleteAsync(code, position).GetAwaiter().GetResult();
        int start = CodePoints.Before(code, completions.Start), end = CodePoints.Before(code, completions.End);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. completions.Items.Select(item => JsonValue.Create(item.Text))]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. completions.Items.Select(item => new JsonObject
                {
                    ["text"] = item.Text,
                    ["type"] = item.Kind,
                    ["start"] = start,
                    ["end"] = end,
                })]),
            },
        };
    }

    /// <summary>
    /// The content of an inspect_reply: <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#introspection"/>.
    /// </summary>
    public JsonObject Inspect(JsonObject request)
    {
        var (code, position) = Place(request);
        var description = session.InspectAsync(code, position, detailed: (int?)request["detail_level"] > 0).GetAwaiter().GetResult();
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = description is not null,
            ["data"] = description is null ? new JsonObject() : Data(description),
            ["metadata"] = new JsonObject(),
        };
    }

    /// <summary>
    /// The content of an is_complete_reply: <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#code-completeness"/>.
    /// </summary>
    public static JsonObject IsComplete(JsonObject request)
    {
        var code = (string?)request["code"] ?? "";
        var reply = new JsonObject { ["status"] = "unknown" };
        switch (CSharpSession.Completeness(code))
        {
            case Completeness.Complete:
                reply["status"] = "complete";
                break;
            case Completeness.Invalid:
                reply["status"] = "invalid";
                break;
            case Completeness.Incomplete:
                reply["status"] = "incomplete";
                reply["indent"] = NextIndent(code);
                break;
        }
        return reply;
    }

    /// <summary>A description by MIME type.</summary>
    public static JsonObject Data(Description description) => new()
    {
        ["text/plain"] = description.Plain,
        ["text/markdown"] = description.Markdown,
    };

    private static (string Code, int Position) Place(JsonObject request)
    {
        var code = (string?)request["code"] ?? "";
        return (code, (int?)request["cursor_pos"] is { } position ? CodePoints.ToIndex(code, position) : code.Length);
    }

    /// <summary>The indent of the last line, and one step more where it opens something.</summary>
    private static string NextIndent(string code)
    {
        var last = code.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
        var indent = last[..^last.TrimStart().Length];
        return last.TrimEnd() is [.., '{' or '(' or '['] ? indent + Indent : indent;
    }
}
