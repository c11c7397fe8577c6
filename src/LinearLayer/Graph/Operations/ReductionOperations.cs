using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>() &lt;= (N, M), all cells added up.</summary>
internal sealed class SumOperation<T> : Operation<T>
{
    public override string Name => "sum";

    public override string Letter => "L";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"sum of {operands[0]}";

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => Axes.Of();

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand) =>
        new("sum copies", $"copies of {node.GradientName}", Cells.Fill(node.Operands[0].Shape, gradient.First()));
}

/// <summary>() &lt;= (N, M), the sum over the number of cells.</summary>
internal sealed class MeanOperation<T> : Operation<T>
    where T : INumberBase<T>
{
    public override string Name => "mean";

    public override string Letter => "L";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"mean of {operands[0]}";

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => Axes.Of();

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand)
    {
        var z = node.Operands[0];
        var count = z.Value.FlattenedLength;
        return new("mean shares out", $"copies of {node.GradientName} / {count}", Cells.Fill(z.Shape, gradient.First() / T.CreateChecked(count)));
    }
}

/// <summary>(M,) &lt;= (N, M), each column added up.</summary>
internal sealed class SumOverRowsOperation<T> : Operation<T>
{
    public override string Name => "sum over rows";

    public override string Letter => "c";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"sum of the rows of {operands[0]}";

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => operands[0].Rank == 2
        ? Axes.Of(operands[0][1])
        : new Mismatch("a sum over the rows takes rank 2");

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand) =>
        new("sum copies", $"copies of {node.GradientName} in every row", Cells.Broadcast(gradient, node.Operands[0].Shape));
}
