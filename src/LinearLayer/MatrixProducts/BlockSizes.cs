namespace LinearLayer.MatrixProducts;

/// <summary>How large the blocks of a product are, in numbers: as measured, on caches of 32 and 48 KiB, and of 512 KiB and 2 MiB.</summary>
internal static unsafe class BlockSizes<T>
    where T : unmanaged
{
    // A panel may be as large as the tile of the machine that has the largest: 8 rows by 3 vectors of 64 bytes.
    private const int MostTileRows = 8;
    private const int MostTileVectors = 3;
    private static readonly int s_mostLanes = 64 / sizeof(T);

    /// <summary>The part of k. It is part of the result's last bits, since it says where a sum is cut: it must not depend on the rows and columns that a thread has.</summary>
    public static nint KC => 2048 / sizeof(T);

    /// <summary>The rows of a block of A, a multiple of the heights of all tiles.</summary>
    public static nint MC => 6144 / sizeof(T);

    /// <summary>NC, the columns of a block of B, in vectors: whole panels of 2 and of 3 vectors.</summary>
    public const int VectorsOfB = 18;

    /// <summary>How much of B stays in the first-level cache beside what is read while it is packed.</summary>
    public static nint NearB => 16384 / sizeof(T);

    /// <summary>What packing A takes, in numbers: whole panels, the last of which may be written past its end.</summary>
    public static nint RoomForA(nint rows, nint k) => (nint.Min(rows, MC) + 2 * MostTileRows) * nint.Min(k, KC);

    /// <summary>What packing a block of B takes, in numbers: as many columns as it may have, since a narrow product is computed turned.</summary>
    public static nint RoomForB(nint k) => (VectorsOfB + MostTileVectors) * s_mostLanes * nint.Min(k, KC);
}
