namespace LinearLayer;

/// <summary>Why axes do not fit an operation, and which pair of them clashes, if it is a pair.</summary>
/// <param name="Reason">One sentence, the rule that is broken.</param>
/// <param name="Left">The clashing axis of the first operand.</param>
/// <param name="Right">The clashing axis of the second operand.</param>
/// <param name="IsOneAxisTwice">The two are one axis, in places that do not line up.</param>
internal sealed record Mismatch(string Reason, int? Left = null, int? Right = null, bool IsOneAxisTwice = false);

/// <summary>The axes of a result, or why there are none.</summary>
internal readonly record struct Inferred(Axes? Axes, Mismatch? Mismatch)
{
    public static implicit operator Inferred(Axes axes) => new(axes, null);

    public static implicit operator Inferred(Mismatch mismatch) => new(null, mismatch);
}
