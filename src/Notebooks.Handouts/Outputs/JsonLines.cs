using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Handouts.Outputs;

/// <summary>JSON as a person would write it: what fits on a line stands on one, so that a matrix keeps its rows.</summary>
internal static class JsonLines
{
    private const int LineLength = 72;

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The HTML around it escapes what HTML must.
    };

    public static string Write(JsonNode? json, string indent = "")
    {
        if (OnOneLine(json) is var line && (line.Length + indent.Length <= LineLength || json is not (JsonArray or JsonObject)))
            return line;

        var deeper = indent + "  ";
        var (open, lines, close) = json is JsonArray array
            ? ('[', array.Select(item => deeper + Write(item, deeper)), ']')
            : ('{', json!.AsObject().Select(field => $"{deeper}{Text(field.Key)}: {Write(field.Value, deeper)}"), '}');
        return $"{open}\n{string.Join(",\n", lines)}\n{indent}{close}";
    }

    private static string OnOneLine(JsonNode? json) => json switch
    {
        JsonArray array => $"[{string.Join(", ", array.Select(OnOneLine))}]",
        JsonObject { Count: > 0 } fields => $"{{ {string.Join(", ", fields.Select(field => $"{Text(field.Key)}: {OnOneLine(field.Value)}"))} }}",
        null => "null",
        _ => json.ToJsonString(Plain),
    };

    private static string Text(string key) => JsonValue.Create(key).ToJsonString(Plain);
}
