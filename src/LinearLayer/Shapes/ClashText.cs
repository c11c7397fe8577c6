namespace LinearLayer;

/// <summary>The words of a clash, the same for notes and for expressions.</summary>
internal static class ClashText
{
    /// <summary>One sentence: what was asked for, which axis meets which, and the rule.</summary>
    public static string Problem(string operation, string left, Axes leftAxes, string right, Axes rightAxes, Mismatch mismatch)
    {
        if (mismatch is not { Left: { } l, Right: { } r })
            return $"{operation}: {left} and {right} do not fit; {mismatch.Reason}.";

        var (a, b) = (leftAxes[l], rightAxes[r]);
        if (mismatch.IsOneAxisTwice)
            return $"{operation}: the {Ordinal(l, leftAxes.Rank)} axis of {left}, {Label(a)}, is the {Ordinal(r, rightAxes.Rank)} axis of {right} too; {mismatch.Reason}.";

        var rule = (a.Name == Axis.Mixed) != (b.Name == Axis.Mixed) && a.Size == b.Size
            ? "a reshape has cut across its axes, and a reshape is no transpose"
            : a.IsNamed && b.IsNamed && a.Name != b.Name && a.Size is not null && a.Size == b.Size
            ? "the same size, but not the same axis"
            : mismatch.Reason;
        return $"{operation}: the {Ordinal(l, leftAxes.Rank)} axis of {left}, {Label(a)}, meets the {Ordinal(r, rightAxes.Rank)} axis of {right}, {Label(b)}: {rule}.";
    }

    /// <summary>Where the names of these axes were bound, each name once.</summary>
    public static IReadOnlyList<SizeBinding> Bindings(AxisCalculus calculus, ReadOnlySpan<Axis> axes)
    {
        List<SizeBinding> bindings = [];
        foreach (var axis in axes)
        {
            foreach (var name in axis.Factors)
            {
                if (calculus.Names.TryGetValue(name, out var binding) && !bindings.Contains(binding))
                    bindings.Add(binding);
            }
        }

        return bindings;
    }

    public static ShapeException Exception(ShapeClash clash) => new(clash.ToString()) { Clash = clash };

    /// <summary>first, second, ..., last</summary>
    public static string Ordinal(int axis, int rank) => axis switch
    {
        0 when rank == 1 => "only",
        0 => "first",
        _ when axis == rank - 1 => "last",
        1 => "second",
        2 => "third",
        _ => $"{axis + 1}th",
    };

    private static string Label(Axis axis) => axis.IsNamed ? axis.Label : $"of size {axis}";
}
