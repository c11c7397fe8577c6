using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>A plausible backward pass that is wrong, and the misconception behind it.</summary>
/// <param name="Name">A short name, such as <c>dw: x reshaped, not transposed</c>.</param>
/// <param name="Misconception">What somebody who writes it believes, in one sentence.</param>
/// <param name="Gradient">The gradient that comes out wrong: dx, dw or db.</param>
/// <param name="Mistake">The diagnosis that it should get.</param>
/// <param name="Backward">The backward pass.</param>
/// <param name="Code">The backward pass as it is written.</param>
/// <param name="FitsOnlyWhere">The equal sizes without which the gradient has the wrong shape or cannot be computed at all, such as <c>N = D</c>; null where it fits at any sizes.</param>
public sealed record WrongBackward(
    string Name, string Misconception, string Gradient, GradientMistake Mistake, BackwardPass<double> Backward, string? FitsOnlyWhere = null,
    [CallerArgumentExpression(nameof(Backward))] string Code = "")
{
    /// <summary>A fixture on which it gives the right shapes, so that only its numbers show that it is wrong: the default one where it can.</summary>
    public Fixture Fixture => FitsOnlyWhere switch
    {
        "N = D" => Fixture.Random([6, 2, 3], 5, seed: 1),
        "N = M" => Fixture.Random([5, 2, 3], 5, seed: 1),
        "D = M" => Fixture.Random([4, 2, 3], 6, seed: 1),
        _ => Fixture.Default,
    };

    /// <summary>Whether it gives three gradients of the right shapes on a fixture.</summary>
    public bool Fits(Fixture fixture)
    {
        try
        {
            var (dx, dw, db) = Backward(fixture.dout, Linear.Forward(fixture.x, fixture.w, fixture.b).cache);
            return dx.Shape == fixture.x.Shape && dw.Shape == fixture.w.Shape && db.Shape == fixture.b.Shape;
        }
        catch (ShapeException)
        {
            return false;
        }
    }

    /// <summary>The name and the misconception, in one line.</summary>
    public override string ToString() => $"{Name}: {Misconception}{(FitsOnlyWhere is null ? "" : $" (fits only where {FitsOnlyWhere})")}";
}
