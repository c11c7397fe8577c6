using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>The derivations of the linear layer: each step an equation that is checked exactly and numerically.</summary>
/// <remarks>
/// Indices: n counts examples, m outputs, d features; i and j mark the entry that is derived by. Everything called a gradient comes from
/// differentiating L = Σ G[n, m] out[n, m], with out as <see cref="Linear.Forward"/> computes it; <see cref="Linear.Backward"/> appears
/// only in the last step, where its answer is compared.
/// </remarks>
public static class Derivations
{
    /// <summary>Those that hold at every size, in reading order: z, dp, db, dw, dx, bias trick, differential, jacobians, matrices.</summary>
    public static ImmutableArray<Derivation> All { get; } =
    [
        ForwardSteps.Derivation, AdditionSteps.Derivation, BiasSteps.Derivation, WeightSteps.Derivation, InputSteps.Derivation,
        BiasTrickSteps.Derivation, DifferentialSteps.Derivation, JacobianSteps.Derivation, DimensionSteps.Matrices,
    ];

    /// <summary>
    /// Swapped factors, as they may be swapped for numbers: right at N = D = M = 1, and wrong in matrix form elsewhere.
    /// <c>Derivations.OneDimension.Verify(2, 3, 4)</c> shows where.
    /// </summary>
    public static Derivation OneDimension => DimensionSteps.OneDimension;

    /// <summary>The derivation of this name: one of <see cref="All"/>, or <c>one dimension</c>.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Derivation Of(string name) =>
        All.Append(OneDimension).FirstOrDefault(derivation => derivation.Name == name)
        ?? throw new ArgumentException($"There is no derivation '{name}'. There are {string.Join(", ", All.Append(OneDimension).Select(derivation => derivation.Name))}.", nameof(name));

    /// <summary>Checks a step of your own: <c>Derivations.CheckStep("dw", t => t.x.Transpose().MatMul(t.dout))</c>.</summary>
    /// <remarks>
    /// The step is compared with the definition: exactly, as a polynomial in every entry, and with numbers. That is done at two sizes, x (2, 3)
    /// with M = 4 and x (3, 4) with M = 6, so that no size can stand there as a number. A wrong step is also compared with the valid one
    /// transposed, multiplied by a factor, with dout left out, and so on.
    /// </remarks>
    /// <param name="goal">What the step leads to: p, z, dz, dp, db, dw or dx, in the shape of what it is the gradient of.</param>
    /// <param name="step">The step, from the letters of the layer at a point: t.x, t.w, t.b, t.dout, the flattened t.X, t.G for t.dout, t.N, t.D, t.M.</param>
    /// <param name="stepText">Filled in by the compiler: the step as the caller wrote it.</param>
    /// <exception cref="ArgumentException">There is no such goal.</exception>
    public static StepCheck CheckStep(
        string goal, Func<DerivationPoint, Tensor<SymbolicNumber>> step, [CallerArgumentExpression(nameof(step))] string stepText = "step") =>
        CheckStep(goal, step, [2, 3], 4, stepText);

    /// <summary>Checks a step of your own for examples of any shape, as in <c>CheckStep("dx", t => ..., [2, 2, 3], 4)</c>; then again with every size a little larger.</summary>
    /// <param name="goal">What the step leads to: p, z, dz, dp, db, dw or dx, in the shape of what it is the gradient of.</param>
    /// <param name="step">The step, from the letters of the layer at a point.</param>
    /// <param name="x">The shape of x, (N, d_1, ..., d_k).</param>
    /// <param name="M">The number of outputs.</param>
    /// <param name="stepText">Filled in by the compiler: the step as the caller wrote it.</param>
    /// <exception cref="ArgumentException">There is no such goal, or a size is less than 1.</exception>
    public static StepCheck CheckStep(
        string goal, Func<DerivationPoint, Tensor<SymbolicNumber>> step, Shape x, nint M, [CallerArgumentExpression(nameof(step))] string stepText = "step")
    {
        ArgumentNullException.ThrowIfNull(step);
        var target = StepGoal.Of(goal);
        var (points, verdicts) = Verify(target.Equation(step), x, M);
        var wrong = verdicts.FindIndex(verdict => !verdict.Passed);
        var nearest = wrong < 0 ? null : NearestSearch.Find(target, step, points[wrong], elsewhere: points[1 - wrong]);
        return new(goal, Body(stepText), [.. verdicts], nearest);
    }

    /// <summary>Checks an equation of your own, both sides given: <c>CheckStep(t => t.X.MatMul(t.w), t => t.w.Transpose().MatMul(t.X.Transpose()).Transpose())</c>.</summary>
    /// <remarks>It is checked at x (2, 3) with M = 4 and at x (3, 4) with M = 6.</remarks>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <param name="leftText">Filled in by the compiler: the left side as the caller wrote it.</param>
    /// <param name="rightText">Filled in by the compiler: the right side as the caller wrote it.</param>
    public static StepCheck CheckStep(
        Func<DerivationPoint, Tensor<SymbolicNumber>> left, Func<DerivationPoint, Tensor<SymbolicNumber>> right,
        [CallerArgumentExpression(nameof(left))] string leftText = "left", [CallerArgumentExpression(nameof(right))] string rightText = "right")
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var written = $"{Body(leftText)} = {Body(rightText)}";
        return new(null, written, [.. Verify(new(written, left, right), [2, 3], 4).Verdicts], null);
    }

    // At two sizes, and at the first of them with more numbers.
    private static (DerivationPoint[] Points, List<EquationVerdict> Verdicts) Verify(StepEquation equation, Shape x, nint M)
    {
        DerivationPoint[] points = [DerivationPoint.Random(x, M), DerivationPoint.Random(Shape.Of([.. x.Select(size => size + 1)]), M + 2)];
        return (points, [equation.Verify(points[0], DerivationPoint.Random(x, M, seed: 2), DerivationPoint.Random(x, M, seed: 3)), equation.Verify(points[1])]);
    }

    // Of "t => t.x.Transpose()" what stands behind the arrow.
    private static string Body(string lambda)
    {
        const string arrow = "=>";
        var start = lambda.IndexOf(arrow, StringComparison.Ordinal);
        return SourceText.OneLine(start < 0 ? lambda : lambda[(start + arrow.Length)..], maxLength: 120);
    }
}
