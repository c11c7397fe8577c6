namespace LinearLayer.MatrixProducts;

/// <summary>A micro-kernel: it keeps one tile of C = A·B in registers while k runs.</summary>
internal unsafe interface ITile<T>
    where T : unmanaged
{
    /// <summary>The rows of the tile, MR.</summary>
    static abstract int Rows { get; }

    /// <summary>The columns of the tile, NR.</summary>
    static abstract int Columns { get; }

    /// <summary>Computes C[i, j] = Σ_k A[i, k] B[k, j] for the rows that A has and every column of the tile.</summary>
    /// <param name="a">At most <see cref="Rows"/> rows, in any layout.</param>
    /// <param name="b">As many columns as the tile has, side by side.</param>
    /// <param name="c">C[0, 0]; the columns of a row lie side by side.</param>
    /// <param name="cRow">From C[i, j] to C[i + 1, j].</param>
    /// <param name="accumulate">Whether C's own values are added: they hold the sums over an earlier part of k.</param>
    /// <param name="bias">A number for each column, added to every row, or null.</param>
    static abstract void Multiply(in Matrix<T> a, in Matrix<T> b, T* c, nint cRow, bool accumulate, T* bias);
}
