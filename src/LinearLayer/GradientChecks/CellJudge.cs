namespace LinearLayer;

/// <summary>Judges the cells of a gradient by the errors that each is allowed.</summary>
internal static class CellJudge
{
    /// <summary>How many cells are wrong, how many are undecided, and which is the worst, measured by its own scale; -1 where there is none.</summary>
    /// <param name="errors">|analytic - numeric|.</param>
    /// <param name="allowed">What rounding and truncation explain.</param>
    /// <param name="numeric">The derivatives.</param>
    /// <param name="scale">Σ|terms| of each cell.</param>
    /// <param name="coarsest">The share of the scale up to which an allowed error decides.</param>
    public static (int Wrong, int Undecided, int Worst) Count(double[] errors, double[] allowed, double[] numeric, double[] scale, double coarsest)
    {
        var (wrong, undecided, worst) = (0, 0, -1);
        (int Rank, double Relative, double Absolute) worstBadness = default;
        for (var cell = 0; cell < errors.Length; cell++)
        {
            // Written so that NaN is neither small enough nor decided.
            var isDecided = double.IsFinite(numeric[cell]) && (allowed[cell] <= coarsest * scale[cell] || scale[cell] == 0 && double.IsFinite(allowed[cell]));
            var isWithin = errors[cell] <= allowed[cell];
            var isWrong = !isWithin && double.IsFinite(numeric[cell]) && double.IsFinite(allowed[cell]);
            wrong += isWrong ? 1 : 0;
            undecided += !isWrong && !isDecided ? 1 : 0;
            var size = double.IsNaN(errors[cell]) ? double.PositiveInfinity : !isWrong && !isDecided ? allowed[cell] : errors[cell];
            var badness = (isWrong ? 2 : isDecided ? 0 : 1, size == 0 ? 0 : size / scale[cell], size);
            if (worst < 0 || badness.CompareTo(worstBadness) > 0)
                (worst, worstBadness) = (cell, badness);
        }

        return (wrong, undecided, worst);
    }

    /// <summary>The index of a cell, given its place in row-major order.</summary>
    public static int[] IndexOf(int place, Shape shape)
    {
        var index = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
            (place, index[axis]) = int.DivRem(place, (int)shape[axis]);
        return index;
    }
}
