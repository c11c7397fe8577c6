namespace LinearLayer.MatrixProducts;

/// <summary>Where the sums of a product go: cells of C whose columns lie side by side.</summary>
/// <param name="start">C[0, 0].</param>
/// <param name="rowStride">From C[i, j] to C[i + 1, j].</param>
/// <param name="accumulate">Whether C's own values are added: they hold the sums over an earlier part of k.</param>
/// <param name="bias">A number for each column, added to every row, or null.</param>
internal readonly unsafe struct Target<T>(T* start, nint rowStride, bool accumulate, T* bias)
    where T : unmanaged
{
    public T* Start { get; } = start;

    public nint RowStride { get; } = rowStride;

    public bool Accumulate { get; } = accumulate;

    public T* Bias { get; } = bias;

    /// <summary>The cells from row i and column j on.</summary>
    public Target<T> From(nint i, nint j) => new(Start + i * RowStride + j, RowStride, Accumulate, Bias == null ? null : Bias + j);
}
