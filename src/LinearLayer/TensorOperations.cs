using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using LinearLayer.MatrixProducts;

namespace LinearLayer;

/// <summary>The few verbs that the linear layer is made of; each checks its shapes and says what does not fit.</summary>
public static class TensorOperations
{
    extension<T>(Tensor<T> tensor)
    {
        /// <summary>The sizes of the axes, such as (2, 3).</summary>
        public Shape Shape => Shape.Of(tensor.Lengths);
    }

    /// <summary>Lays every example out as one row, row-major: the last index of x changes fastest. (N, D) &lt;= (N, d_1, ..., d_k)</summary>
    /// <returns>A copy: changing it does not change x.</returns>
    /// <exception cref="ShapeException">x has no axis beside N.</exception>
    public static Tensor<T> Flatten<T>(this Tensor<T> x, [CallerArgumentExpression(nameof(x))] string xText = "x")
    {
        var operand = Operand.Of("Flatten", "x", xText, "(N, d_1, ..., d_k)", x);
        if (operand.Shape.Rank < 2)
            throw ShapeException.OfRank("Flatten", operand, "2 or more", [operand], "The first axis of x counts the examples; the others are flattened.");
        return Cells.Reshape(x, [operand.Shape[0], operand.Shape.Product(fromAxis: 1)]);
    }

    /// <summary>Multiplies two matrices: product[i, j] = Σ_k left[i, k] right[k, j]. (I, J) = (I, K) x (K, J)</summary>
    /// <remarks>
    /// The loops are what the product means. Floats and doubles take the fast way of the folder MatrixProducts, which adds
    /// the same products in another order. An empty sum is the additive identity.
    /// </remarks>
    /// <exception cref="ShapeException">A rank is not 2, or left's columns are not as many as right's rows.</exception>
    public static Tensor<T> MatMul<T>(
        this Tensor<T> left, Tensor<T> right,
        [CallerArgumentExpression(nameof(left))] string leftText = "left",
        [CallerArgumentExpression(nameof(right))] string rightText = "right")
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        MatrixShapes.RequireMatMul(left, right, leftText, rightText);

        var (I, K, J) = (left.Lengths[0], left.Lengths[1], right.Lengths[1]);
        var product = Tensor.CreateFromShape<T>([I, J]);
        if (MatrixProduct.TryMultiply(left, right, product))
            return product;

        for (nint i = 0; i < I; i++)
        {
            for (nint j = 0; j < J; j++)
            {
                var sum = T.AdditiveIdentity;
                for (nint k = 0; k < K; k++)
                    sum += left[i, k] * right[k, j];
                product[i, j] = sum;
            }
        }

        return product;
    }

    /// <summary>Swaps rows and columns: transposed[j, i] = matrix[i, j]. (J, I) = (I, J).T</summary>
    /// <returns>A view: it shares its cells with the matrix.</returns>
    /// <exception cref="ShapeException">The rank is not 2.</exception>
    public static Tensor<T> Transpose<T>(this Tensor<T> matrix, [CallerArgumentExpression(nameof(matrix))] string matrixText = "matrix")
    {
        MatrixShapes.RequireMatrix("Transpose", "matrix", matrixText, matrix);
        return Tensor.Transpose(matrix);
    }

    /// <summary>Adds b to every row: sum[n, m] = matrix[n, m] + b[m]. (N, M) = (N, M) + (M,)</summary>
    /// <remarks>The broadcast is spelled out, and takes b as (M,) alone: a bias that lies the wrong way is refused.</remarks>
    /// <exception cref="ShapeException">A rank does not fit, or b does not have one entry for each column.</exception>
    public static Tensor<T> AddToEachRow<T>(
        this Tensor<T> matrix, Tensor<T> b,
        [CallerArgumentExpression(nameof(matrix))] string matrixText = "matrix",
        [CallerArgumentExpression(nameof(b))] string bText = "b")
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        MatrixShapes.RequireRow("AddToEachRow", matrix, b, matrixText, bText);

        var (N, M) = (matrix.Lengths[0], matrix.Lengths[1]);
        var sum = Tensor.CreateFromShape<T>([N, M]);
        for (nint n = 0; n < N; n++)
        {
            // Row by row where a row is one piece of memory: the same additions, many at a time.
            if (matrix.TryGetRow(n, out var row) && b.TryGetSpan([0], (int)M, out Span<T> biases) && sum.TryGetRow(n, out var rowSum))
            {
                TensorPrimitives.Add(row, biases, rowSum);
                continue;
            }

            for (nint m = 0; m < M; m++)
                sum[n, m] = matrix[n, m] + b[m];
        }

        return sum;
    }

    /// <summary>Sums each column over all rows: sums[m] = Σ_n matrix[n, m]. (M,) &lt;= (N, M)</summary>
    /// <remarks>This is what adding b to each row is backward. An empty sum is the additive identity. Floats and doubles take the fast way, as in <see cref="MatMul"/>.</remarks>
    /// <exception cref="ShapeException">The rank is not 2.</exception>
    public static Tensor<T> SumOverRows<T>(this Tensor<T> matrix, [CallerArgumentExpression(nameof(matrix))] string matrixText = "matrix")
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        MatrixShapes.RequireMatrix("SumOverRows", "matrix", matrixText, matrix);

        var (N, M) = (matrix.Lengths[0], matrix.Lengths[1]);
        var sums = Tensor.CreateFromShape<T>([M]);
        if (MatrixProduct.TrySumOverRows(matrix, sums))
            return sums;

        sums.Fill(T.AdditiveIdentity);
        for (nint n = 0; n < N; n++)
        {
            for (nint m = 0; m < M; m++)
                sums[m] += matrix[n, m];
        }

        return sums;
    }

    /// <summary>Gives the cells, in row-major order, the shape of another tensor: the way back from <see cref="Flatten"/>.</summary>
    /// <returns>A copy: changing it does not change the tensor.</returns>
    /// <exception cref="ShapeException">The two do not have the same number of cells.</exception>
    public static Tensor<T> ReshapeAs<T>(
        this Tensor<T> tensor, Tensor<T> like,
        [CallerArgumentExpression(nameof(tensor))] string tensorText = "tensor",
        [CallerArgumentExpression(nameof(like))] string likeText = "like")
    {
        MatrixShapes.RequireSameCellCount(tensor, like, tensorText, likeText);
        return Cells.Reshape(tensor, like.Shape);
    }

    /// <summary>Gives the cells, in row-major order, other sizes: <c>x.Reshape(2, 6)</c>. No axis is swapped: that is <see cref="Transpose"/>.</summary>
    /// <returns>A copy: changing it does not change the tensor.</returns>
    /// <exception cref="ShapeException">The sizes do not make as many cells as there are.</exception>
    public static Tensor<T> Reshape<T>(this Tensor<T> tensor, params nint[] sizes)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(sizes);
        MatrixShapes.RequireCellCount(tensor, Shape.Of(sizes));
        return Cells.Reshape(tensor, Shape.Of(sizes));
    }

    /// <summary>Every example as one row, as <see cref="Flatten"/> has it, but without a copy where x is flat already. (N, D) &lt;= (N, d_1, ..., d_k)</summary>
    internal static Tensor<T> AsRows<T>(this Tensor<T> x) => x.Rank == 2 ? x : x.Flatten();

    /// <summary>A row of a matrix as a span, if its cells lie side by side and there are any.</summary>
    internal static bool TryGetRow<T>(this Tensor<T> matrix, nint n, out Span<T> row)
    {
        row = default;
        var M = matrix.Lengths[1];
        return M > 0 && (M == 1 || matrix.Strides[1] == 1) && matrix.TryGetSpan([n, 0], (int)M, out row);
    }

    /// <summary>A row of a matrix to read: the row itself, or a copy where its cells do not lie side by side.</summary>
    internal static ReadOnlySpan<T> RowOf<T>(this Tensor<T> matrix, nint n)
    {
        var M = checked((int)matrix.Lengths[1]);
        if (matrix.IsDense)
            return Cells.Of(matrix).Slice(checked((int)n * M), M);
        var cells = new T[M];
        for (var m = 0; m < cells.Length; m++)
            cells[m] = matrix[n, m];
        return cells;
    }
}
