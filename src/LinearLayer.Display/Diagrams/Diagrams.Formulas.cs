using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer.Display;

public static partial class Diagrams
{
    private const int MostTermsOfText = 8;

    /// <summary>out = x·w + b written out entry by entry, with b copied into each of the N rows.</summary>
    /// <param name="N">The number of examples.</param>
    /// <param name="D">The number of features.</param>
    /// <param name="M">The number of outputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public static SvgPicture ExpandedProduct(int N, int D, int M)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(N, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(D, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(M, 1);
        return ExpandedProduct(ExpandedForm.Of(N, D, M));
    }

    /// <summary>The forward pass of an expanded form: the sums are those that <c>Linear.Forward</c> made of its letters.</summary>
    /// <exception cref="ArgumentException">The form has no entries.</exception>
    public static SvgPicture ExpandedProduct(ExpandedForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (form.x.FlattenedLength == 0 || form.@out.FlattenedLength == 0)
            throw new ArgumentException($"There is nothing to write out: x is {form.x.Shape} and out is {form.@out.Shape}.", nameof(form));
        return new ExpandedProductDiagram(form).Draw();
    }

    /// <summary>The step that gives db, in letters: each column of dout summed over the N examples, which is 1ᵀ·dout.</summary>
    /// <param name="N">The number of examples.</param>
    /// <param name="M">The number of outputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public static SvgPicture BiasGradient(int N, int M)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(N, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(M, 1);
        var text = string.Join('\n', Enumerable.Range(0, M).Select(m => FormattableString.Invariant($"  db[{m}] = {Terms(N, n => FormattableString.Invariant($"dout[{n},{m}]"))}")));
        return new BiasGradientDiagram(
            N, M, (n, m) => SvgFormula.Of("dout", null, n, m), m => SvgFormula.Of("db", null, m),
            (_, _) => "").Draw($"{BiasGradientTitle(N, M)}\n{text}");
    }

    /// <summary>The step that gives db, in numbers.</summary>
    /// <param name="dout">The upstream gradient, (N, M).</param>
    /// <exception cref="ShapeException">dout does not have rank 2, or has no cells.</exception>
    public static SvgPicture BiasGradient<T>(Tensor<T> dout)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(dout);
        if (dout.Rank != 2 || dout.FlattenedLength == 0)
            throw new ShapeException($"Diagrams.BiasGradient: dout is {dout.Shape}, but takes rank 2 and a cell at least: (N, M), the shape of out.");

        var (rows, columns) = ((int)dout.Lengths[0], (int)dout.Lengths[1]);
        var db = dout.SumOverRows();
        var numbers = NumberFormat.For(dout.Cast<object?>().Concat(db.Cast<object?>()));
        var sums = Enumerable.Range(0, columns).Select(m => FormattableString.Invariant($"  db[{m}] = {Terms(rows, n => Summand(numbers.Text(dout[n, m]), n))} = {numbers.Text(db[m])}"));
        return new BiasGradientDiagram(
            rows, columns, (n, m) => numbers.Text(dout[n, m]), m => numbers.Text(db[m]),
            (shown, m) => shown.Count > 3 ? "" : string.Join(" + ", shown.Select((n, i) => n is { } row ? Summand(numbers.Text(dout[row, m]), i) : "…")))
            .Draw($"{BiasGradientTitle(rows, columns)}\n{string.Join('\n', sums)}");

        // Two signs in a row are told apart by brackets.
        static string Summand(string number, int place) => place > 0 && number.StartsWith('-') ? $"({number})" : number;
    }

    private static string BiasGradientTitle(int rows, int columns) => FormattableString.Invariant($"db = 1ᵀ·dout  (1, {columns}) = (1, {rows}) x ({rows}, {columns}), as (M,) = ({columns},)");

    private static string Terms(int count, Func<int, string> term) => string.Join(" + ", Shortened.Indices(count, MostTermsOfText).Select(n => n is { } index ? term(index) : "…"));
}
