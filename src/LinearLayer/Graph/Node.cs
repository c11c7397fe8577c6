using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>One value of a computation graph: an input, or what an operation made of other nodes.</summary>
public sealed class Node<T>
{
    internal Node(Operation<T> operation, IReadOnlyList<Node<T>> operands, string text, int start, Axes axes, object value)
    {
        Rule = operation;
        Operands = operands;
        Text = text;
        Start = start;
        Axes = axes;
        RawValue = value;
        Value = value as Tensor<T> ?? Cells.Number((T)value);
        Shape = value is Tensor<T> tensor ? tensor.Shape : [];
        Name = text;
    }

    /// <summary>A short name, unique in the graph: an input's source; a letter such as p, z, h or L for a result.</summary>
    public string Name { get; internal set; }

    /// <summary>The operation that made it, such as "input", "flatten", "product", "broadcast" or "addition".</summary>
    public string Operation => Rule.Name;

    /// <summary>The nodes that it was made of, in the order of the operation.</summary>
    public IReadOnlyList<Node<T>> Operands { get; }

    /// <summary>Its source, as the learner wrote it.</summary>
    public string Text { get; }

    /// <summary>Where its source begins in the text of the graph, counted from 0.</summary>
    public int Start { get; }

    /// <summary>What its axes count, as far as the scope knows.</summary>
    public Axes Axes { get; internal set; }

    /// <summary>Its sizes; () for a single number.</summary>
    public Shape Shape { get; }

    /// <summary>Its value, for an input the very tensor; for a single number a tensor of one cell, since there is no tensor of rank 0.</summary>
    public Tensor<T> Value { get; }

    /// <summary>How it was made, such as <c>p = xFlat·w</c>; for an input its name alone.</summary>
    public string Formula => Rule.Formula(Operands) is { } formula ? $"{Name} = {formula}" : Name;

    /// <summary>∂L/∂(this), in the shape of the value; null before <see cref="Graph{T}.Backward(Tensor{T})"/> and for constants.</summary>
    public Tensor<T>? Gradient { get; internal set; }

    /// <summary>Where the gradient comes from: one step for each use of the value, added up.</summary>
    public IReadOnlyList<BackwardStep<T>> Contributions { get; internal set; } = [];

    /// <summary>What formulas call the gradient: dw; d(layer.w) where the name is not a plain one.</summary>
    public string GradientName => IsPlain(Name) ? "d" + Name : $"d({Name})";

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal Operation<T> Rule { get; }

    /// <summary>The value as the expression has it: a tensor or a number.</summary>
    internal object RawValue { get; }

    internal static bool IsPlain(string name) => char.IsLetter(name[0]) && name.All(character => char.IsLetterOrDigit(character) || character == '_');
}
