using System.Text;

namespace LinearLayer.Display;

/// <summary>A table of words and numbers, as text/html and as text/plain.</summary>
/// <param name="label">What it holds, for those who do not see it.</param>
/// <param name="headers">The column headers. One that begins with &gt; stands over numbers, which are aligned on the right.</param>
internal sealed class Table(string label, params string[] headers)
{
    private readonly List<(string[] Cells, string Class)> _rows = [];

    /// <summary>The rules of tables, and of what stands around them.</summary>
    public const string Rules = """
        .ll-table { border-collapse: collapse; margin: .4em 0; width: auto; font-size: .9em; line-height: 1.45; font-variant-numeric: tabular-nums; color: inherit; }
        .ll-table.ll-table th, .ll-table.ll-table td { text-align: left; vertical-align: top; padding: .25em .8em .25em 0; border: 0; border-bottom: 1px solid var(--ll-rule-color); background: none; color: inherit; font-weight: normal; white-space: normal; }
        .ll-table.ll-table thead th { font-size: .85em; color: var(--ll-muted-color); border-bottom: 1px solid currentColor; }
        .ll-table.ll-table .ll-numeric { text-align: right; font-family: var(--ll-mono-font); white-space: nowrap; }
        .ll-table.ll-table thead .ll-numeric { font-family: inherit; }
        .ll-table.ll-table .ll-best th, .ll-table.ll-table .ll-best td { font-weight: bold; }
        .ll-verdict { margin: 0 0 .4em; padding-left: .6em; border-left: 3px solid var(--ll-verdict-color); }
        .ll-verdict-mark { color: var(--ll-verdict-color); font-weight: bold; }
        .ll-passed { --ll-verdict-color: var(--ll-passed-color); }
        .ll-failed { --ll-verdict-color: var(--ll-failed-color); }
        .ll-undecided { --ll-verdict-color: var(--ll-warning-color); }
        .ll-code { font-family: var(--ll-mono-font); font-size: .95em; color: inherit; background: none; overflow-wrap: anywhere; }
        .ll-note { margin: .3em 0; color: inherit; }
        .ll-muted { color: var(--ll-muted-color); }
        @media print { .ll-table tr { break-inside: avoid; } }
        """;

    /// <summary>Adds a row; the first cell is its header.</summary>
    public void Add(params string[] cells) => _rows.Add((cells, ""));

    /// <summary>Adds a row of a class, such as <c>ll-best</c>.</summary>
    public void AddMarked(string name, params string[] cells) => _rows.Add((cells, name));

    public string Html()
    {
        var html = new StringBuilder("<table class=\"ll-table\"><thead><tr>");
        foreach (var header in headers)
            html.Append($"<th scope=\"col\"{Class(header)}>{Figure.Html(header.TrimStart('>'))}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var (cells, name) in _rows)
        {
            html.Append(name == "" ? "<tr>" : $"<tr class=\"{name}\">");
            for (var i = 0; i < cells.Length; i++)
                html.Append(i == 0 ? $"<th scope=\"row\"{Class(headers[i])}>{Figure.Html(cells[i])}</th>" : $"<td{Class(headers[i])}>{Figure.Html(MarkKept(cells[i]))}</td>");
            html.Append("</tr>");
        }

        // Words can be broken into lines, numbers cannot.
        var letters = Enumerable.Range(0, headers.Length).Sum(column => 2 + (IsNumeric(headers[column]) ? Width(column) : Math.Min(12, Width(column))));
        return Figure.Scroll(html.Append("</tbody></table>").ToString(), label, letters);
    }

    /// <summary>A mark and its first word stay on one line.</summary>
    private static string MarkKept(string cell) => cell is ['✓' or '✗' or '?', ' ', ..] ? $"{cell[0]}\u00a0{cell[2..]}" : cell;

    public string Text() => string.Join('\n', _rows.Select(row => row.Cells).Prepend([.. headers.Select(header => header.TrimStart('>'))])
        .Select(row => "  " + string.Join("  ", row.Select((cell, column) => IsNumeric(headers[column]) ? cell.PadLeft(Width(column)) : cell.PadRight(Width(column)))))
        .Select(line => line.TrimEnd()));

    private int Width(int column) => _rows.Select(row => row.Cells[column].Length).Append(headers[column].TrimStart('>').Length).Max();

    private static bool IsNumeric(string header) => header.StartsWith('>');

    private static string Class(string header) => IsNumeric(header) ? " class=\"ll-numeric\"" : "";
}

/// <summary>The first line of a report: what it came to, by a mark, a word and a colour.</summary>
/// <param name="Mark">✓, ✗ or ?.</param>
/// <param name="Word">The mark in a word.</param>
/// <param name="Class">The class that gives the colour.</param>
internal sealed record VerdictMark(string Mark, string Word, string Class)
{
    public static readonly VerdictMark Passed = new("✓", "passed", "ll-passed");
    public static readonly VerdictMark Failed = new("✗", "failed", "ll-failed");
    public static readonly VerdictMark Undecided = new("?", "undecided", "ll-undecided");

    public static VerdictMark Of(bool passed) => passed ? Passed : Failed;

    /// <summary>The line; the text in it is HTML.</summary>
    public string Line(string html) =>
        $"<p class=\"ll-verdict {Class}\"><span class=\"ll-verdict-mark\" role=\"img\" aria-label=\"{Word}\">{Mark}</span> {html}</p>";
}
