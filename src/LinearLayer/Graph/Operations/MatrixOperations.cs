using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>(N, M) = (N, D) x (D, M)</summary>
internal sealed class MatMulOperation<T> : Operation<T>
    where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IAdditiveIdentity<T, T>
{
    public override string Name => "product";

    public override string Symbol => "x";

    public override string Letter => "p";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"{operands[0]}·{operands[1]}";

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => calculus.MatMul(operands[0], operands[1]);

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand)
    {
        var (left, right) = (node.Operands[0], node.Operands[1]);
        return operand == 0
            ? new("times the right factor transposed", $"{node.GradientName}·{right}ᵀ", gradient.MatMul(right.Value.Transpose()))
            : new("the left factor transposed times", $"{left}ᵀ·{node.GradientName}", left.Value.Transpose().MatMul(gradient));
    }
}

/// <summary>(M, D) = (D, M).T</summary>
internal sealed class TransposeOperation<T> : Operation<T>
{
    public override string Name => "transpose";

    public override string Letter => "t";

    public override string Suffix => "T";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"{operands[0]}ᵀ";

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => calculus.Transpose(operands[0]);

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand) =>
        new("transpose back", $"({node.GradientName})ᵀ", gradient.Transpose());
}

/// <summary>The same cells in the same row-major order, cut into other axes.</summary>
internal abstract class ReshapeOperation<T> : Operation<T>
{
    public override string Letter => "reshaped";

    public override string Suffix => "Reshaped";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"{Name}({operands[0]})";

    public override LocalRule<T>? Backward(Node<T> node, Tensor<T> gradient, int operand) =>
        operand > 0 ? null : new("reshape back", $"reshape({node.GradientName})", Cells.Reshape(gradient, node.Operands[0].Shape));
}

/// <summary>(N, D) &lt;= (N, d1, d2)</summary>
internal sealed class FlattenOperation<T> : ReshapeOperation<T>
{
    public override string Name => "flatten";

    public override string Letter => "flat";

    public override string Suffix => "Flat";

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => calculus.Flatten(operands[0]);
}

/// <summary>To the shape of another tensor, whose values do not matter.</summary>
internal sealed class ReshapeAsOperation<T> : ReshapeOperation<T>
{
    public override string Name => "reshape";

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => calculus.Reshape(operands[0], operands[1]);
}

/// <summary>To sizes that are written out.</summary>
internal sealed class ReshapeToOperation<T> : ReshapeOperation<T>
{
    public override string Name => "reshape";

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) =>
        calculus.Reshape(operands[0], Shape.Of((nint[])Parameters[0]!));
}

/// <summary>Copies along axes that the operand lacks: the node that the addition of a bias hides.</summary>
internal sealed class BroadcastOperation<T>(Axes axes) : Operation<T>
    where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
{
    public override string Name => "broadcast";

    public override string Letter => "copies";

    public override string Suffix => "Copies";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"copies of {operands[0]} along {Along(operands[0])}";

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => axes;

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand)
    {
        var from = node.Operands[0];
        return new("broadcast sums", $"sum of {node.GradientName} over {Along(from)}", Cells.SumTo(gradient, from.Shape));
    }

    /// <summary>The axes that are copied along: those that the operand lacks or has as a 1.</summary>
    private string Along(Node<T> operand)
    {
        var missing = axes.Rank - operand.Axes.Rank;
        var along = axes.Index()
            .Where(axis => axis.Index < missing || (operand.Axes[axis.Index - missing].Size == 1 && axis.Item.Size != 1))
            .Select(axis => axis.Item.IsNamed ? axis.Item.Name : $"axis {axis.Index}");
        return string.Join(" and ", along);
    }
}
