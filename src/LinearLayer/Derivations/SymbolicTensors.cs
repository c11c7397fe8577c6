using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>The two halves of a tensor of <see cref="SymbolicNumber"/>.</summary>
public static class SymbolicTensors
{
    /// <summary>The formulas alone, in the same shape.</summary>
    public static Tensor<Polynomial> Formulas(this Tensor<SymbolicNumber> tensor) => Map(tensor, cell => cell.Formula);

    /// <summary>The numbers alone, in the same shape.</summary>
    public static Tensor<double> Numbers(this Tensor<SymbolicNumber> tensor) => Map(tensor, cell => cell.Number);

    private static Tensor<T> Map<T>(Tensor<SymbolicNumber> tensor, Func<SymbolicNumber, T> half)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return Dense.Tensor(tensor.Select(half).ToArray(), tensor.Lengths);
    }
}
