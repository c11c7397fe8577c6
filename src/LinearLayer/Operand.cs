using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>An argument as an error message shows it: its name in the formula, the caller's text, its symbolic axes and its shape.</summary>
internal sealed record Operand(string Name, string Text, string Axes, Shape Shape, bool IsDense)
{
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static Operand Of<T>(string operation, string name, string text, string axes, Tensor<T>? tensor)
    {
        text = SourceText.OneLine(text, maxLength: 40);
        if (tensor is null)
        {
            var written = text == name ? "" : $", written as {text}";
            var kind = axes == "" ? "a tensor" : $"a tensor of shape {axes}";
            throw new ArgumentNullException(name.Split('.')[0], $"{operation}: {name} is null{written}. It must be {kind}.");
        }

        return new Operand(name, text, axes, tensor.Shape, tensor.IsDense);
    }

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

    /// <summary>What to write for the same cells in another shape of equally many, and that shape.</summary>
    public (string Text, Shape Shape) Reshaped(Shape shape) => (
        $"{Callable}{(IsDense ? "" : ".ToDenseTensor()")}.Reshape([{string.Join(", ", shape)}])",
        shape);
}
