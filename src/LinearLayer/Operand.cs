using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>An argument as an error message shows it: its name in the formula, the caller's source, its symbolic axes and its shape.</summary>
internal sealed record Operand(string Name, string Source, string Axes, Shape Shape)
{
    private const int MaxSourceLength = 40;

    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static Operand Of<T>(string operation, string name, string source, string axes, Tensor<T>? tensor)
    {
        if (tensor is null)
        {
            var written = source == name || source.StartsWith("null", StringComparison.Ordinal) ? "" : $", written as {SourceText.OneLine(source, MaxSourceLength)}";
            var kind = axes == "" ? "a tensor" : $"a tensor of shape {axes}";
            throw new ArgumentNullException(name.Split('.')[0], $"{operation}: {name} is null{written}. It must be {kind}.");
        }

        return new Operand(name, source, axes, tensor.Shape);
    }

    /// <summary>The caller's source on one line.</summary>
    public string Text => SourceText.OneLine(Source, MaxSourceLength);

    /// <summary>Both names, if the caller uses another: <c>w: weights</c>, as C# writes a named argument.</summary>
    public string Label => Text == Name ? Name : $"{Name}: {Text}";

    /// <summary>The shape in numbers; where axes are flattened, their product too.</summary>
    public string Sizes => Axes.StartsWith("(N, d_1, d_2") ? $"{Shape}, D = {string.Join("·", Shape.Skip(1))} = {Shape.Product(1)}" : Shape.ToString();

    /// <summary>The caller's text if a call can be appended to it, else the name in the formula.</summary>
    public string Callable => SourceText.IsPrimary(Text) ? Text : Name;

    /// <summary>What to write for the transpose, and the shape it has.</summary>
    public (string Text, Shape Shape) Transposed => (
        Callable.EndsWith(".Transpose()", StringComparison.Ordinal) ? Callable[..^".Transpose()".Length] : Callable + ".Transpose()",
        [Shape[1], Shape[0]]);

    /// <summary>What to write for the examples as rows, and the shape they have.</summary>
    public (string Text, Shape Shape) Flattened => ($"{Callable}.Flatten()", [Shape[0], Shape.Product(fromAxis: 1)]);

    /// <summary>What to write for a vector as a matrix of one row (axis 0) or one column (axis 1), and the shape it has.</summary>
    public (string Text, Shape Shape) Unsqueezed(int axis) => (
        $"{Callable}.Unsqueeze({axis})",
        axis == 0 ? [1, Shape[0]] : [Shape[0], 1]);

    /// <summary>What to write for a matrix of one row (axis 0) or one column (axis 1) as a vector, and the shape it has.</summary>
    public (string Text, Shape Shape) Squeezed(int axis) => (
        $"{Callable}.SqueezeDimension({axis})",
        [Shape[1 - axis]]);
}
