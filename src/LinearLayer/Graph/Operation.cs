using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>An operation of the graph: which axes its result has, and beside it how a gradient goes back through it.</summary>
internal abstract class Operation<T>
{
    /// <summary>What the graph calls it.</summary>
    public abstract string Name { get; }

    /// <summary>The letter that its result gets, numbered where it comes more than once.</summary>
    public virtual string Letter => "v";

    /// <summary>What is added to the name of its operand instead, where that has a plain one: xFlat, bCopies.</summary>
    public virtual string? Suffix => null;

    /// <summary>The right side of its formula; null for an input.</summary>
    public abstract string? Formula(IReadOnlyList<Node<T>> operands);

    /// <summary>What a shape note writes between the operands.</summary>
    public virtual string Symbol => ",";

    /// <summary>Whether an operand of another shape is stretched to the result's, by a broadcast node of its own.</summary>
    public virtual bool Broadcasts(int operand, Shape shape) => false;

    /// <summary>The arguments that are not operands, such as labels or sizes.</summary>
    public IReadOnlyList<object?> Parameters { get; set; } = [];

    /// <summary>The axes of the result.</summary>
    public abstract Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands);

    /// <summary>The local rule for one operand: its share of the gradient, given the node's own; null if its values do not matter.</summary>
    public abstract LocalRule<T>? Backward(Node<T> node, Tensor<T> gradient, int operand);
}

/// <summary>A local rule as it was used.</summary>
/// <param name="Name">What the rule says in two or three words.</param>
/// <param name="Formula">The right side of its formula.</param>
/// <param name="Gradient">Its value, in the shape of the operand.</param>
internal sealed record LocalRule<T>(string Name, string Formula, Tensor<T> Gradient);
