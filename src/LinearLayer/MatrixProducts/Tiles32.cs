namespace LinearLayer.MatrixProducts;

/// <summary>The tiles for machines with 32 vector registers, as AVX-512 and NEON have.</summary>
/// <remarks>
/// 8 rows by 3 vectors: 24 sums, 3 vectors of B and 1 number of A are 28 registers. Each step of k loads 11 times and multiplies
/// 24 times.
/// </remarks>
internal readonly unsafe struct Tiles32<TVector, T, TLanes> : ITile<T>
    where TVector : struct
    where T : unmanaged
    where TLanes : ILanes<TVector, T>
{
    public static int Rows => 8;

    public static int Columns => 3 * TLanes.Count;

    public static int Lanes => TLanes.Count;

    public static int RowsBeside(nint columns) => 8;

    public static void Multiply(in Matrix<T> a, in Matrix<T> b, in Target<T> c)
    {
        if (b.Columns <= TLanes.Count)
            Tile<TVector, T, TLanes, Size8x1>.Multiply(a, b, c);
        else if (b.Columns <= 2 * TLanes.Count)
            Tile<TVector, T, TLanes, Size8x2>.Multiply(a, b, c);
        else if (a.Rows <= 4)
            Tile<TVector, T, TLanes, Size4x3>.Multiply(a, b, c);
        else
            Tile<TVector, T, TLanes, Size8x3>.Multiply(a, b, c);
    }

    private readonly struct Size8x3 : ITileSize
    {
        public static int Rows => 8;

        public static int Vectors => 3;
    }

    private readonly struct Size4x3 : ITileSize
    {
        public static int Rows => 4;

        public static int Vectors => 3;
    }

    private readonly struct Size8x2 : ITileSize
    {
        public static int Rows => 8;

        public static int Vectors => 2;
    }

    private readonly struct Size8x1 : ITileSize
    {
        public static int Rows => 8;

        public static int Vectors => 1;
    }
}
