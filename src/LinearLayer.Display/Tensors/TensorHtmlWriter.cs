using System.Text;

namespace LinearLayer.Display;

/// <summary>Writes tensors as text/html: for each matrix a table with its shape as the caption and its indices as headers.</summary>
internal static class TensorHtmlWriter
{
    /// <summary>The rules of one table of numbers.</summary>
    public static string TableRules { get; } = $$"""
        .ll-tensor { border-collapse: collapse; margin: 0; width: auto; font-family: var(--ll-mono-font); font-size: .9em; line-height: 1.45; font-variant-numeric: tabular-nums; }
        .ll-tensor caption { caption-side: top; text-align: start; white-space: nowrap; padding: 0 0 .25em; color: inherit; font-size: 1em; }
        .ll-tensor.ll-tensor th, .ll-tensor.ll-tensor td { text-align: right; vertical-align: baseline; white-space: nowrap; padding: .15em .6em; border: 0; background: none; color: inherit; }
        .ll-tensor.ll-tensor th, .ll-tensor.ll-tensor thead td { font-weight: normal; font-size: .8em; color: var(--ll-muted-color); }
        .ll-tensor.ll-tensor tbody th { border-right: 1px solid var(--ll-rule-color); }
        .ll-tensor.ll-tensor thead th, .ll-tensor.ll-tensor thead td { border-bottom: 1px solid var(--ll-rule-color); }
        .ll-tensor.ll-tensor td.ll-odd { color: var(--ll-warning-color); outline: 1px dashed currentColor; outline-offset: -2px; }
        @media print { .ll-tensor { break-inside: avoid; } }
        {{HeatScale.Rules("ll-tensor")}}
        """;

    private static string Rules { get; } = $$"""
        .ll-tensors, .ll-facets { display: flex; flex-wrap: wrap; gap: .75em 2em; align-items: flex-start; }
        .ll-tensors { max-width: 100%; }
        .ll-facets > .ll-title { flex-basis: 100%; margin: 0; font-family: var(--ll-mono-font); font-weight: normal; }
        .ll-facets > .ll-legend, .ll-facets > .ll-odd-note { flex-basis: 100%; margin: 0; }
        .ll-gap { align-self: center; color: var(--ll-muted-color); }
        .ll-odd-note { margin: .25em 0 0; font-size: .85em; color: var(--ll-warning-color); }
        {{TableRules}}
        """;

    public static void Write(IReadOnlyList<TensorView> tensors, TextWriter writer)
    {
        var html = new StringBuilder(Style.Sheet(Rules)).Append("<div class=\"ll-figure ll-tensors\">");
        foreach (var tensor in tensors)
            Append(html, tensor);
        writer.Write(html.Append("</div>"));
    }

    private static void Append(StringBuilder html, TensorView tensor)
    {
        if (tensor.Matrices is [{ Place: "" } matrix])
        {
            html.Append(Figure.Scroll(Table(matrix, tensor, tensor.TitleHtml) + Notes(tensor), tensor.Title, Letters(matrix)));
            return;
        }

        html.Append($"<div class=\"ll-facets\" role=\"group\" aria-label=\"{Figure.Html(tensor.Title)}\"><div class=\"ll-title\">{tensor.TitleHtml}</div>");
        for (var i = 0; i < tensor.Matrices.Count; i++)
        {
            if (tensor.HiddenMatrices > 0 && i == tensor.Matrices.Count / 2)
                html.Append($"<div class=\"ll-gap\">… {tensor.HiddenMatrices} more</div>");
            var facet = tensor.Matrices[i];
            html.Append(Figure.Scroll(Table(facet, tensor, Figure.Html(facet.Place)), facet.Place, Letters(facet)));
        }

        html.Append(Notes(tensor)).Append("</div>");
    }

    /// <summary>One table; cells that are chosen, by index, get one more class.</summary>
    public static string Table(TensorView.Matrix matrix, TensorView tensor, string caption, Func<TensorView.Cell, string>? mark = null)
    {
        var isVector = matrix.RowNames.Count == 0;
        var html = new StringBuilder($"<table class=\"ll-tensor\"><caption>{caption}</caption><thead><tr>");
        if (!isVector)
            html.Append("<td></td>");
        foreach (var column in matrix.ColumnNames)
            html.Append(column is null ? "<td>…</td>" : $"<th scope=\"col\"{Colour(tensor.Axes, fromEnd: 1)}>{column}</th>");
        html.Append("</tr></thead><tbody>");
        for (var row = 0; row < matrix.Cells.Count; row++)
        {
            html.Append("<tr>");
            if (!isVector)
                html.Append(matrix.RowNames[row] is { } name ? $"<th scope=\"row\"{Colour(tensor.Axes, fromEnd: 2)}>{name}</th>" : "<td>⋮</td>");
            foreach (var cell in matrix.Cells[row])
                html.Append(cell is null ? "<td>…</td>" : Cell(cell, tensor, mark?.Invoke(cell) ?? ""));
            html.Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }

    private static string Cell(TensorView.Cell cell, TensorView tensor, string mark)
    {
        var isOdd = cell.Number is { } number && !double.IsFinite(number);
        string[] classes = [isOdd ? "ll-odd" : tensor.Heat is not null && cell.Number is { } value ? HeatScale.ClassOf(value) : "", mark];
        var names = string.Join(' ', classes.Where(name => name != ""));
        var style = tensor.Heat is { } heat && cell.Number is { } finite && HeatScale.ClassOf(finite) != "" ? $" style=\"{heat.StyleOf(finite)}\"" : "";
        return $"<td{(names == "" ? "" : $" class=\"{names}\"")}{style} title=\"{Figure.Html($"{tensor.Name}[{cell.Index}] = {cell.Exact}")}\">{Figure.Html(cell.Text)}</td>";
    }

    /// <summary>The indices of an axis have the colour of its name.</summary>
    private static string Colour(Axes axes, int fromEnd) => axes[^fromEnd].IsNamed ? $" style=\"color:{Style.AxisColor(axes[^fromEnd].Name)}\"" : "";

    private static string Notes(TensorView tensor) =>
        (tensor.Heat?.Legend(tensor.Numbers) ?? "") + (tensor.Odd == "" ? "" : $"<p class=\"ll-odd-note\">⚠ {tensor.Odd}</p>");

    private static int Letters(TensorView.Matrix matrix) =>
        3 + Enumerable.Range(0, matrix.ColumnNames.Count).Sum(column => 2 + matrix.Cells.Max(row => row[column]?.Text.Length ?? 1));
}
