using System.Net;

namespace LinearLayer.Display;

/// <summary>Writes tensors as text/html: for each matrix a table with its shape as the caption and its indices as headers.</summary>
internal static class TensorHtmlWriter
{
    private const string Rules = """
        .ll-tensors, .ll-facets { display: flex; flex-wrap: wrap; gap: .75em 2em; align-items: flex-start; overflow-x: auto; }
        .ll-facets > .ll-title { flex-basis: 100%; font-family: var(--ll-mono-font); font-weight: normal; }
        .ll-gap { align-self: center; color: var(--ll-muted-color); }
        .ll-tensor { border-collapse: collapse; margin: 0; width: auto; font-family: var(--ll-mono-font); font-variant-numeric: tabular-nums; }
        .ll-tensor caption { caption-side: top; text-align: start; white-space: nowrap; padding: 0 0 .25em; color: inherit; }
        .ll-tensor.ll-tensor th, .ll-tensor.ll-tensor td { text-align: right; vertical-align: baseline; white-space: nowrap; padding: .15em .6em; border: 0; background: none; color: inherit; }
        .ll-tensor.ll-tensor th, .ll-tensor.ll-tensor thead td { font-weight: normal; font-size: .8em; color: var(--ll-muted-color); }
        .ll-tensor.ll-tensor tbody th { border-right: 1px solid var(--ll-rule-color); }
        .ll-tensor.ll-tensor thead { border-bottom: 1px solid var(--ll-rule-color); }
        """;

    public static void Write(IReadOnlyList<TensorView> tensors, TextWriter writer)
    {
        writer.Write(Style.Sheet(Rules));
        writer.Write("<div class=\"ll-figure ll-tensors\">");
        foreach (var tensor in tensors)
            Write(tensor, writer);
        writer.Write("</div>");
    }

    private static void Write(TensorView tensor, TextWriter writer)
    {
        var title = WebUtility.HtmlEncode(tensor.Title);
        if (tensor.Matrices is [{ Place: "" } matrix])
        {
            Write(matrix, title, writer);
            return;
        }

        writer.Write($"<div class=\"ll-facets\" role=\"group\" aria-label=\"{title}\"><div class=\"ll-title\">{title}</div>");
        for (var i = 0; i < tensor.Matrices.Count; i++)
        {
            if (tensor.HiddenMatrices > 0 && i == tensor.Matrices.Count / 2)
                writer.Write($"<div class=\"ll-gap\">… {tensor.HiddenMatrices} more</div>");
            Write(tensor.Matrices[i], WebUtility.HtmlEncode(tensor.Matrices[i].Place), writer);
        }

        writer.Write("</div>");
    }

    private static void Write(TensorView.Matrix matrix, string caption, TextWriter writer)
    {
        var isVector = matrix.RowNames.Count == 0;
        writer.Write($"<table class=\"ll-tensor\"><caption>{caption}</caption><thead><tr>{(isVector ? "" : "<td></td>")}");
        foreach (var column in matrix.ColumnNames)
            writer.Write(column is null ? "<td>…</td>" : $"<th scope=\"col\">{column}</th>");
        writer.Write("</tr></thead><tbody>");
        for (var row = 0; row < matrix.Cells.Count; row++)
        {
            writer.Write("<tr>");
            if (!isVector)
                writer.Write(matrix.RowNames[row] is { } name ? $"<th scope=\"row\">{name}</th>" : "<td>⋮</td>");
            foreach (var cell in matrix.Cells[row])
                writer.Write($"<td>{(cell is null ? "…" : WebUtility.HtmlEncode(cell))}</td>");
            writer.Write("</tr>");
        }

        writer.Write("</tbody></table>");
    }
}
