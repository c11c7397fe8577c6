using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>What a learner's own step can be a step to, and what it must equal, from the definition.</summary>
internal sealed record StepGoal(string Name, string Latex, Func<DerivationPoint, Tensor<SymbolicNumber>> Definition)
{
    public static IReadOnlyList<StepGoal> All { get; } =
    [
        new("p", "P", t => Linear.Forward(t.x, t.w, IndexNotation.Entries(t.M, _ => default(SymbolicNumber))).@out),
        new("z", "Z", t => t.@out),
        new("dz", @"\frac{\partial L}{\partial Z}", t => t.Derivative("z", s => MatrixNotation.Inner(s.G, s.z))),
        new("dp", @"\frac{\partial L}{\partial P}", t => t.Derivative("p", s => MatrixNotation.Inner(s.G, s.p.AddToEachRow(s.b)))),
        new("db", @"\frac{\partial L}{\partial b}", t => t.Gradient("b")),
        new("dw", @"\frac{\partial L}{\partial W}", t => t.Gradient("w")),
        new("dx", @"\frac{\partial L}{\partial x}", t => t.Gradient("x")),
    ];

    public static StepGoal Of(string name) =>
        All.FirstOrDefault(goal => goal.Name == name)
        ?? throw new ArgumentException($"There is no goal '{name}'. A step can lead to {string.Join(", ", All.Select(goal => goal.Name))}.", nameof(name));

    public StepEquation Equation(Func<DerivationPoint, Tensor<SymbolicNumber>> step) => new($@"{Latex} = \text{{your step}}", Definition, step);
}
