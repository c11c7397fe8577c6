using System.Runtime.CompilerServices;

namespace LinearLayer.MatrixProducts;

/// <summary>C = A·B in blocks that fit the caches, tile by tile, as Goto and van de Geijn laid it out (doi:10.1145/1356052.1356053).</summary>
/// <remarks>
/// The micro-kernel is fast enough only while its numbers are near. So k is cut into parts of KC: one panel of A, MR by KC,
/// then stays in the first-level cache while it meets every panel of a block of B. That block has NC columns, few enough that
/// it stays in the second-level cache while it meets every panel of A. MC bounds the memory for packed A. (In the paper A and B
/// change places; here the panels of B are the wide ones, too wide for the first level.)
/// </remarks>
internal static unsafe class BlockedProduct<T, TTile>
    where T : unmanaged
    where TTile : ITile<T>
{
    // Packing costs about as much as some tiles do. A pays for it when it meets many panels of B, and B when it meets many of A.
    private const int PanelsThatPayForPackedA = 16;
    private const int PanelsThatPayForPackedB = 12;

    // A block of B that meets so few panels of A is best kept in the first-level cache, whole panels of it.
    private const int FewPanels = 8;

    /// <summary>Computes C = A·B, plus the bias in every row unless it is null. The columns of a row of C lie side by side; A and B lie in any way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
    {
        var k = a.Columns;
        for (nint done = 0, depth; done < k; done += depth)
        {
            depth = Share(k - done, BlockSizes<T>.KC);
            var target = new Target<T>(c.Start, c.RowStride, accumulate: done > 0, bias: done + depth == k ? bias : null);
            for (nint i = 0, rows; i < c.Rows; i += rows)
            {
                rows = nint.Min(BlockSizes<T>.MC, c.Rows - i);
                var block = a.Part(i, done, rows, depth);
                var isPacked = c.Columns > PanelsThatPayForPackedA * TTile.Columns;
                if (isPacked)
                {
                    var packed = PackBuffer.OfThisThread.ForA<T>(BlockSizes<T>.RoomForA(rows, depth));
                    Packing.Pack(block, TTile.Rows, packed);
                    block = new Matrix<T>(packed, rows, depth, 1, TTile.Rows);
                }

                var most = MostColumnsOfB(rows, c.Columns, depth);
                for (nint j = 0, columns; j < c.Columns; j += columns)
                {
                    columns = nint.Min(most, c.Columns - j);
                    Multiply(block, isPacked, b.Part(done, j, depth, columns), target.From(i, j));
                }
            }
        }
    }

    /// <summary>The next part of what is left, so that all parts are about equal: a thin last one would cost as much as a thick one.</summary>
    private static nint Share(nint left, nint limit) => left / ((left + limit - 1) / limit);

    /// <summary>NC: how many columns a block of B may have where the block of A has so many rows.</summary>
    private static nint MostColumnsOfB(nint rows, nint columns, nint depth)
    {
        nint most = BlockSizes<T>.VectorsOfB * TTile.Lanes;
        var near = BlockSizes<T>.NearB / depth;
        return rows > FewPanels * TTile.Rows || near >= columns ? most : nint.Clamp(near / TTile.Columns * TTile.Columns, TTile.Columns, most);
    }

    /// <summary>A block of A times a block of B: the panels of A below each other, those of B side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(in Matrix<T> a, bool isPacked, in Matrix<T> b, in Target<T> c)
    {
        var depth = b.Rows;
        var packed = PackBuffer.OfThisThread.ForB<T>(BlockSizes<T>.RoomForB(depth));
        var whole = b.Columns / TTile.Columns * TTile.Columns;
        var packB = b.ColumnStride != 1 || a.Rows > PanelsThatPayForPackedB * TTile.Rows;
        if (packB)
            Packing.Pack(b.Part(0, 0, depth, whole).Transposed, TTile.Columns, packed);

        for (nint i = 0; i < a.Rows && whole > 0; i += TTile.Rows)
        {
            var panelOfA = PanelOfA(a, isPacked, i, TTile.Rows);
            for (nint j = 0; j < whole; j += TTile.Columns)
            {
                var panelOfB = packB ? new Matrix<T>(packed + j * depth, depth, TTile.Columns, TTile.Columns, 1) : b.Part(0, j, depth, TTile.Columns);
                TTile.Multiply(panelOfA, panelOfB, c.From(i, j));
            }
        }

        if (whole == b.Columns)
            return;

        // A last panel that ends within a vector has columns that are not there to be read, so it is always packed.
        var last = b.Part(0, whole, depth, b.Columns - whole);
        if (packB || last.Columns % TTile.Lanes > 0)
        {
            var width = (int)((last.Columns + TTile.Lanes - 1) / TTile.Lanes * TTile.Lanes);
            Packing.Pack(last.Transposed, width, packed + whole * depth);
            last = new Matrix<T>(packed + whole * depth, depth, last.Columns, width, 1);
        }

        var height = isPacked ? TTile.Rows : TTile.RowsBeside(last.Columns);
        for (nint i = 0; i < a.Rows; i += height)
            TTile.Multiply(PanelOfA(a, isPacked, i, height), last, c.From(i, whole));
    }

    private static Matrix<T> PanelOfA(in Matrix<T> a, bool isPacked, nint i, int height)
    {
        var rows = nint.Min(height, a.Rows - i);
        return isPacked ? new Matrix<T>(a.Start + i * a.Columns, rows, a.Columns, 1, height) : a.Part(i, 0, rows, a.Columns);
    }
}
