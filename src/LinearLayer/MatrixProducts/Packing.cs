using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LinearLayer.MatrixProducts;

/// <summary>Copies parts of a matrix into panels: what a micro-kernel reads one after the other lies one after the other.</summary>
/// <remarks>
/// A panel holds, for each k, as many numbers as a tile has rows (a panel of A) or columns (a panel of B). Without it each step
/// of k would touch another cache line, and in a matrix whose rows are a power of two apart, lines that push each other out.
/// </remarks>
internal static unsafe class Packing
{
    /// <summary>Packs <paramref name="source"/>, (width, k), into panels of <paramref name="panel"/> rows each. What stands in the rows that the last panel lacks is of no matter.</summary>
    /// <remarks>For panels of B, the source is B transposed. The destination has room for one vector more.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(Matrix<T> source, int panel, T* destination)
        where T : unmanaged
    {
        var k = source.Columns;
        nint i = 0;
        if (source.RowStride == 1)
        {
            // Whole rows of memory are read four panels at a time, so that the prefetcher sees a stream.
            for (; i + 4 * panel <= source.Rows; i += 4 * panel, destination += 4 * panel * k)
                Copy(source.Start + i, source.ColumnStride, k, panel, 4, destination);
        }

        for (; i < source.Rows; i += panel, destination += panel * k)
        {
            var part = source.Part(i, 0, nint.Min(panel, source.Rows - i), k);
            if (part.RowStride == 1)
                CopyPanel(part, panel, destination);
            else if (part.ColumnStride == 1)
                Turn(part, panel, destination);
            else
                CopyCells(part, 0, panel, destination);
        }
    }

    /// <summary>Puts the transpose of <paramref name="source"/>, whose columns lie side by side, into <paramref name="destination"/>, whose columns do as well.</summary>
    public static void Turn<T>(Matrix<T> source, in Matrix<T> destination)
        where T : unmanaged
    {
        var (rows, columns) = (source.Rows, source.Columns);
        // Blocks may reach past the end of a row where there are no gaps: into the next one, which is written later. The last ones have no room for that.
        if (destination.RowStride == destination.Columns)
            columns = nint.Max(0, columns - Vector256<T>.Count);
        else
            rows -= rows % Vector256<T>.Count;
        if (rows > 0)
            Turn(source.Part(0, 0, rows, columns), destination.RowStride, destination.Start);
        CopyCells(source.Part(0, 0, rows, source.Columns), columns, destination.RowStride, destination.Start);
        CopyCells(source.Part(rows, 0, source.Rows - rows, source.Columns), 0, destination.RowStride, destination.Start + rows);
    }

    private static void CopyPanel<T>(Matrix<T> part, int panel, T* destination)
        where T : unmanaged
    {
        // A row may be read past its end where another follows it in memory.
        var whole = part.Rows == panel ? part.Columns : nint.Max(0, part.Columns - 1 - (panel - part.Rows) / nint.Max(1, part.ColumnStride));
        if (part.ColumnStride < part.Rows)
            whole = part.Rows == panel ? part.Columns : 0;
        Copy(part.Start, part.ColumnStride, whole, panel, 1, destination);
        CopyCells(part, whole, panel, destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<T>(T* source, nint step, nint k, int panel, int panels, T* destination)
        where T : unmanaged
    {
        var next = panel * k;
        for (; k > 0; k--, source += step, destination += panel)
        {
            var from = source;
            var to = destination;
            for (var p = panels; p > 0; p--, from += panel, to += next)
            {
                var j = 0;
                for (; Avx512F.IsSupported && j + Vector512<T>.Count <= panel; j += Vector512<T>.Count)
                    Vector512.Load(from + j).Store(to + j);
                for (; Vector256.IsHardwareAccelerated && j + Vector256<T>.Count <= panel; j += Vector256<T>.Count)
                    Vector256.Load(from + j).Store(to + j);
                for (; j + Vector128<T>.Count <= panel; j += Vector128<T>.Count)
                    Vector128.Load(from + j).Store(to + j);
                for (; j < panel; j++)
                    to[j] = from[j];
            }
        }
    }

    private static void CopyCells<T>(Matrix<T> part, nint first, nint panel, T* destination)
        where T : unmanaged
    {
        for (var k = first; k < part.Columns; k++)
        {
            for (nint i = 0; i < part.Rows; i++)
                destination[k * panel + i] = part.Start[i * part.RowStride + k * part.ColumnStride];
        }
    }

    /// <summary>Packs a panel whose rows lie along k: a transposition, block by block in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn<T>(Matrix<T> part, nint panel, T* destination)
        where T : unmanaged
    {
        var source = part.Start;
        var (rows, rowStride, k) = ((int)part.Rows, part.RowStride, part.Columns);
        var block = Vector256<T>.Count;
        nint done = 0;
        if (Avx.IsSupported)
        {
            for (; done + block <= k; done += block)
            {
                // The last block may be taller than what is left of the panel. It goes first, so that the others write over what is too much.
                for (var i = (rows - 1) / block * block; i >= 0; i -= block)
                    TurnBlock(source + i * rowStride + done, rowStride, Math.Min(block, rows - i), destination + done * panel + i, panel);
            }
        }

        for (; done < k; done++)
        {
            for (var i = 0; i < rows; i++)
                destination[done * panel + i] = source[i * rowStride + done];
        }
    }

    /// <summary>A square of 8 by 8 floats or 4 by 4 doubles, transposed. Rows that are not there are the last one again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnBlock<T>(T* source, nint sourceRow, int rows, T* destination, nint destinationRow)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            Turn4((double*)source, sourceRow, rows, (double*)destination, destinationRow);
        else
            Turn8((float*)source, sourceRow, rows, (float*)destination, destinationRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn4(double* s, nint sr, int rows, double* d, nint dr)
    {
        var last = rows - 1;
        var (s1, s2, s3) = (sr * Math.Min(1, last), sr * Math.Min(2, last), sr * last);
        for (var half = 0; half < 4; half += 2, s += 2, d += 2 * dr)
        {
            var (r0, r1) = (Pair(s, s + s2), Pair(s + s1, s + s3));
            Avx.Store(d, Avx.UnpackLow(r0, r1));
            Avx.Store(d + dr, Avx.UnpackHigh(r0, r1));
        }

        static Vector256<double> Pair(double* low, double* high) => Vector256.Create(Vector128.Load(low), Vector128.Load(high));
    }

    /// <summary>Rows that are four apart meet in a register as they are loaded, which takes no time of the unit that shuffles; then pairs, then pairs of pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn8(float* s, nint sr, int rows, float* d, nint dr)
    {
        var last = rows - 1;
        var (s1, s2, s3) = (sr * Math.Min(1, last), sr * Math.Min(2, last), sr * Math.Min(3, last));
        var (s4, s5, s6, s7) = (sr * Math.Min(4, last), sr * Math.Min(5, last), sr * Math.Min(6, last), sr * last);
        for (var half = 0; half < 8; half += 4, s += 4, d += 4 * dr)
        {
            var (r0, r1) = (Pair(s, s + s4), Pair(s + s1, s + s5));
            var (r2, r3) = (Pair(s + s2, s + s6), Pair(s + s3, s + s7));
            var (t0, t1) = (Avx.UnpackLow(r0, r1).AsDouble(), Avx.UnpackHigh(r0, r1).AsDouble());
            var (t2, t3) = (Avx.UnpackLow(r2, r3).AsDouble(), Avx.UnpackHigh(r2, r3).AsDouble());
            Avx.Store(d, Avx.UnpackLow(t0, t2).AsSingle());
            Avx.Store(d + dr, Avx.UnpackHigh(t0, t2).AsSingle());
            Avx.Store(d + 2 * dr, Avx.UnpackLow(t1, t3).AsSingle());
            Avx.Store(d + 3 * dr, Avx.UnpackHigh(t1, t3).AsSingle());
        }

        static Vector256<float> Pair(float* low, float* high) => Vector256.Create(Vector128.Load(low), Vector128.Load(high));
    }
}
