using System.Runtime.CompilerServices;

namespace LinearLayer.MatrixProducts;

/// <summary>C = A·B in blocks that fit the caches, tile by tile, as Goto and van de Geijn laid it out (doi:10.1145/1356052.1356053).</summary>
/// <remarks>
/// The micro-kernel is fast enough only while its numbers are near. So k is cut into parts of KC: one panel of B, KC by NR,
/// then stays in the first-level cache while it meets every panel of A. The rows of A are cut into parts of MC, so that a
/// block of A stays in the second-level cache while it meets every panel of B. NC bounds the memory for packed B.
/// </remarks>
internal static unsafe class BlockedProduct<T, TTile>
    where T : unmanaged
    where TTile : ITile<T>
{
    // Packing costs about as much as some tiles do. A pays for it when it meets many panels of B, and B when it meets many of A.
    private const int PanelsThatPayForPackedA = 16;
    private const int PanelsThatPayForPackedB = 12;

    /// <summary>Computes C = A·B, plus the bias in every row unless it is null. The columns of a row of C lie side by side; A and B lie in any way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
    {
        for (nint j = 0; j < c.Columns; j += BlockSizes<T>.NC)
        {
            var columns = nint.Min(BlockSizes<T>.NC, c.Columns - j);
            var k = a.Columns;
            for (nint done = 0, depth; done < k; done += depth)
            {
                depth = Share(k - done, BlockSizes<T>.KC);
                var slice = new Slice(
                    a.Part(0, done, a.Rows, depth), b.Part(done, j, depth, columns),
                    new Target<T>(c.Start, c.RowStride, accumulate: done > 0, bias: done + depth == k ? bias : null).From(0, j));
                slice.Run();
            }
        }
    }

    /// <summary>The next part of what is left, so that all parts are about equal: a thin last one would cost as much as a thick one.</summary>
    private static nint Share(nint left, nint limit) => left / ((left + limit - 1) / limit);

    /// <summary>One part of k: C += A·B where A has few enough columns, and B few enough rows, for the caches.</summary>
    private readonly struct Slice(Matrix<T> a, Matrix<T> b, Target<T> c)
    {
        private readonly Matrix<T> _a = a, _b = b;
        private readonly Target<T> _c = c;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run()
        {
            var depth = _a.Columns;
            // A last panel that ends within a vector has columns that are not there to be read, so it is always packed.
            var inPlace = _b.ColumnStride == 1 && _a.Rows <= PanelsThatPayForPackedB * TTile.Rows ? _b.Columns / TTile.Lanes * TTile.Lanes : 0;
            if (inPlace < _b.Columns)
                inPlace = inPlace / TTile.Columns * TTile.Columns;
            var packedB = PackBuffer.OfThisThread.ForB<T>(BlockSizes<T>.RoomForB(_b.Columns - inPlace, depth));
            if (inPlace < _b.Columns)
                Packing.Pack(_b.Part(0, inPlace, depth, _b.Columns - inPlace).Transposed, TTile.Columns, packedB);

            var packA = _b.Columns > PanelsThatPayForPackedA * TTile.Columns;
            for (nint i = 0, rows; i < _a.Rows; i += rows)
            {
                rows = nint.Min(BlockSizes<T>.MC, _a.Rows - i);
                var block = _a.Part(i, 0, rows, depth);
                if (packA)
                {
                    var packedA = PackBuffer.OfThisThread.ForA<T>(BlockSizes<T>.RoomForA(rows, depth));
                    Packing.Pack(block, TTile.Rows, packedA);
                    block = new Matrix<T>(packedA, rows, depth, 1, TTile.Rows);
                }

                for (nint j = 0; j < _b.Columns; j += TTile.Columns)
                {
                    var columns = nint.Min(TTile.Columns, _b.Columns - j);
                    var panel = j < inPlace ? _b.Part(0, j, depth, columns) : new Matrix<T>(packedB + (j - inPlace) * depth, depth, columns, TTile.Columns, 1);
                    MultiplyPanel(block, packA, panel, _c.From(i, j));
                }
            }
        }

        /// <summary>All tiles of one panel of B below each other.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void MultiplyPanel(in Matrix<T> block, bool isPacked, in Matrix<T> panel, in Target<T> c)
        {
            var height = isPacked ? TTile.Rows : TTile.RowsBeside(panel.Columns);
            for (nint i = 0; i < block.Rows; i += height)
            {
                var rows = nint.Min(height, block.Rows - i);
                var a = isPacked ? new Matrix<T>(block.Start + i * block.Columns, rows, block.Columns, 1, height) : block.Part(i, 0, rows, block.Columns);
                if (panel.Columns % TTile.Lanes == 0)
                    TTile.Multiply(a, panel, c.From(i, 0));
                else
                    MultiplyEdge(a, panel, c.From(i, 0));
            }
        }

        /// <summary>A tile that reaches beyond the columns of C: it is computed beside C, and what belongs to C is moved there.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        [SkipLocalsInit]
        private static void MultiplyEdge(in Matrix<T> a, in Matrix<T> panel, in Target<T> c)
        {
            // Room for a row of a tile is at most 3 registers of 64 bytes.
            var tile = stackalloc byte[8 * 3 * 64];
            var beside = (T*)tile;
            var width = panel.Columns * sizeof(T);
            for (nint i = 0; i < a.Rows && c.Accumulate; i++)
                Buffer.MemoryCopy(c.Start + i * c.RowStride, beside + i * TTile.Columns, width, width);

            // The bias has no numbers beyond the edge either.
            var bias = stackalloc byte[3 * 64];
            if (c.Bias != null)
                Buffer.MemoryCopy(c.Bias, bias, 3 * 64, width);
            TTile.Multiply(a, panel, new Target<T>(beside, TTile.Columns, c.Accumulate, c.Bias == null ? null : (T*)bias));
            for (nint i = 0; i < a.Rows; i++)
                Buffer.MemoryCopy(beside + i * TTile.Columns, c.Start + i * c.RowStride, width, width);
        }
    }
}
