using System.Net;

namespace LinearLayer.Display;

/// <summary>Writes tensors as text/html: for each matrix a table with its shape as the caption and its indices as headers.</summary>
internal static class TensorHtmlWriter
{
    public static void Write(IReadOnlyList<TensorView> tensors, TextWriter writer)
    {
        writer.Write(Style.Sheet);
        writer.Write("<div class=\"ll-tensors\">");
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
