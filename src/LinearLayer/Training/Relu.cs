using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>The rectifier between two linear layers, h = max(0, z): its forward pass and its backward pass.</summary>
public static class Relu
{
    /// <summary>Computes h = max(0, z), cell by cell.</summary>
    /// <param name="z">What the linear layer gave, (N, M).</param>
    /// <returns>h, (N, M), and the cache for <see cref="Backward"/>, which is z itself.</returns>
    /// <exception cref="ArgumentNullException">z is null.</exception>
    public static (Tensor<T> h, Tensor<T> cache) Forward<T>(Tensor<T> z)
        where T : IComparisonOperators<T, T, bool>, IAdditiveIdentity<T, T> =>
        (z.Relu(), z);

    /// <summary>Computes the gradient of a loss L with respect to z: dz = dh where z > 0, else 0.</summary>
    /// <remarks>
    /// At z = 0 the function has a kink and no derivative. By convention the gradient is 0 there, as in PyTorch. A unit whose z is
    /// 0 or less for every example gets no gradient at all: it is dead, and training cannot bring it back.
    /// </remarks>
    /// <param name="dh">∂L/∂h, (N, M).</param>
    /// <param name="cache">What <see cref="Forward"/> returned: z, (N, M).</param>
    /// <param name="dhText">Filled in by the compiler: dh as the caller wrote it.</param>
    /// <param name="cacheText">Filled in by the compiler: cache as the caller wrote it.</param>
    /// <returns>dz, (N, M).</returns>
    /// <exception cref="ArgumentNullException">dh or cache is null.</exception>
    /// <exception cref="ShapeException">dh does not have the shape of z.</exception>
    public static Tensor<T> Backward<T>(
        Tensor<T> dh, Tensor<T> cache,
        [CallerArgumentExpression(nameof(dh))] string dhText = "dh",
        [CallerArgumentExpression(nameof(cache))] string cacheText = "cache")
        where T : IComparisonOperators<T, T, bool>, IAdditiveIdentity<T, T>
    {
        var gradient = Operand.Of("Relu.Backward", "dh", dhText, "", dh);
        var z = Operand.Of("Relu.Backward", "cache", cacheText, "", cache);
        if (gradient.Shape != z.Shape)
            throw ShapeException.Of("Relu.Backward: dh and the cached z must have one shape.", [gradient, z], "dh is ∂L/∂h, and h has the shape of z.");

        var dz = Cells.Copy(dh);
        BackwardInPlace(Cells.Of(dz), Cells.Of(cache.IsDense ? cache : Cells.Copy(cache)));
        return dz;
    }

    /// <summary>The backward pass where dh stands: 0 takes the place of each gradient whose z is not above 0.</summary>
    /// <param name="dh">∂L/∂h, which becomes dz.</param>
    /// <param name="z">What went into the forward pass; or h, which is above 0 where z is.</param>
    internal static void BackwardInPlace<T>(Span<T> dh, ReadOnlySpan<T> z)
        where T : IComparisonOperators<T, T, bool>, IAdditiveIdentity<T, T>
    {
        var cell = 0;
        for (; Vector<T>.IsSupported && cell <= dh.Length - Vector<T>.Count; cell += Vector<T>.Count) // many cells at a time
        {
            var on = Vector.GreaterThan(new Vector<T>(z[cell..]), Vector<T>.Zero);
            Vector.ConditionalSelect(on, new Vector<T>(dh[cell..]), Vector<T>.Zero).CopyTo(dh[cell..]);
        }

        for (; cell < dh.Length; cell++)
            dh[cell] = z[cell] > T.AdditiveIdentity ? dh[cell] : T.AdditiveIdentity;
    }
}
