using System.Text;

namespace LinearLayer.Display;

/// <summary>Writes an expanded form as text/plain: an entry a line, numbers under the symbols, the marked entry last.</summary>
internal static class FormTextWriter
{
    private const int LongestSum = 8;

    public static string Write(FormPicture picture)
    {
        var (product, lines) = (picture.Product, new List<string>());
        lines.Add($"{product.Text}, entry by entry");
        foreach (var row in picture.RowsOf(product.Result))
        {
            // A gap in the rows is one line, not one for each column.
            foreach (var column in row is null ? [null] : picture.ColumnsOf(product.Result))
            {
                if (row is { } r && column is { } c)
                    lines.AddRange(Entry(picture, r, c).Select((line, i) => (i == 0 && picture.Marked == (r, c) ? "> " : "  ") + line));
                else
                    lines.Add("  ⋮");
            }
        }

        if (picture.Marked is { } marked)
            lines.Add(Makes(picture, marked.Row, marked.Column));
        return string.Join('\n', lines);
    }

    /// <summary>What makes the marked entry, in words.</summary>
    public static string Makes(FormPicture picture, nint row, nint column)
    {
        var product = picture.Product;
        var bias = product.Bias is { } b ? $", and {b.Terms(row, column)[0]}" : "";
        var left = product.Left.RowAxis == "" ? $"the row {product.Left.Name}" : $"row {row} of {product.Left.Name}";
        return $"{product.Result.Entry!(row, column)} is made by {left} and column {column} of {product.Right.Name}{bias}.";
    }

    /// <summary>An entry; below it, its numbers.</summary>
    private static IEnumerable<string> Entry(FormPicture picture, nint row, nint column)
    {
        var terms = picture.Product.Result.Terms(row, column);
        List<(string Symbol, string Number)> words = [($"{picture.Product.Result.Entry!(row, column)}", Number(picture, picture.Values is null ? null : picture.Value(terms)))];
        foreach (var place in TensorView.Ends(terms.Count, picture.Marked == (row, column) ? terms.Count : LongestSum))
        {
            words.Add(words.Count == 1 ? (" = ", " = ") : (" + ", " + "));
            words.AddRange(place is { } term ? Factors(picture, terms[(int)term]) : [("…", "…")]);
        }

        if (terms.Count == 0)
            words.AddRange([(" = ", " = "), ("0", "0")]);
        var (symbols, numbers) = (new StringBuilder(), new StringBuilder());
        foreach (var (symbol, number) in words)
        {
            var width = Math.Max(symbol.Length, number.Length);
            symbols.Append(symbol.PadRight(width));
            numbers.Append(Centred(number, width));
        }

        yield return symbols.ToString().TrimEnd();
        if (picture.Values is not null)
            yield return numbers.ToString().TrimEnd();
    }

    private static IEnumerable<(string Symbol, string Number)> Factors(FormPicture picture, Polynomial term)
    {
        var factors = term.Terms[0].Monomial.Factors;
        for (var i = 0; i < factors.Length; i++)
        {
            if (i > 0)
                yield return ("·", "·");
            var number = Number(picture, picture.Values?[factors[i].Variable]);
            yield return (factors[i].ToString(), number.StartsWith('-') ? $"({number})" : number);
        }
    }

    private static string Number(FormPicture picture, double? value) => value is { } number ? picture.Numbers.Text(number) : "";

    private static string Centred(string text, int width) => text.PadLeft(text.Length + (width - text.Length) / 2).PadRight(width);
}
