using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>() &lt;= (N, M): the sum of (z - y)².</summary>
internal sealed class SquaredErrorOperation<T> : Operation<T>
    where T : IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IAdditiveIdentity<T, T>
{
    public override string Name => "squared error";

    public override string Letter => "L";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"sum of ({operands[0]} - {operands[1]})²";

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) =>
        calculus.Same(operands[0], operands[1]) is { Mismatch: { } mismatch } ? mismatch : Axes.Of();

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand)
    {
        var (mine, other) = (node.Operands[operand], node.Operands[1 - operand]);
        var upstream = gradient.First();
        return new(
            "twice the error", $"2({mine} - {other}) ∘ {node.GradientName}",
            Cells.Zip(mine.Value, other.Value, (a, b) => (a - b + (a - b)) * upstream));
    }
}

/// <summary>() &lt;= (N, M): the mean of (z - y)².</summary>
internal sealed class MeanSquaredErrorOperation<T> : Operation<T>
    where T : INumberBase<T>
{
    public override string Name => "mean squared error";

    public override string Letter => "L";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"mean of ({operands[0]} - {operands[1]})²";

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) =>
        calculus.Same(operands[0], operands[1]) is { Mismatch: { } mismatch } ? mismatch : Axes.Of();

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand)
    {
        var (mine, other) = (node.Operands[operand], node.Operands[1 - operand]);
        var (upstream, count) = (gradient.First(), T.CreateChecked(mine.Value.FlattenedLength));
        return new(
            "twice the error, shared out", $"2({mine} - {other}) ∘ {node.GradientName} / {mine.Value.FlattenedLength}",
            Cells.Zip(mine.Value, other.Value, (a, b) => (a - b + (a - b)) * upstream / count));
    }
}

/// <summary>(N, M) = (N, M): each row as probabilities.</summary>
internal sealed class SoftmaxOperation<T> : CellwiseOperation<T>
    where T : INumberBase<T>
{
    public override string Name => "softmax";

    public override string Letter => "q";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"softmax of the rows of {operands[0]}";

    // ∂q_m/∂z_j = q_m (δ_mj - q_j), so dz_j = q_j (dq_j - Σ_m dq_m q_m).
    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand)
    {
        var q = node.Value;
        var dz = Tensor.CreateFromShape<T>(q.Lengths);
        for (nint n = 0; n < q.Lengths[0]; n++)
        {
            var sum = T.Zero;
            for (nint m = 0; m < q.Lengths[1]; m++)
                sum += gradient[n, m] * q[n, m];
            for (nint m = 0; m < q.Lengths[1]; m++)
                dz[n, m] = q[n, m] * (gradient[n, m] - sum);
        }

        return new("softmax weighs against the row", $"{node} ∘ ({node.GradientName} - row sums of {node.GradientName} ∘ {node})", dz);
    }
}

/// <summary>() &lt;= (N, M): the mean over the examples of the cross-entropy of softmax.</summary>
internal sealed class SoftmaxCrossEntropyOperation<T> : Operation<T>
    where T : INumberBase<T>, IComparisonOperators<T, T, bool>, IExponentialFunctions<T>
{
    public override string Name => "softmax cross-entropy";

    public override string Letter => "L";

    public override string Formula(IReadOnlyList<Node<T>> operands) => $"mean cross-entropy of softmax({operands[0]})";

    public override Inferred Infer(AxisCalculus calculus, IReadOnlyList<Axes> operands) =>
        operands[0].Rank == 2 ? Axes.Of() : new Mismatch("the scores take rank 2: an example a row, a class a column");

    public override LocalRule<T> Backward(Node<T> node, Tensor<T> gradient, int operand)
    {
        var z = node.Operands[0];
        var labels = (int[])Parameters[0]!;
        var dz = z.Value.Softmax();
        for (nint n = 0; n < labels.Length; n++)
            dz[n, labels[n]] -= T.One;

        var (upstream, count) = (gradient.First(), T.CreateChecked(labels.Length));
        return new(
            "softmax minus one-hot, shared out", $"(softmax({z}) - one-hot) ∘ {node.GradientName} / {labels.Length}",
            Cells.Map(dz, cell => cell * upstream / count));
    }
}
