using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>An entry of a tensor and the sum that it is, such as out[0,1] = x[0,0]·w[0,1] + x[0,1]·w[1,1] + b[1].</summary>
/// <param name="Entry">What is computed, such as out[0,1].</param>
/// <param name="Sum">What it equals.</param>
public sealed record ExpandedEntry(Variable Entry, Polynomial Sum)
{
    /// <summary>The summands as a person writes them: the sum in ascending order of its index, the bias last.</summary>
    public ImmutableArray<Term> Terms => Sum.Terms;

    /// <summary>The equation: <c>out[0,1] = x[0,0]·w[0,1] + x[0,1]·w[1,1] + b[1]</c>.</summary>
    public override string ToString() => $"{Entry} = {Sum}";
}

/// <summary>
/// The linear layer written out entry by entry, forward and backward: what <see cref="Linear.Forward"/> and
/// <see cref="Linear.Backward"/> return when every number is a variable.
/// </summary>
/// <param name="x">The examples, (N, d_1, ..., d_k), with the entries x[0,0], x[0,1], ...</param>
/// <param name="w">The weights, (D, M), with the entries w[0,0], w[0,1], ...</param>
/// <param name="b">The biases, (M,), with the entries b[0], b[1], ...</param>
/// <param name="dout">The gradient from above, (N, M), with the entries dout[0,0], dout[0,1], ...</param>
/// <param name="out">The output, (N, M), each entry a sum over d and then the bias.</param>
/// <param name="dx">The gradient with respect to x, in the shape of x, each entry a sum over m.</param>
/// <param name="dw">The gradient with respect to w, (D, M), each entry a sum over n.</param>
/// <param name="db">The gradient with respect to b, (M,), each entry a sum over n.</param>
public sealed record ExpandedForm(
    Tensor<Polynomial> x,
    Tensor<Polynomial> w,
    Tensor<Polynomial> b,
    Tensor<Polynomial> dout,
    Tensor<ExpandedEntry> @out,
    Tensor<ExpandedEntry> dx,
    Tensor<ExpandedEntry> dw,
    Tensor<ExpandedEntry> db)
{
    /// <summary>
    /// The loss L = Σ dout[n,m]·out[n,m]. Its gradient with respect to out is dout, so its derivatives with respect to x, w and b are
    /// what a backward pass has to return.
    /// </summary>
    public Polynomial Loss =>
        dout.Zip(@out, (gradient, entry) => gradient * entry.Sum).Aggregate(Polynomial.Zero, (sum, product) => sum + product);

    /// <summary>The layer at the sizes N, D and M, with examples of one axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static ExpandedForm Of(nint N, nint D, nint M) => Of([N, D], M);

    /// <summary>The layer for examples of any shape, as in <c>ExpandedForm.Of([2, 2, 3], 4)</c>.</summary>
    /// <param name="xShape">The shape of x, (N, d_1, ..., d_k).</param>
    /// <param name="M">The number of outputs.</param>
    /// <exception cref="ShapeException">x has no axis beside N.</exception>
    /// <exception cref="ArgumentException">A size is negative, or <paramref name="xShape"/> is empty.</exception>
    public static ExpandedForm Of(Shape xShape, nint M)
    {
        var x = Polynomial.Variables("x", xShape.AsSpan());
        var w = Polynomial.Variables("w", xShape.Product(fromAxis: 1), M);
        var b = Polynomial.Variables("b", M);
        var dout = Polynomial.Variables("dout", xShape[0], M);

        var (@out, cache) = Linear.Forward(x, w, b);
        var (dx, dw, db) = Linear.Backward(dout, cache);
        return new(x, w, b, dout, Entries("out", @out), Entries("dx", dx), Entries("dw", dw), Entries("db", db));
    }

    private static Tensor<ExpandedEntry> Entries(string name, Tensor<Polynomial> sums)
    {
        var names = Polynomial.Variables(name, sums.Lengths);
        return Tensor.Create(names.Zip(sums, (entry, sum) => new ExpandedEntry((Variable)entry, sum)).ToArray(), sums.Lengths);
    }
}
