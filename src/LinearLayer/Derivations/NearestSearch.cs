using System.Numerics.Tensors;
using static LinearLayer.IndexNotation;

namespace LinearLayer;

/// <summary>Compares a wrong step with the valid one and with what people write instead. It claims only what it has compared, entry by entry.</summary>
internal static class NearestSearch
{
    private static readonly DerivationPoint Square = DerivationPoint.Random(3, 3, 3);

    /// <param name="goal">What the step should lead to.</param>
    /// <param name="step">The step.</param>
    /// <param name="at">The sizes at which the step is wrong.</param>
    /// <param name="elsewhere">Other sizes, to tell a factor N from a factor 2.</param>
    /// <returns>Null where nothing can be said.</returns>
    public static NearestForm? Find(StepGoal goal, Func<DerivationPoint, Tensor<SymbolicNumber>> step, DerivationPoint at, DerivationPoint elsewhere)
    {
        if (Evaluate(step, at) is { } written)
            return Find(goal, at, written, Evaluate(step, elsewhere) is { } other ? (elsewhere, other) : null);
        // What does not fit may fit where all sizes are equal; then it can be compared there.
        return at.x.Rank == 2 && Evaluate(step, Square) is { } square && goal.Definition(Square).Shape == square.Shape
            ? Find(goal, Square, square, null) is { } nearest ? nearest with { Text = $"Where N = D = M = 3, all fits: {char.ToLowerInvariant(nearest.Text[0])}{nearest.Text[1..]}" } : null
            : null;
    }

    private static NearestForm? Find(StepGoal goal, DerivationPoint at, Tensor<SymbolicNumber> written, (DerivationPoint At, Tensor<SymbolicNumber> Written)? elsewhere)
    {
        var mine = written.Formulas();
        var forms = Forms(goal, at);
        foreach (var form in forms)
            if (Exactly(form, mine, goal) is { } text)
                return new(text, form.Count, form.Count);
        foreach (var (form, k) in forms.Select((form, k) => (form, k)))
            if (Factor(mine, form.Cells) is { } factor)
                return new($"It is {form.Name}{Times(factor, k)}.", 0, form.Count);
        if (SameInAnotherOrder(mine, forms[0].Cells))
            return new("It has the entries of the valid step in another order.", Agreeing(mine, forms[0].Cells), forms[0].Count);

        if (mine.Shape != forms[0].Cells.Shape)
            return null; // the shapes say all that is known
        var best = forms.MaxBy(form => Agreeing(mine, form.Cells))!; // the first of the best: the valid step, if it is one of them
        return Agreeing(mine, best.Cells) is var agreeing and > 0
            ? new($"{agreeing} of its {best.Count} entries {(agreeing == 1 ? "agrees" : "agree")} with {best.Name}.", agreeing, best.Count)
            : new("None of its entries agrees with the valid step.", 0, forms[0].Count);

        string Times(Rational factor, int form)
        {
            if (factor == -1)
                return " with the opposite sign";
            var other = elsewhere is { } probe && Forms(goal, probe.At) is var probes && form < probes.Count
                ? Factor(probe.Written.Formulas(), probes[form].Cells)
                : null;
            if (other == factor)
                return $", times {factor}";
            var size = other is null ? null : Sizes(at).Zip(Sizes(elsewhere!.Value.At))
                .Where(pair => pair.First.Value == factor && pair.Second.Value == other).Select(pair => pair.First.Name).FirstOrDefault();
            return size is null ? $", times {factor} at these sizes" : $", times {size}, which is {factor} here";
        }
    }

    private static Tensor<SymbolicNumber>? Evaluate(Func<DerivationPoint, Tensor<SymbolicNumber>> step, DerivationPoint at)
    {
        try
        {
            return step(at);
        }
        catch (Exception e) when (StepEquation.IsFaultOfTheStep(e))
        {
            return null;
        }
    }

    private static string? Exactly(Form form, Tensor<Polynomial> mine, StepGoal goal)
    {
        if (!form.Cells.SequenceEqual(mine))
            return null;
        if (form.Cells.Shape == mine.Shape)
            return $"It is {form.Name}{(form.IsAnotherGoal ? $", not {goal.Name}" : "")}.";
        return form.IsAnotherGoal ? null : $"Read row by row, its entries are those of {form.Name}; its shape is {mine.Shape}, where that has {form.Cells.Shape}.";
    }

    // The valid step first; then it transposed; then what else is named in a backward pass; then the usual slips.
    private static List<Form> Forms(StepGoal goal, DerivationPoint t)
    {
        var valid = goal.Definition(t).Formulas();
        List<Form> forms = [new("the valid step", valid)];
        if (valid.Rank == 2)
            Add("the valid step, transposed", Entries((int)valid.Lengths[1], (int)valid.Lengths[0], (i, j) => valid[j, i]));
        foreach (var other in StepGoal.All)
            Add(other.Name, other.Definition(t).Formulas(), isAnotherGoal: true);

        if (goal.Name == "db")
            Add("dout summed over the outputs, one sum for each example", Entries(t.N, n => Sum(t.M, m => t.G[n, m].Formula)), isAnotherGoal: true);
        Add("the valid step with ones in the place of dout", Replace("G", _ => Polynomial.One));
        var @out = t.@out.Formulas();
        Add("the valid step with out in the place of dout", Replace("G", at => @out[at[0], at[1]]));
        for (var n = 0; n < t.N && t.N > 1; n++)
            Add($"the share of example {n} alone", Replace("G", at => at[0] == n ? (Polynomial?)null : Polynomial.Zero));

        // (Xᵀ)[d, n] stands at d N + n; a reshape to (D, N) puts there what is number d N + n of X. Where N = D, that leaves X as it is.
        var (X, W) = (t.X.Formulas().ToArray(), t.w.Formulas().ToArray());
        if (goal.Name == "dw" && t.x.Rank == 2)
            Add($"the valid step with x {(t.N == t.D ? "not transposed" : "reshaped to (D, N), not transposed")}", Replace("x", at => X[at[1] * t.N + at[0]]));
        if (goal.Name == "dx")
            Add($"the valid step with w {(t.D == t.M ? "not transposed" : "reshaped to (M, D), not transposed")}", Replace("w", at => W[at[1] * t.D + at[0]]));
        return forms;

        void Add(string name, Tensor<Polynomial> cells, bool isAnotherGoal = false)
        {
            if (!forms.Any(form => form.Cells.Shape == cells.Shape && form.Cells.SequenceEqual(cells)))
                forms.Add(new(name, cells, isAnotherGoal));
        }

        Tensor<Polynomial> Replace(string name, Func<nint[], Polynomial?> replacement) => Dense.Tensor(
            valid.Select(cell => cell.Substitute(variable => variable.Name == name ? replacement([.. variable.Indices]) ?? variable : variable)).ToArray(),
            valid.Lengths);
    }

    // The number c with mine = c·form in every entry; null if there is none, or if it is 0 or 1.
    private static Rational? Factor(Tensor<Polynomial> mine, Tensor<Polynomial> form)
    {
        if (mine.Shape != form.Shape || form.FirstOrDefault(cell => cell != Polynomial.Zero) is not { Terms: [var first, ..] } || mine.All(cell => cell == Polynomial.Zero))
            return null;
        var place = form.Index().First(cell => cell.Item != Polynomial.Zero).Index;
        if (mine.ElementAt(place).Terms is not [var term, ..])
            return null;
        var factor = term.Coefficient / first.Coefficient;
        return factor != 1 && mine.Zip(form).All(pair => pair.First == factor * pair.Second) ? factor : null;
    }

    private static bool SameInAnotherOrder(Tensor<Polynomial> mine, Tensor<Polynomial> form) =>
        mine.Shape == form.Shape
        && mine.CountBy(cell => cell).ToDictionary() is var counts
        && form.CountBy(cell => cell).All(pair => counts.GetValueOrDefault(pair.Key) == pair.Value);

    private static int Agreeing(Tensor<Polynomial> mine, Tensor<Polynomial> form) =>
        mine.Shape == form.Shape ? mine.Zip(form).Count(pair => pair.First == pair.Second) : 0;

    private static IEnumerable<(string Name, Rational Value)> Sizes(DerivationPoint t)
    {
        (string Name, Rational Value)[] sizes = [("N", t.N), ("D", t.D), ("M", t.M), ("N M", t.N * t.M), ("N D", t.N * t.D), ("D M", t.D * t.M)];
        return [.. sizes, .. sizes.Select(size => (size.Name.Length == 1 ? $"1/{size.Name}" : $"1/({size.Name})", 1 / size.Value))];
    }

    private sealed record Form(string Name, Tensor<Polynomial> Cells, bool IsAnotherGoal = false)
    {
        public int Count => (int)Cells.FlattenedLength;
    }
}
