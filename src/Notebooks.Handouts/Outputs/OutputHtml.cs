using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Notebooks.Handouts.Prose;

namespace Notebooks.Handouts.Outputs;

/// <summary>One output as HTML.</summary>
/// <param name="Kind">The class of the box that it goes into.</param>
/// <param name="Label">What the box is called where it scrolls.</param>
/// <param name="Html">The content.</param>
internal sealed record OutputBox(string Kind, string Label, string Html)
{
    /// <summary>Whether HTML that came with the notebook is in it, as it was.</summary>
    public bool IsForeign { get; init; }
}

/// <summary>What the run of a cell showed, as HTML.</summary>
internal sealed class OutputHtml(MarkdownHtml markdown)
{
    private const string InAnOutput = "an output";

    /// <summary>Each output in the forms that a page can show, the richest first.</summary>
    public IEnumerable<IEnumerable<OutputBox>> Write(CellContext cell) =>
        JoinStreams(cell.Cell.Outputs).Select(output => Write(output, cell));

    private IEnumerable<OutputBox> Write(Output output, CellContext cell) => output switch
    {
        StreamOutput { Name: "stderr" } stream => [new OutputBox("nb-stderr", "Messages (stderr)", Text(stream.Text))],
        StreamOutput stream => [new OutputBox("nb-stream", "Printed text", Text(stream.Text))],
        DisplayOutput display => WriteData(display.Data, display.Metadata, cell),
        ExecuteResult result => WriteData(result.Data, result.Metadata, cell),
        ErrorOutput error => [WriteError(error)],
        UnknownOutput unknown => [Note($"This output has a kind that is not known here ({unknown.Type}).")],
        _ => [],
    };

    /// <summary>Writes that are cut into several outputs on the way are one text again.</summary>
    private static List<Output> JoinStreams(IReadOnlyList<Output> outputs)
    {
        var joined = new List<Output>();
        foreach (var output in outputs)
        {
            if (output is StreamOutput next && joined is [.., StreamOutput last] && last.Name == next.Name)
                joined[^1] = last with { Text = last.Text + next.Text };
            else
                joined.Add(output);
        }
        return joined;
    }

    private IEnumerable<OutputBox> WriteData(JsonObject data, JsonObject metadata, CellContext cell)
    {
        var chart = data[PlotlyHtml.MimeType] as JsonObject;
        var obstacle = chart is null ? null : PlotlyHtml.Obstacle(chart);
        if (chart is not null && obstacle is null)
            yield return PlotlyHtml.Write(chart) is var drawn && OutputLimits.Holds(drawn) ? new OutputBox("nb-html", "Chart", drawn) { IsForeign = true } : TooLarge(drawn);
        if (Form(data, "text/html") is { } html)
            yield return OutputLimits.HoldsMarkup(html) ? new OutputBox("nb-html", "Output", html) { IsForeign = true } : TooLarge(html);
        if (Form(data, "image/svg+xml") is { } svg)
            yield return OutputLimits.HoldsMarkup(svg) ? new OutputBox("nb-picture", "Picture", PictureHtml.Svg(svg, Alternative(data, metadata, "image/svg+xml", cell))) { IsForeign = true } : TooLarge(svg);
        if (Form(data, "text/latex") is { } latex && OutputLimits.Holds(latex))
            yield return new OutputBox("nb-prose", "Formula", LatexHtml.Write(latex, cell, InAnOutput, markdown)) { IsForeign = true };
        if (Form(data, "text/markdown") is { } text && OutputLimits.Holds(text))
            yield return new OutputBox("nb-prose", "Output", markdown.Write(text, cell, InAnOutput)) { IsForeign = true };
        foreach (var type in (string[])["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif", "image/bmp"])
        {
            if (Form(data, type) is { } picture && Base64.IsValid(picture))
                yield return OutputLimits.Holds(picture) ? new OutputBox("nb-picture", "Picture", PictureHtml.Bitmap(type, picture, metadata[type], Alternative(data, metadata, type, cell))) : TooLarge(picture);
        }
        if (obstacle is not null)
            yield return Note(obstacle);
        if (data["application/json"] is { } json)
            yield return new OutputBox("nb-json", "JSON", Text(JsonLines.Write(json)));
        foreach (var type in (string[])["application/javascript", "text/javascript"])
        {
            if (Form(data, type) is { } script && cell.Page.Options.Trust)
                yield return new OutputBox("nb-html", "Output", $"<script>{script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)}</script>") { IsForeign = true };
        }
        if (Form(data, "text/plain") is { } plain)
            yield return new OutputBox("nb-plain", "Output", Text(plain));
        if (Form(data, "text/html") is not null)
            yield return Note("This output is drawn by a script, which a handout does not run.");
        else if (data.Count > 0)
            yield return Note($"This output has no form that a page can show ({string.Join(", ", data.Select(form => form.Key))}).");
    }

    private static OutputBox TooLarge(string content) =>
        Note(string.Create(CultureInfo.InvariantCulture, $"This output is left out: its {content.Length / 1e6:0.#} million characters are more than a page can hold."));

    private static OutputBox Note(string text) => new("nb-note", "Note", $"<p>{WebUtility.HtmlEncode(text)}</p>");

    private static OutputBox WriteError(ErrorOutput error)
    {
        var title = error.Value.Length == 0 ? error.Name : $"{error.Name}: {error.Value}";
        // Most kernels begin the trace with the message, which stands above it already.
        var trace = string.Join('\n', error.Traceback);
        var words = Ansi.Strip(trace).TrimStart();
        if (words.StartsWith(Ansi.Strip(title), StringComparison.Ordinal))
            trace = string.Join('\n', trace.TrimStart().Split('\n').Skip(Ansi.Strip(title).Split('\n').Length));
        var heading = $"<p class=\"nb-error-title\"><strong>Error</strong> {Ansi.ToHtml(title)}</p>";
        return new OutputBox("nb-error", "Error", string.IsNullOrWhiteSpace(trace) ? heading : heading + Text(trace));
    }

    private static string Text(string text) => $"<pre><samp>{Ansi.ToHtml(OutputLimits.Shortened(text.TrimEnd('\n', '\r')))}</samp></pre>";

    private static string? Form(JsonObject data, string type) =>
        data[type] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>What a picture is called where it is not seen: its own alternative text, or its plain form, or its cell.</summary>
    private static string Alternative(JsonObject data, JsonObject metadata, string type, CellContext cell)
    {
        var own = (metadata[type] as JsonObject)?["alt"] ?? metadata["alt"];
        if (own is JsonValue value && value.TryGetValue<string>(out var alt))
            return alt;
        if (CellCaptions.Of(cell.Cell).Alternative is { } said)
            return said;
        return Form(data, "text/plain")?.Trim('<', '>') is { Length: > 0 and <= 200 } plain
            ? plain
            : string.Create(CultureInfo.InvariantCulture, $"Picture that cell {cell.Number} shows");
    }
}
