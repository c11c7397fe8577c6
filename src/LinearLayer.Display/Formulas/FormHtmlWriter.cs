using System.Text;

namespace LinearLayer.Display;

/// <summary>Writes an expanded form as text/html: matrices in brackets, with numbers under the symbols, and the row, the column and the entry marked.</summary>
/// <remarks>HTML and not LaTeX, because only so the marks have the page's colours, and every front end and a printer show the same.</remarks>
internal static class FormHtmlWriter
{
    private static readonly string Rules = """
        .ll-form { --ll-math-font: KaTeX_Main, "Latin Modern Math", "STIX Two Text", "STIX Two Math", "Cambria Math", Cambria, "Times New Roman", serif; }
        .ll-equation { display: inline-block; font-family: var(--ll-math-font); font-size: 1.1em; line-height: 1.3; }
        .ll-line { display: flex; align-items: center; gap: .3em; margin: .5em 0; }
        .ll-line + .ll-line { margin-left: 1.6em; }
        .ll-operator { padding: 0 .15em 1.1em; }
        .ll-line > .ll-letter { padding-bottom: 1.1em; }
        .ll-matrix { display: inline-block; text-align: center; }
        .ll-bracket { position: relative; display: grid; gap: .25em .9em; padding: .3em .5em; align-items: center; justify-items: center; }
        .ll-bracket::before, .ll-bracket::after { content: ""; position: absolute; top: 0; bottom: 0; width: .3em; border: 1.5px solid currentColor; }
        .ll-bracket::before { left: 0; border-right: 0; }
        .ll-bracket::after { right: 0; border-left: 0; }
        .ll-name { display: block; font-size: .75em; line-height: 1.5; color: var(--ll-muted-color); white-space: nowrap; }
        .ll-cell { padding: .05em .25em; white-space: nowrap; border: 2px solid transparent; }
        .ll-sums > .ll-bracket { gap: .5em 1em; }
        .ll-sums .ll-cell { white-space: normal; max-width: 9em; }
        .ll-term { display: inline-block; white-space: nowrap; }
        .ll-symbol { display: inline-block; text-align: center; vertical-align: top; padding: 0 .04em; }
        .ll-letter { font-family: KaTeX_Math, var(--ll-math-font); font-style: italic; }
        .ll-symbol > sub { font-size: .68em; line-height: 1; vertical-align: -.3em; padding-left: .05em; }
        .ll-number { display: block; font-size: .75em; line-height: 1.3; color: var(--ll-muted-color); }
        .ll-row { background-color: color-mix(in oklab, var(--ll-positive-color) 22%, transparent); border-bottom: 2px solid var(--ll-series-1-color); }
        .ll-column { background-color: color-mix(in oklab, var(--ll-negative-color) 24%, transparent); border-bottom: 2px dashed var(--ll-series-2-color); }
        .ll-bias { background-color: color-mix(in oklab, var(--ll-series-3-color) 22%, transparent); border-bottom: 3px double var(--ll-series-3-color); }
        .ll-row .ll-number, .ll-column .ll-number, .ll-bias .ll-number { color: inherit; }
        .ll-entry { border: 2px solid currentColor; border-radius: .2em; }
        .ll-story { display: flex; flex-wrap: wrap; align-items: flex-start; gap: .15em .35em; margin: .6em 0 .2em; }
        @media print { .ll-form { break-inside: avoid; } .ll-row, .ll-column, .ll-bias { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
        """;

    public static void Write(FormPicture picture, TextWriter writer)
    {
        var product = picture.Product;
        var html = new StringBuilder("<div class=\"ll-equation\" aria-hidden=\"true\"><div class=\"ll-line\">")
            .Append(Letter(product.Result.Name)).Append(Operator("="))
            .Append(Matrix(picture, product.Left)).Append(Operator("·"))
            .Append(Matrix(picture, product.Right));
        if (product.Bias is { } bias)
            html.Append(Operator("+")).Append(Matrix(picture, bias, ", one row for each example"));
        html.Append($"</div><div class=\"ll-line\">{Operator("=")}{Matrix(picture, product.Result)}</div>");
        if (picture.Values is not null)
            html.Append($"<div class=\"ll-line\">{Operator("=")}{Matrix(picture, product.Result, isInNumbers: true)}</div>");
        html.Append("</div>");
        var letters = (int)(picture.ColumnsOf(product.Result).Count * (product.Result.Terms(0, 0).Count * 9));
        var content = Figure.Scroll(html.ToString(), product.Text, letters) + (picture.Marked is { } marked ? Story(picture, marked.Row, marked.Column) : "");
        Figure.Write(writer, "ll-form", $"{product.Text}, entry by entry", Rules, content, FormTextWriter.Write(picture));
    }

    private static string Matrix(FormPicture picture, FormMatrix matrix, string note = "", bool isInNumbers = false)
    {
        var (rows, columns) = (picture.RowsOf(matrix), picture.ColumnsOf(matrix));
        var html = new StringBuilder($"<div class=\"ll-matrix{(matrix == picture.Product.Result && !isInNumbers ? " ll-sums" : "")}\"><div class=\"ll-bracket\" style=\"grid-template-columns:repeat({columns.Count},auto)\">");
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                var (text, mark) = row is { } r && column is { } c
                    ? (Cell(r, c), picture.IsMarked(matrix, r, c) ? Mark(picture, matrix) : "")
                    : (row is null && column is null ? "⋱" : row is null ? "⋮" : "⋯", "");
                html.Append($"<span class=\"ll-cell{mark}\">{text}</span>");
            }
        }

        var name = Figure.Html(matrix.Name.TrimStart('@'));
        var axes = $"{(matrix.RowAxis == "" ? "1" : AxisNames.Html(matrix.RowAxis, matrix.RowAxis))}, {AxisNames.Html(matrix.ColumnAxis, matrix.ColumnAxis)}";
        return html.Append($"</div><span class=\"ll-name\">{name} ({axes}){note}</span></div>").ToString();

        string Cell(nint row, nint column)
        {
            var terms = matrix.Terms(row, column);
            return isInNumbers ? Figure.Html(picture.Numbers.Text(picture.Value(terms)))
                : Sum(picture, terms, areMarked: matrix == picture.Product.Result && picture.IsMarked(matrix, row, column));
        }
    }

    /// <summary>The marked entry on a line of its own, and what makes it.</summary>
    private static string Story(FormPicture picture, nint row, nint column)
    {
        var (result, terms) = (picture.Product.Result, picture.Product.Result.Terms(row, column));
        var value = picture.Values is null ? "" : $"<span>= {Figure.Html(picture.Numbers.Text(picture.Value(terms)))}</span>";
        return $"<div class=\"ll-story ll-equation\" aria-hidden=\"true\">{Symbol(picture, result.Entry!(row, column), "", hasNumber: false)}<span>=</span>{Sum(picture, terms, areMarked: true)}{value}</div>"
            + $"<div aria-hidden=\"true\">{Figure.Html(FormTextWriter.Makes(picture, row, column))}</div>";
    }

    private static string Sum(FormPicture picture, IReadOnlyList<Polynomial> terms, bool areMarked)
    {
        const int most = 8;
        var shown = TensorView.Ends(terms.Count, most).Select(i => i is { } term ? Term(picture, terms[(int)term], areMarked) : "⋯").ToList();
        return shown.Count == 0 ? "0" : string.Join(" ", shown.Select((term, i) => $"<span class=\"ll-term\">{(i == 0 ? "" : "+ ")}{term}</span>"));
    }

    private static string Term(FormPicture picture, Polynomial term, bool isMarked)
    {
        var factors = term.Terms[0].Monomial.Factors;
        return factors.IsEmpty ? Figure.Html(term.ToString())
            : string.Concat(factors.Select((factor, i) => Symbol(picture, factor.Variable, !isMarked ? "" : factors.Length == 1 && picture.Product.Bias is not null ? " ll-bias" : IsOfLeft(picture, factor.Variable) ? " ll-row" : " ll-column")));
    }

    private static bool IsOfLeft(FormPicture picture, Variable variable) =>
        picture.Product.Left.Name.TrimEnd('ᵀ') == variable.Name;

    private static string Symbol(FormPicture picture, Variable variable, string mark, bool hasNumber = true)
    {
        var number = hasNumber && picture.Values is { } values ? $"<span class=\"ll-number\">{Figure.Html(picture.Numbers.Text(values[variable]))}</span>" : "";
        return $"<span class=\"ll-symbol{mark}\">{Letter(variable.Name)}<sub>{Latex.Indices(variable)}</sub>{number}</span>";
    }

    private static string Mark(FormPicture picture, FormMatrix matrix) =>
        matrix == picture.Product.Left ? " ll-row" : matrix == picture.Product.Right ? " ll-column" : matrix == picture.Product.Bias ? " ll-bias" : " ll-entry";

    private static string Letter(string name) => $"<span class=\"ll-letter\">{Figure.Html(name)}</span>";

    private static string Operator(string symbol) => $"<span class=\"ll-operator\">{symbol}</span>";
}
