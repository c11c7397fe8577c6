using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Notebooks.Handouts.Prose;

namespace Notebooks.Handouts.Outputs;

/// <summary>One output as HTML.</summary>
/// <param name="Kind">The class of the box that it goes into.</param>
/// <param name="Label">What the box is called where it scrolls.</param>
/// <param name="Html">The content; HTML that came with the notebook is here as it was.</param>
internal sealed record OutputBox(string Kind, string Label, string Html);

/// <summary>What the run of a cell showed, as HTML.</summary>
internal sealed class OutputHtml(MarkdownHtml markdown)
{
    private const string InAnOutput = "an output";

    public IEnumerable<OutputBox> Write(CellContext cell)
    {
        foreach (var output in JoinStreams(cell.Cell.Outputs))
        {
            if (Write(output, cell) is { } box)
                yield return box;
        }
    }

    private OutputBox? Write(Output output, CellContext cell) => output switch
    {
        StreamOutput { Name: "stderr" } stream => new OutputBox("nb-stderr", "Messages (stderr)", Text(stream.Text)),
        StreamOutput stream => new OutputBox("nb-stream", "Printed text", Text(stream.Text)),
        DisplayOutput display => WriteData(display.Data, display.Metadata, cell),
        ExecuteResult result => WriteData(result.Data, result.Metadata, cell),
        ErrorOutput error => WriteError(error),
        _ => null,
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

    /// <summary>The richest form that a handout can show.</summary>
    private OutputBox? WriteData(JsonObject data, JsonObject metadata, CellContext cell)
    {
        if (Form(data, "text/html") is { } html)
            return new OutputBox("nb-html", "Output", html);
        if (Form(data, "image/svg+xml") is { } svg)
            return new OutputBox("nb-picture", "Picture", PictureHtml.Svg(svg, Caption(data, metadata, "image/svg+xml", cell)));
        if (Form(data, "text/latex") is { } latex)
            return new OutputBox("nb-prose", "Formula", LatexHtml.Write(latex, cell, InAnOutput, markdown));
        if (Form(data, "text/markdown") is { } text)
            return new OutputBox("nb-prose", "Output", markdown.Write(text, cell, InAnOutput));
        foreach (var type in (string[])["image/png", "image/jpeg", "image/webp", "image/gif"])
        {
            if (Form(data, type) is { } picture)
                return new OutputBox("nb-picture", "Picture", PictureHtml.Bitmap(type, picture, metadata[type], Caption(data, metadata, type, cell)));
        }
        if (data["application/json"] is { } json)
            return new OutputBox("nb-json", "JSON", Text(JsonLines.Write(json)));
        if (Form(data, "text/plain") is { } plain)
            return new OutputBox("nb-plain", "Output", Text(plain));
        return data.Count == 0
            ? null
            : new OutputBox("nb-note", "Note", $"<p>This output has no form that a page can show ({WebUtility.HtmlEncode(string.Join(", ", data.Select(form => form.Key)))}).</p>");
    }

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

    private static string Text(string text) => $"<pre><samp>{Ansi.ToHtml(text.TrimEnd('\n', '\r'))}</samp></pre>";

    private static string? Form(JsonObject data, string type) =>
        data[type] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>What a picture is called where it is not seen: its own alternative text, or its plain form, or its cell.</summary>
    private static string Caption(JsonObject data, JsonObject metadata, string type, CellContext cell)
    {
        var own = (metadata[type] as JsonObject)?["alt"] ?? metadata["alt"];
        if (own is JsonValue value && value.TryGetValue<string>(out var alt))
            return alt;
        return Form(data, "text/plain")?.Trim('<', '>') is { Length: > 0 and <= 200 } plain
            ? plain
            : string.Create(CultureInfo.InvariantCulture, $"Picture that cell {cell.Number} shows");
    }
}
