using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>The functions that stand between linear layers, cell by cell.</summary>
public static class Activations
{
    /// <summary>The rectifier, max(0, z). (N, M) = (N, M)</summary>
    /// <remarks>Its derivative is 1 where z > 0, else 0; at z = 0, where it has none, 0 is taken, as is usual. NaN stays NaN.</remarks>
    /// <exception cref="ArgumentNullException">z is null.</exception>
    public static Tensor<T> Relu<T>(this Tensor<T> z)
        where T : IComparisonOperators<T, T, bool>, IAdditiveIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(z);
        var h = Cells.Copy(z);
        ReluInPlace(Cells.Of(h));
        return h;
    }

    /// <summary>The rectifier where its input stands: each z becomes max(0, z).</summary>
    internal static void ReluInPlace<T>(Span<T> z)
        where T : IComparisonOperators<T, T, bool>, IAdditiveIdentity<T, T>
    {
        var cell = 0;
        for (; Vector<T>.IsSupported && cell <= z.Length - Vector<T>.Count; cell += Vector<T>.Count) // many cells at a time
        {
            var cells = new Vector<T>(z[cell..]);
            Vector.ConditionalSelect(Vector.LessThan(cells, Vector<T>.Zero), Vector<T>.Zero, cells).CopyTo(z[cell..]);
        }

        for (; cell < z.Length; cell++)
            z[cell] = z[cell] < T.AdditiveIdentity ? T.AdditiveIdentity : z[cell];
    }

    /// <summary>Each row as probabilities: softmax[n, m] = exp z[n, m] / Σ_j exp z[n, j]. (N, M) = (N, M)</summary>
    /// <remarks>The largest entry of a row is taken off first: that changes nothing, and no exponential overflows.</remarks>
    /// <exception cref="ShapeException">The rank is not 2.</exception>
    public static Tensor<T> Softmax<T>(this Tensor<T> z, [CallerArgumentExpression(nameof(z))] string zText = "z")
        where T : INumberBase<T>, IComparisonOperators<T, T, bool>, IExponentialFunctions<T>
    {
        MatrixShapes.RequireMatrix("Softmax", "z", zText, z);
        var softmax = Tensor.CreateFromShape<T>(z.Lengths);
        for (nint n = 0; n < z.Lengths[0]; n++)
        {
            var scores = z.RowOf(n);
            if (scores.IsEmpty || !softmax.TryGetRow(n, out var shares))
                continue;
            var largest = LargestOf(scores);
            var sum = T.Zero;
            for (var m = 0; m < scores.Length; m++)
                sum += shares[m] = T.Exp(scores[m] - largest);
            foreach (ref var share in shares)
                share /= sum;
        }

        return softmax;
    }

    internal static T LargestOf<T>(ReadOnlySpan<T> scores)
        where T : INumberBase<T>, IComparisonOperators<T, T, bool>
    {
        var largest = scores.IsEmpty ? T.Zero : scores[0];
        foreach (var score in scores)
            largest = score > largest ? score : largest;
        return largest;
    }
}
