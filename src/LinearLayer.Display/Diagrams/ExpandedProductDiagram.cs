using System.Numerics.Tensors;

namespace LinearLayer.Display;

/// <summary>Draws out = x·w + b entry by entry: the three matrices, b copied into N rows, and below them what they make.</summary>
internal sealed class ExpandedProductDiagram(ExpandedForm form)
{
    private const double SignRoom = 30;
    private const double BetweenLines = 26;
    private const int MostRows = 4;
    private const int MostColumns = 4;
    private const int MostTerms = 4;

    /// <summary>The bias has this colour wherever it comes, so that the eye finds the copies.</summary>
    private const string BiasColor = "var(--ll-series-1-color)";

    private readonly Tensor<Polynomial> _x = form.x.Flatten();
    private readonly SvgDrawing _drawing = new();

    private int N => (int)_x.Lengths[0];

    private int D => (int)_x.Lengths[1];

    private int M => (int)form.w.Lengths[1];

    public SvgPicture Draw()
    {
        var rows = Shortened.Indices(N, MostRows);
        var columns = Shortened.Indices(M, MostColumns);
        var features = Shortened.Indices(D, MostTerms);
        var x = Matrix(rows, features, (n, d) => SvgFormula.Of((Variable)_x[n, d]), Invariant($"x  (N, D) = ({N}, {D})"));
        var w = Matrix(features, columns, (d, m) => SvgFormula.Of((Variable)form.w[d, m]), Invariant($"w  (D, M) = ({D}, {M})"));
        var b = Matrix(rows, columns, (_, m) => Bias(m), Invariant($"b  ({M},), a copy in each row"));
        var @out = Matrix(rows, columns, (n, m) => Sum(form.@out[n, m], features), Invariant($"out  (N, M) = ({N}, {M})"));

        var middle = Math.Max(x.Height, w.Height) / 2;
        var start = TextStyle.Code.Width("out") + SignRoom;
        _drawing.Text(0, middle, "out", TextStyle.Code);
        var left = start;
        Sign("=", left - SignRoom / 2, middle);
        foreach (var (matrix, sign) in new[] { (x, "·"), (w, "+"), (b, "") })
        {
            matrix.Draw(_drawing, left, middle - matrix.Height / 2);
            left += matrix.Width + SignRoom;
            Sign(sign, left - SignRoom / 2, middle);
        }

        var top = new[] { x, w, b }.Max(matrix => middle - matrix.Height / 2 + matrix.FullHeight) + BetweenLines;
        Sign("=", start - SignRoom / 2, top + @out.Height / 2);
        @out.Draw(_drawing, start, top);

        var svg = _drawing.ToSvg(Math.Max(left - SignRoom, start + @out.Width), top + @out.FullHeight);
        return new SvgPicture(
            Invariant($"out = x·w + b written out for N = {N}, D = {D}, M = {M}"),
            $"x times w plus b, where b is copied into each row; and below, what each entry of out is: a sum of products over d, and then the bias of its column. The first is {form.@out[0, 0]}.",
            svg, Text(rows, columns))
        {
            Rules = SvgDrawing.Rules,
        };
    }

    private static SvgFormula Bias(int m) => SvgFormula.Of("b", BiasColor, m);

    private void Sign(string sign, double x, double y) => _drawing.Text(x, y, sign, TextStyle.Name, Anchor.Middle);

    /// <summary>The terms as Forward made them, the bias last.</summary>
    private static SvgFormula Sum(ExpandedEntry entry, IReadOnlyList<int?> features)
    {
        var bias = entry.Terms[^1];
        var products = features.Select(d => d is { } index ? Product(entry.Terms[index]) : "…");
        return products.Append(Product(bias)).Aggregate((sum, next) => sum + " + " + next);

        static SvgFormula Product(Term term) => term.Monomial.Factors
            .Select(factor => SvgFormula.Of(factor.Variable, factor.Variable.Name == "b" ? BiasColor : null)).Aggregate((product, next) => product + next);
    }

    private static SvgMatrix Matrix(IReadOnlyList<int?> rows, IReadOnlyList<int?> columns, Func<int, int, SvgFormula> cell, string caption) => new(
        [.. rows.Select(row => columns.Select(column => row is { } r && column is { } c ? cell(r, c) : row is null ? "⋮" : "…").ToList())], caption);

    private string Text(IReadOnlyList<int?> rows, IReadOnlyList<int?> columns)
    {
        var lines = rows.SelectMany(n => n is { } row
            ? columns.Select(m => m is { } column ? form.@out[row, column].ToString() : "⋮")
            : ["⋮"]);
        return $"out = x·w + b  {Invariant($"({N}, {M}) = ({N}, {D}) x ({D}, {M}) + ({M},)")}\n  {string.Join("\n  ", lines)}";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
