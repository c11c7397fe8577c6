using System.Runtime.CompilerServices;

namespace LinearLayer.MatrixProducts;

/// <summary>A product with so few columns that they leave much of a register empty, as the gradient of the weights of a last layer. It is computed as Cᵀ = Bᵀ·Aᵀ, whose rows are long.</summary>
internal static unsafe class NarrowProduct<T, TTile>
    where T : unmanaged
    where TTile : ITile<T>
{
    /// <summary>As many of C's rows at a time as keep their turned copy in the first-level cache: a multiple of the widths of all tiles.</summary>
    private const int RowsAtOnce = 96;

    /// <summary>Whether the columns end within the first or second vector, Aᵀ need not be packed, and C has no gaps between its rows.</summary>
    public static bool Pays(in Matrix<T> a, in Matrix<T> c) =>
        c.Columns < 2 * TTile.Lanes && c.Columns % TTile.Lanes > 0 && a.RowStride == 1 && c.RowStride == c.Columns;

    /// <summary>Computes C = A·B where that pays.</summary>
    [SkipLocalsInit]
    public static void Run(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c)
    {
        var room = stackalloc T[RowsAtOnce * 2 * TTile.Lanes];
        for (nint i = 0, rows; i < c.Rows; i += rows)
        {
            rows = nint.Min(RowsAtOnce, c.Rows - i);
            var turned = Matrix<T>.Dense(room, c.Columns, rows);
            BlockedProduct<T, TTile>.Run(b.Transposed, a.Part(i, 0, rows, a.Columns).Transposed, turned, bias: null);
            Packing.Turn(turned, c.Part(i, 0, rows, c.Columns));
        }
    }
}
