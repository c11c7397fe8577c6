using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>The layer that is checked, as dense copies: whatever a backward pass does to its tensors, the check is not led astray.</summary>
/// <param name="N">The number of examples.</param>
/// <param name="D">The number of features of one example.</param>
/// <param name="M">The number of outputs.</param>
/// <param name="X">x flattened, (N, D), row-major.</param>
/// <param name="W">(D, M).</param>
/// <param name="B">(M,).</param>
/// <param name="Out">out as <see cref="Linear.Forward"/> gave it, (N, M).</param>
internal sealed record Layer<S>(int N, int D, int M, S[] X, S[] W, S[] B, S[] Out) where S : INumberBase<S>
{
    public static Layer<S> Of<T>(Tensor<T> x, Tensor<T> w, Tensor<T> b) where T : INumberBase<T>
    {
        var (cellsX, cellsW, cellsB) = (CellsAs<T>(x), CellsAs<T>(w), CellsAs<T>(b));
        var (n, d, m) = (checked((int)x.Lengths[0]), checked((int)w.Lengths[0]), checked((int)w.Lengths[1]));
        var @out = Linear.Forward(Dense.Tensor(cellsX, n, d), Dense.Tensor(cellsW, d, m), Dense.Tensor(cellsB, m)).@out;
        return new Layer<S>(n, d, m, cellsX, cellsW, cellsB, Dense.Cells(@out));
    }

    public static S[] CellsAs<T>(Tensor<T> tensor) where T : INumberBase<T> => Array.ConvertAll(Dense.Cells(tensor), S.CreateChecked);
}
