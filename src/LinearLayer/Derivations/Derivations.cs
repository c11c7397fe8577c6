using System.Collections.Immutable;

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
}
