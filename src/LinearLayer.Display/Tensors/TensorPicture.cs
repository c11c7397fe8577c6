using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer.Display;

/// <summary>A tensor with its name and with colours: it shows itself in a notebook.</summary>
public sealed class TensorPicture
{
    private readonly IReadOnlyTensor _tensor;
    private readonly string _name;
    private readonly double? _limit;

    internal TensorPicture(IReadOnlyTensor tensor, string name, double? limit) => (_tensor, _name, _limit) = (tensor, name, limit);

    internal TensorView View => TensorView.Of(_tensor, _name, isColoured: true, _limit);

    /// <summary>The tensor as text: its name, its shape and its rows.</summary>
    public override string ToString()
    {
        var text = new StringWriter();
        TensorTextWriter.Write([View], text);
        return text.ToString();
    }
}

/// <summary>Ways to look at a tensor.</summary>
public static class TensorPictures
{
    /// <summary>The tensor with a colour for each cell: one for each sign, as strong as the number is large, none at 0.</summary>
    /// <param name="tensor">The tensor, of any shape.</param>
    /// <param name="limit">The magnitude that gets the full colour, so that several tensors can be compared; that of the largest cell where it is left out.</param>
    /// <param name="name">What the tensor is called; filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive and finite.</exception>
    public static TensorPicture Coloured<T>(this Tensor<T> tensor, double? limit = null, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (limit is { } full && !(full > 0 && double.IsFinite(full)))
            throw new ArgumentOutOfRangeException(nameof(limit), $"Coloured: the limit is {NumberFormat.Exact(full)}. It is the magnitude that gets the full colour, and must be positive and finite.");
        return new TensorPicture(tensor, name.TrimStart('@').ReplaceLineEndings(" "), limit);
    }
}
