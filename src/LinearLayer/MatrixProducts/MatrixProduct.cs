using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LinearLayer.MatrixProducts;

/// <summary>Fast products of matrices of floats and doubles, on any layout, with no native code.</summary>
/// <remarks>
/// The sums are those of the plain loop in another order, and a product and its addition may be rounded once instead of
/// twice; with whole numbers of moderate size the result is the same to the last bit. NaN and infinity come out as IEEE 754 has them.
/// </remarks>
internal static unsafe class MatrixProduct
{
    /// <summary>Up to this many multiplications the plain loop is over before a block is packed.</summary>
    private const nint Few = 4096;

    /// <summary>Computes product = left·right where the numbers are floats or doubles, and says whether they are.</summary>
    /// <param name="left">(I, K).</param>
    /// <param name="right">(K, J).</param>
    /// <param name="product">(I, J), fresh or otherwise dense.</param>
    public static bool TryMultiply<T>(Tensor<T> left, Tensor<T> right, Tensor<T> product)
    {
        switch (left)
        {
            case Tensor<float> floats:
                Multiply(floats, (Tensor<float>)(object)right, (Tensor<float>)(object)product);
                return true;
            case Tensor<double> doubles:
                Multiply(doubles, (Tensor<double>)(object)right, (Tensor<double>)(object)product);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Computes sums[j] = Σ_i matrix[i, j] where the numbers are floats or doubles, and says whether they are.</summary>
    /// <param name="matrix">(I, J).</param>
    /// <param name="sums">(J,), fresh or otherwise dense.</param>
    public static bool TrySumOverRows<T>(Tensor<T> matrix, Tensor<T> sums)
    {
        switch (matrix)
        {
            case Tensor<float> floats:
                SumOverRows(floats, (Tensor<float>)(object)sums);
                return true;
            case Tensor<double> doubles:
                SumOverRows(doubles, (Tensor<double>)(object)sums);
                return true;
            default:
                return false;
        }
    }

    private static void Multiply<T>(Tensor<T> left, Tensor<T> right, Tensor<T> product)
        where T : unmanaged, INumberBase<T>
    {
        // Through spans, since pinning a tensor itself (System.Numerics.Tensors 10.0) forgets where a slice begins.
        fixed (T* a = left.AsReadOnlyTensorSpan(), b = right.AsReadOnlyTensorSpan(), c = product.AsTensorSpan())
            Multiply(Matrix<T>.Of(left, a), Matrix<T>.Of(right, b), Matrix<T>.Of(product, c));
    }

    private static void SumOverRows<T>(Tensor<T> matrix, Tensor<T> sums)
        where T : unmanaged, INumberBase<T>
    {
        fixed (T* a = matrix.AsReadOnlyTensorSpan(), to = sums.AsTensorSpan())
            SumOverRows(Matrix<T>.Of(matrix, a), to);
    }

    /// <summary>Computes the sum of all rows, which is the product of a row of ones and the matrix.</summary>
    /// <param name="matrix">(I, J).</param>
    /// <param name="sums">J numbers side by side.</param>
    public static void SumOverRows<T>(in Matrix<T> matrix, T* sums)
        where T : unmanaged, INumberBase<T>
    {
        var one = T.One;
        Multiply(new Matrix<T>(&one, 1, matrix.Rows, 0, 0), matrix, Matrix<T>.Dense(sums, 1, matrix.Columns));
    }

    /// <summary>Computes C = A·B, plus the bias in every row unless it is null.</summary>
    /// <param name="a">(I, K).</param>
    /// <param name="b">(K, J).</param>
    /// <param name="c">(I, J); the columns of a row lie side by side.</param>
    /// <param name="bias">J numbers side by side, or null.</param>
    public static void Multiply<T>(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias = null)
        where T : unmanaged, INumberBase<T>
    {
        if (a.Rows * a.Columns * b.Columns <= Few)
            MultiplySmall(a, b, c, bias);
        else if (!Workers.TrySplit(a, b, c, bias))
            MultiplyAlone(a, b, c, bias);
    }

    private static void MultiplySmall<T>(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
        where T : unmanaged, INumberBase<T>
    {
        // Where the columns fit a narrower vector, a wider one saves no step. Without masks the plain loops are as fast.
        if (b.ColumnStride == 1 && Avx512F.IsSupported && b.Columns > Vector256<T>.Count)
            SmallProduct<T, Vector512<T>, Lanes512<T>>.Run(a, b, c, bias);
        else if (b.ColumnStride == 1 && Avx2.IsSupported)
            SmallProduct<T, Vector256<T>, Lanes256<T>>.Run(a, b, c, bias);
        else
            PlainProduct.Run(a, b, c, bias);
    }

    /// <summary>The same on the thread that calls.</summary>
    public static void MultiplyAlone<T>(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
        where T : unmanaged, INumberBase<T>
    {
        // Vector512.IsHardwareAccelerated says no where 512 bits may slow the clock down; here they pay all the same.
        if (Avx512F.IsSupported)
            Run<T, Vector512<T>, Lanes512<T>, Tiles32<Vector512<T>, T, Lanes512<T>>>(a, b, c, bias);
        else if (Vector256.IsHardwareAccelerated)
            Run<T, Vector256<T>, Lanes256<T>, Tiles16<Vector256<T>, T, Lanes256<T>>>(a, b, c, bias);
        else if (AdvSimd.Arm64.IsSupported)
            Run<T, Vector128<T>, Lanes128<T>, Tiles32<Vector128<T>, T, Lanes128<T>>>(a, b, c, bias);
        else if (Vector128.IsHardwareAccelerated)
            Run<T, Vector128<T>, Lanes128<T>, Tiles16<Vector128<T>, T, Lanes128<T>>>(a, b, c, bias);
        else
            PlainProduct.Run(a, b, c, bias);
    }

    /// <summary>One path, whatever the machine prefers.</summary>
    public static void Run<T, TVector, TLanes, TTile>(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
        where T : unmanaged, INumberBase<T>
        where TVector : struct
        where TLanes : ILanes<TVector, T>
        where TTile : ITile<T>
    {
        if (a.Columns == 0)
            PlainProduct.Run(a, b, c, bias);
        else if (a.Rows == 1 && b.ColumnStride == 1)
            RowProduct<T, TVector, TLanes>.Run(a, b, c, bias);
        else if (a.Rows == 1 && a.ColumnStride == 1 && b.RowStride == 1)
            ThinProduct.OfRowAndColumns(a, b, c, bias);
        else if (a.Columns == 1 && b.ColumnStride == 1)
            ThinProduct.OfColumnAndRow(a, b, c, bias);
        else if (bias != null || !TurnedProduct<T, TTile>.TryRun(a, b, c))
            BlockedProduct<T, TTile>.Run(a, b, c, bias);
    }
}
