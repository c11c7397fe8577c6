using System.Collections.Immutable;

namespace LinearLayer;

/// <summary>A derivation: what is to be shown, and the steps that lead there, each of which a machine can check.</summary>
/// <param name="Name">Its name in <see cref="Derivations.Of"/>.</param>
/// <param name="Goal">The result, in LaTeX without dollar signs.</param>
/// <param name="Steps">The steps, in order.</param>
public sealed record Derivation(string Name, string Goal, ImmutableArray<DerivationStep> Steps)
{
    private const int NumericPoints = 5;

    /// <summary>Verifies every step: exactly at these sizes, and in double at five random points.</summary>
    /// <param name="N">The number of examples.</param>
    /// <param name="D">The number of features of one example.</param>
    /// <param name="M">The number of outputs.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <exception cref="ShapeException">A size is less than 1.</exception>
    public DerivationReport Verify(nint N = 2, nint D = 3, nint M = 4, int seed = 1) => Verify([N, D], M, seed);

    /// <summary>Verifies every step for examples of any shape, as in <c>Verify([2, 2, 3], 4)</c>.</summary>
    /// <param name="x">The shape of x, (N, d_1, ..., d_k).</param>
    /// <param name="M">The number of outputs.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <exception cref="ShapeException">x has no axis beside N, or a size is less than 1.</exception>
    public DerivationReport Verify(Shape x, nint M, int seed = 1)
    {
        var points = Enumerable.Range(0, NumericPoints).Select(k => DerivationPoint.Random(x, M, unchecked(seed + k))).ToList();
        return Report(points[0], points[1..]);
    }

    /// <summary>Verifies every step at one point: exactly at its sizes, and in double with its numbers.</summary>
    public DerivationReport Verify(DerivationPoint at) => Report(at, []);

    private DerivationReport Report(DerivationPoint at, IReadOnlyList<DerivationPoint> more)
    {
        ArgumentNullException.ThrowIfNull(at);
        return new(this, at.ToString(), [.. Steps.Select(step => step.Verify(at, more))]);
    }

    /// <summary>The name and the goal.</summary>
    public override string ToString() => $"{Name}: {Goal}";
}
