namespace LinearLayer.Display;

/// <summary>Writes an expanded form as LaTeX matrices, without dollar signs: what takes part in the marked entry is underlined, and the entry boxed.</summary>
internal static class FormLatexWriter
{
    public static string Write(FormPicture picture)
    {
        var product = picture.Product;
        List<string> lines =
        [
            $"{Name(product.Result.Name)} &= {Matrix(picture, product.Left)} {Matrix(picture, product.Right)}{(product.Bias is { } bias ? " + " + Matrix(picture, bias) : "")}",
            $"&= {Matrix(picture, product.Result)}",
        ];
        if (picture.Values is not null)
            lines.Add($"&= {Matrix(picture, product.Result, (terms, _, _) => Latex.OfNumber(picture.Numbers.Text(picture.Value(terms))))}");
        return $"\\begin{{aligned}}\n{string.Join(" \\\\[1ex]\n", lines)}\n\\end{{aligned}}";
    }

    private static string Matrix(FormPicture picture, FormMatrix matrix, Func<IReadOnlyList<Polynomial>, nint, nint, string>? entry = null)
    {
        var rows = picture.RowsOf(matrix).Select(row => string.Join(" & ", picture.ColumnsOf(matrix).Select(column =>
            row is { } r && column is { } c ? Entry(r, c) : row is null && column is null ? @"\ddots" : row is null ? @"\vdots" : @"\cdots")));
        return $"\\begin{{bmatrix}} {string.Join(@" \\ ", rows)} \\end{{bmatrix}}";

        string Entry(nint row, nint column)
        {
            var terms = matrix.Terms(row, column);
            var text = entry is not null ? entry(terms, row, column) : terms.Count == 0 ? "0" : string.Join(" + ", terms.Select(term => Term(picture, term)));
            return !picture.IsMarked(matrix, row, column) ? text : matrix == picture.Product.Result ? $@"\boxed{{{text}}}" : $@"\underline{{{text}}}";
        }
    }

    private static string Term(FormPicture picture, Polynomial term)
    {
        var factors = term.Terms[0].Monomial.Factors;
        if (factors.IsEmpty)
            return Latex.Of(term);
        return string.Join(@"\, ", factors.Select(factor => picture.Values is { } values
            ? $@"\underset{{{Latex.OfNumber(picture.Numbers.Text(values[factor.Variable]))}}}{{{Latex.Of(factor.Variable)}}}"
            : Latex.Of(factor.Variable)));
    }

    private static string Name(string name) => name.Length == 1 ? name : $@"\mathtt{{{name}}}";
}
