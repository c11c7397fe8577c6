using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Outputs;

/// <summary>What the author of a cell says of the picture and the table that it shows, in Markdown; null where nothing is said.</summary>
/// <remarks>
/// As Quarto writes it, in comments at the head of the code: <c>#| fig-cap: "The loss falls."</c>, <c>fig-alt</c>, <c>tbl-cap</c>
/// (in C# <c>//| fig-cap: ...</c>); and as Jupyter Book writes it, in the metadata: <c>mystnb.figure.caption</c>, <c>mystnb.image.alt</c>.
/// </remarks>
internal sealed partial record CellCaptions(string? Figure, string? Table, string? Alternative)
{
    public static CellCaptions Of(Cell cell)
    {
        var options = Options(cell.Source);
        var myst = cell.Metadata["mystnb"] as JsonObject;
        return new CellCaptions(
            options.GetValueOrDefault("fig-cap") ?? Text(myst?["figure"] as JsonObject, "caption"),
            options.GetValueOrDefault("tbl-cap"),
            options.GetValueOrDefault("fig-alt") ?? Text(myst?["image"] as JsonObject, "alt"));
    }

    private static Dictionary<string, string> Options(string code)
    {
        var options = new Dictionary<string, string>();
        foreach (var line in code.Split('\n').Select(line => OptionLine().Match(line)).TakeWhile(line => line.Success))
        {
            var value = line.Groups["value"].Value;
            // A list, or a text on the lines below, belongs to more than one output or is not one line.
            if (value is not ("" or ['[' or '|' or '>', ..]))
                options[line.Groups["key"].Value] = value is ['"', .. var quoted, '"'] ? quoted.Replace("\\\"", "\"").Replace("\\\\", "\\") : value is ['\'', .. var single, '\''] ? single.Replace("''", "'") : value;
        }
        return options;
    }

    private static string? Text(JsonObject? node, string key) => node?[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex(@"^\s*(?:#|//|--|%)\|\s*(?<key>[\w-]+):\s*(?<value>.*?)\s*$")]
    private static partial Regex OptionLine();
}
