using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Two operands, cell by cell.</summary>
internal abstract class ElementwiseOperation<T> : Operation<T>
{
    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => calculus.Elementwise(operands[0], operands[1]);

    public override bool Broadcasts(int operand, Shape shape) => true;

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"{operands[0]} {Symbol} {operands[1]}";

}

/// <summary>(N, M) = (N, M) + (N, M)</summary>
internal sealed class AdditionOperation<T> : ElementwiseOperation<T>
{
    public override string Name => "addition";

    public override string Symbol => "+";

    public override string Letter => "z";

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand) =>
        new("addition copies", node.GradientName, gradient);
}

/// <summary>(N, M) = (N, M) - (N, M)</summary>
internal sealed class SubtractionOperation<T> : ElementwiseOperation<T>
    where T : IAdditiveIdentity<T, T>, ISubtractionOperators<T, T, T>
{
    public override string Name => "subtraction";

    public override string Symbol => "-";

    public override string Letter => "e";

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand) => operand == 0
        ? new("subtraction copies on the left", node.GradientName, gradient)
        : new("subtraction negates on the right", "-" + node.GradientName, Cells.Map(gradient, cell => T.AdditiveIdentity - cell));
}

/// <summary>(N, M) = (N, M) * (N, M), or a single number times each cell.</summary>
internal sealed class MultiplicationOperation<T> : ElementwiseOperation<T>
    where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>, IMultiplyOperators<T, T, T>
{
    public override string Name => "multiplication";

    public override string Symbol => "*";

    public override string Formula(IReadOnlyList<Node<T>> operands) => Times(operands[0].Name, operands[0].Shape, operands[1]);

    // A number goes with every cell as it is: scaling needs no copies.
    public override bool Broadcasts(int operand, Shape shape) => shape.Rank > 0;

    public override string Letter => "s";

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand)
    {
        var (mine, other) = (node.Operands[operand], node.Operands[1 - operand]);
        var product = Cells.Zip(gradient, other.Value, (d, cell) => d * cell);
        return mine.Shape == node.Shape
            ? new("times the other factor", Times(node.GradientName, node.Shape, other), product)
            : new("times the other factor, summed", $"sum of {Times(node.GradientName, node.Shape, other)}", Cells.SumTo(product, mine.Shape));
    }

    /// <summary>3.0·z for a number, a ∘ z for cell by cell.</summary>
    private static string Times(string left, Shape leftShape, Node<T> right) =>
        right.Shape.Rank == 0 ? $"{right}·{left}" : leftShape.Rank == 0 ? $"{left}·{right}" : $"{left} ∘ {right}";
}

/// <summary>(N, M) = (N, M) / (N, M), or each cell over a single number.</summary>
internal sealed class DivisionOperation<T> : ElementwiseOperation<T>
    where T : IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IAdditiveIdentity<T, T>, IMultiplyOperators<T, T, T>, IDivisionOperators<T, T, T>
{
    public override string Name => "division";

    public override string Symbol => "/";

    public override bool Broadcasts(int operand, Shape shape) => operand == 0 || shape.Rank > 0;

    public override string Letter => "q";

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand)
    {
        var divisor = node.Operands[1];
        var share = Cells.Zip(gradient, divisor.Value, (d, cell) => d / cell);
        if (operand == 0)
            return new("over the divisor", $"{node.GradientName} / {divisor}", share);

        // ∂(a/c)/∂c = -(a/c)/c
        var product = Cells.Zip(share, node.Value, (d, quotient) => T.AdditiveIdentity - d * quotient);
        return divisor.Shape == node.Shape
            ? new("times minus the quotient, over the divisor", $"-{node.GradientName} ∘ {node} / {divisor}", product)
            : new("times minus the quotient, over the divisor, summed", $"-sum of {node.GradientName} ∘ {node} / {divisor}", Cells.SumTo(product, divisor.Shape));
    }
}

/// <summary>One operand, cell by cell.</summary>
internal abstract class CellwiseOperation<T> : Operation<T>
{
    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) => operands[0];
}

/// <summary>-z</summary>
internal sealed class NegationOperation<T> : CellwiseOperation<T>
    where T : IUnaryNegationOperators<T, T>
{
    public override string Name => "negation";

    public override string Letter => "n";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"-{operands[0]}";

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand) =>
        new("negation negates", "-" + node.GradientName, Cells.Map(gradient, cell => -cell));
}

/// <summary>max(0, z)</summary>
internal sealed class ReluOperation<T> : CellwiseOperation<T>
    where T : IComparisonOperators<T, T, bool>, IAdditiveIdentity<T, T>
{
    public override string Name => "relu";

    public override string Letter => "h";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"max(0, {operands[0]})";

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand)
    {
        var z = node.Operands[0];
        return new(
            "relu lets through where its input is positive", $"{node.GradientName} where {z} > 0, else 0",
            Cells.Zip(gradient, z.Value, (d, cell) => cell > T.AdditiveIdentity ? d : T.AdditiveIdentity));
    }
}
