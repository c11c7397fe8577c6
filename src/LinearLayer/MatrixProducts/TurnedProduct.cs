using System.Runtime.CompilerServices;

namespace LinearLayer.MatrixProducts;

/// <summary>Products that are faster as Cᵀ = Bᵀ·Aᵀ, which is then turned into C.</summary>
internal static unsafe class TurnedProduct<T, TTile>
    where T : unmanaged
    where TTile : ITile<T>
{
    /// <summary>As much of Cᵀ at a time as stays in the first-level cache: a multiple of the widths of all tiles.</summary>
    private const int AtOnce = 96;

    /// <summary>Two of the widest vectors: as many columns as Cᵀ may have.</summary>
    private static int Few => 128 / sizeof(T);

    /// <summary>Computes C = A·B where that pays, and says whether it does.</summary>
    public static bool TryRun(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c)
    {
        if (IsNarrow(a, c))
            RunNarrow(a, b, c);
        else if (IsFlat(b, c))
            RunFlat(a, b, c);
        else
            return false;
        return true;
    }

    /// <summary>Few columns, which leave much of a register empty, as in the gradient of the weights of a last layer; the rows of Cᵀ are long. Aᵀ need not be packed, and C has no gaps between its rows.</summary>
    private static bool IsNarrow(in Matrix<T> a, in Matrix<T> c) =>
        c.Columns < 2 * TTile.Lanes && c.Columns % TTile.Lanes > 0 && a.RowStride == 1 && c.RowStride == c.Columns;

    /// <summary>Few rows, for which all of B would be transposed as it is packed, as in the gradient of the inputs of a small batch. Turned, B is read as it lies, and the rows of A are packed. A small B is packed all the same.</summary>
    private static bool IsFlat(in Matrix<T> b, in Matrix<T> c) =>
        c.Rows <= Few && c.Rows % TTile.Lanes == 0 && b.RowStride == 1 && b.Rows * b.Columns > BlockSizes<T>.NearB;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void RunNarrow(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c)
    {
        var room = stackalloc T[AtOnce * Few + PackBuffer.Alignment / sizeof(T)];
        room = PackBuffer.Aligned(room);
        for (nint i = 0, rows; i < c.Rows; i += rows)
        {
            rows = nint.Min(AtOnce, c.Rows - i);
            var turned = Matrix<T>.Dense(room, c.Columns, rows);
            BlockedProduct<T, TTile>.Run(b.Transposed, a.Part(i, 0, rows, a.Columns).Transposed, turned, bias: null);
            Packing.Turn(turned, c.Part(i, 0, rows, c.Columns));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void RunFlat(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c)
    {
        var room = stackalloc T[AtOnce * Few + PackBuffer.Alignment / sizeof(T)];
        room = PackBuffer.Aligned(room);
        for (nint j = 0, columns; j < c.Columns; j += columns)
        {
            columns = nint.Min(AtOnce, c.Columns - j);
            var turned = Matrix<T>.Dense(room, columns, c.Rows);
            BlockedProduct<T, TTile>.Run(b.Part(0, j, b.Rows, columns).Transposed, a.Transposed, turned, bias: null);
            Packing.Turn(turned, c.Part(0, j, c.Rows, columns));
        }
    }
}
