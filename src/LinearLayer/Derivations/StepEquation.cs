using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>An equation between two formulas: how it is written, and both sides as code that computes them.</summary>
/// <param name="Latex">The equation in LaTeX, without dollar signs.</param>
/// <param name="Left">The left side at a point.</param>
/// <param name="Right">The right side at a point, in the shape of the left one.</param>
public sealed record StepEquation(
    string Latex, Func<DerivationPoint, Tensor<SymbolicNumber>> Left, Func<DerivationPoint, Tensor<SymbolicNumber>> Right)
{
    // Beside entries of about 1 rounding errors are near 1e-16, and the sums here are short.
    private const double Tolerance = 1e-9;

    /// <summary>Whether both sides are single numbers, as in dL = ⟨G, dZ⟩, rather than tensors.</summary>
    public bool IsOfNumbers { get; private init; }

    /// <summary>An equation between two numbers.</summary>
    /// <param name="latex">The equation in LaTeX, without dollar signs.</param>
    /// <param name="left">The left side at a point.</param>
    /// <param name="right">The right side at a point.</param>
    public static StepEquation OfNumbers(string latex, Func<DerivationPoint, SymbolicNumber> left, Func<DerivationPoint, SymbolicNumber> right) =>
        new(latex, t => Dense.Tensor([left(t)], 1), t => Dense.Tensor([right(t)], 1)) { IsOfNumbers = true };

    /// <summary>Compares both sides, exactly and in double.</summary>
    /// <param name="at">The sizes and the numbers.</param>
    /// <param name="more">More numbers at the same sizes, where the doubles are compared as well.</param>
    public EquationVerdict Verify(DerivationPoint at, params IReadOnlyList<DerivationPoint> more)
    {
        ArgumentNullException.ThrowIfNull(at);
        Tensor<SymbolicNumber> left, right;
        try
        {
            (left, right) = (Left(at), Right(at));
        }
        catch (Exception e) when (IsFaultOfTheStep(e))
        {
            return new(this, at.ToString()) { Problem = (e as ShapeException)?.Complaint ?? e.Message };
        }
        if (left.Shape != right.Shape)
        {
            return new(this, at.ToString())
            {
                LeftShape = left.Shape,
                RightShape = right.Shape,
                Problem = $"The left side has the shape {left.Shape}, the right side {right.Shape}.",
            };
        }

        var differing = left.Zip(right).Index().Where(cell => cell.Item.First.Formula != cell.Item.Second.Formula).ToList();
        var error = more.Select(point => point.WithoutFormulas()).Aggregate(
            NumericError(left, right), (worst, point) => Math.Max(worst, NumericError(Left(point), Right(point))));
        return new(this, at.ToString())
        {
            LeftShape = left.Shape,
            RightShape = right.Shape,
            Exact = differing.Count == 0,
            NumericError = error,
            IsNumericallyEqual = error <= Tolerance,
            Entries = (int)left.FlattenedLength,
            Differing = differing.Count,
            FirstDifference = differing.Count == 0 ? null : new(
                IsOfNumbers ? [] : [.. IndexOf(differing[0].Index, left.Shape)],
                differing[0].Item.First.Formula, differing[0].Item.Second.Formula),
        };
    }

    /// <summary>The LaTeX.</summary>
    public override string ToString() => Latex;

    // A step that multiplies what does not fit, or reads an entry that is not there, is wrong, and its verdict says so.
    internal static bool IsFaultOfTheStep(Exception e) => e is ArgumentException or IndexOutOfRangeException or InvalidOperationException;

    // NaN wins: Math.Max hands it on.
    private static double NumericError(Tensor<SymbolicNumber> left, Tensor<SymbolicNumber> right) => left.Zip(right, (a, c) =>
        Math.Abs(a.Number - c.Number) / Math.Max(1, Math.Max(Math.Abs(a.Number), Math.Abs(c.Number)))).DefaultIfEmpty().Aggregate(0.0, Math.Max);

    private static int[] IndexOf(int place, Shape shape)
    {
        var index = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
            (place, index[axis]) = int.DivRem(place, (int)shape[axis]);
        return index;
    }
}
