namespace LinearLayer.MatrixProducts;

/// <summary>The tiles of a machine: a whole one, as large as its registers allow, and smaller ones for the edges of C.</summary>
internal unsafe interface ITile<T>
    where T : unmanaged
{
    /// <summary>The rows of a whole tile, MR.</summary>
    static abstract int Rows { get; }

    /// <summary>The columns of a whole tile, NR.</summary>
    static abstract int Columns { get; }

    /// <summary>How many columns a vector has.</summary>
    static abstract int Lanes { get; }

    /// <summary>The most rows of a tile for so many columns. A narrow tile may be higher than a whole one.</summary>
    static abstract int RowsBeside(nint columns);

    /// <summary>Computes C[i, j] = Σ_k A[i, k] B[k, j].</summary>
    /// <param name="a">At most <see cref="RowsBeside"/> rows, in any layout.</param>
    /// <param name="b">At most <see cref="Columns"/>, side by side. Where they end within a vector, numbers follow that may be read; what they are is of no matter.</param>
    /// <param name="c">As many rows as A has, and columns as B has.</param>
    static abstract void Multiply(in Matrix<T> a, in Matrix<T> b, in Target<T> c);
}
