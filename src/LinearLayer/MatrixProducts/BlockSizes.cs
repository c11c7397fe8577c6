namespace LinearLayer.MatrixProducts;

/// <summary>How large the blocks of a product are, in numbers: as measured, on caches of 32 KiB and 512 KiB.</summary>
internal static unsafe class BlockSizes<T>
    where T : unmanaged
{
    // A panel of A or B may be as large as the tile of the machine that has the largest.
    private const int MostTileRows = 8;
    private static readonly int s_mostTileColumns = 3 * 64 / sizeof(T);

    /// <summary>The part of k. It is part of the result's last bits, since it says where a sum is cut: it must not depend on the rows and columns that a thread has.</summary>
    public static nint KC => 2048 / sizeof(T);

    /// <summary>The rows of a block of A, a multiple of the heights of all tiles.</summary>
    public static nint MC => 576 / sizeof(T);

    /// <summary>The columns of a block of B.</summary>
    public static nint NC => 3072;

    /// <summary>What packing A takes, in numbers: whole panels, the last of which may be written past its end.</summary>
    public static nint RoomForA(nint rows, nint k) => (nint.Min(rows, MC) + 2 * MostTileRows) * nint.Min(k, KC);

    /// <summary>The same for B.</summary>
    public static nint RoomForB(nint columns, nint k) => (nint.Min(columns, NC) + 2 * s_mostTileColumns) * nint.Min(k, KC);
}
