namespace LinearLayer.MatrixProducts;

/// <summary>The tiles for machines with 16 vector registers, as AVX2 has.</summary>
/// <remarks>
/// 6 rows by 2 vectors: 12 sums, 2 vectors of B and 1 number of A are 15 registers. Each step of k loads 8 times and multiplies
/// 12 times, so it waits for the multipliers alone. At the edges of C the smaller tiles cost less, by as much as they lack.
/// </remarks>
internal readonly unsafe struct Tiles16<TVector, T, TLanes> : ITile<T>
    where TVector : struct
    where T : unmanaged
    where TLanes : ILanes<TVector, T>
{
    public static int Rows => 6;

    public static int Columns => 2 * TLanes.Count;

    public static int Lanes => TLanes.Count;

    public static int RowsBeside(nint columns) => columns > TLanes.Count ? 6 : 8;

    public static void Multiply(in Matrix<T> a, in Matrix<T> b, in Target<T> c)
    {
        if (b.Columns <= TLanes.Count)
            Tile<TVector, T, TLanes, Size8x1>.Multiply(a, b, c);
        else if (a.Rows <= 4)
            Tile<TVector, T, TLanes, Size4x2>.Multiply(a, b, c);
        else
            Tile<TVector, T, TLanes, Size6x2>.Multiply(a, b, c);
    }

    private readonly struct Size6x2 : ITileSize
    {
        public static int Rows => 6;

        public static int Vectors => 2;
    }

    private readonly struct Size4x2 : ITileSize
    {
        public static int Rows => 4;

        public static int Vectors => 2;
    }

    private readonly struct Size8x1 : ITileSize
    {
        public static int Rows => 8;

        public static int Vectors => 1;
    }
}
