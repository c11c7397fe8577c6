using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>A value that comes from outside: a variable, or an expression without tensors in it.</summary>
internal sealed class InputOperation<T> : Operation<T>
{
    public override string Name => "input";

    public override string? Formula(IReadOnlyList<Node<T>> operands) => null;

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => throw new NotSupportedException();

    public override LocalRule<T>? Backward(Node<T> node, Tensor<T> gradient, int operand) => throw new NotSupportedException();
}

/// <summary>A number that is written out; nobody asks for its gradient.</summary>
internal sealed class ConstantOperation<T> : Operation<T>
{
    public override string Name => "constant";

    public override string? Formula(IReadOnlyList<Node<T>> operands) => null;

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => throw new NotSupportedException();

    public override LocalRule<T>? Backward(Node<T> node, Tensor<T> gradient, int operand) => throw new NotSupportedException();
}

/// <summary>Code that takes tensors and that the graph cannot look into: it has a value, but no local rule.</summary>
internal sealed class OpaqueOperation<T>(string source) : Operation<T>
{
    public override string Name => "other code";

    public override string? Formula(IReadOnlyList<Node<T>> operands) => source;

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => throw new NotSupportedException();

    public override LocalRule<T>? Backward(Node<T> node, Tensor<T> gradient, int operand) => throw new NotSupportedException(
        $"No gradient goes back through {source}: the graph has no local rule for it.\n" +
        $"It knows {string.Join(", ", OperationTable.Verbs)}, and + - * / on tensors.");
}
