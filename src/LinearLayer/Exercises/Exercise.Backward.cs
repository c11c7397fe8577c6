using System.Globalization;
using System.Numerics.Tensors;

namespace LinearLayer;

public static partial class Exercise
{
    /// <summary>Checks the gradient of the bias. (M,)</summary>
    /// <param name="db">The learner's function of dout, (N, M), and the cache.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult Db(Func<Tensor<double>, LinearCache<double>, Tensor<double>> db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return JudgeBackward("db", (dout, cache) => Linear.Backward(dout, cache) with { db = db(dout, cache) });
    }

    /// <summary>Checks the gradient of the weights. (D, M)</summary>
    /// <param name="dw">The learner's function of dout, (N, M), and the cache.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult Dw(Func<Tensor<double>, LinearCache<double>, Tensor<double>> dw)
    {
        ArgumentNullException.ThrowIfNull(dw);
        return JudgeBackward("dw", (dout, cache) => Linear.Backward(dout, cache) with { dw = dw(dout, cache) });
    }

    /// <summary>Checks the gradient of the input, in the input's own shape. (N, d_1, ..., d_k)</summary>
    /// <param name="dx">The learner's function of dout, (N, M), and the cache.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult Dx(Func<Tensor<double>, LinearCache<double>, Tensor<double>> dx)
    {
        ArgumentNullException.ThrowIfNull(dx);
        return JudgeBackward("dx", (dout, cache) => Linear.Backward(dout, cache) with { dx = dx(dout, cache) });
    }

    /// <summary>Checks a whole backward pass.</summary>
    /// <param name="backward">The learner's function of dout, (N, M), and the cache.</param>
    /// <exception cref="CheckFailedException">A gradient is wrong; the message names the belief behind it.</exception>
    public static CheckResult Backward(BackwardPass<double> backward)
    {
        ArgumentNullException.ThrowIfNull(backward);
        return JudgeBackward("backward", backward);
    }

    private static CheckResult JudgeBackward(string exercise, BackwardPass<double> backward)
    {
        var cells = 0;
        foreach (var fixture in Fixtures)
        {
            if (Report(exercise, backward, fixture, out var stop) is not { } report)
                throw OfStop(exercise, backward, stop!, fixture);
            if (!report.Passed)
                throw NotYet(exercise, backward, fixture, report);
            cells += exercise == "backward" ? report.Gradients.Sum(gradient => gradient.CellCount) : report[exercise].CellCount;
        }

        return new CheckResult($"Exercise {exercise}", string.Create(CultureInfo.InvariantCulture, $"{cells} cells, all right"));
    }

    /// <summary>What the gradient check says, from forward passes alone; null where the learner's code stops, as where its shapes clash.</summary>
    private static GradientReport? Report(string exercise, BackwardPass<double> backward, Fixture fixture, out Exception? stop)
    {
        var (x, w, b, dout) = fixture;
        stop = null;
        try
        {
            return GradientCheck.Run(x, w, b, dout, (upstream, cache) => Answer.Of(exercise, () => backward(upstream, cache), SizesOf(fixture), x, w, b, dout));
        }
        catch (Exception error) when (error is ShapeException or CheckFailedException)
        {
            stop = error;
            return null;
        }
    }

    private static CheckFailedException OfStop(string exercise, BackwardPass<double> backward, Exception stop, Fixture fixture)
    {
        if (WhereSizesAreEqual(exercise, backward) is { } told)
            return told;
        if (fixture.x.Rank > 2 && Fixtures.Where(other => other.x.Rank == 2).All(other => Report(exercise, backward, other, out _) is { Passed: true }))
            return Answer.NotYet(exercise, $"Your code is right where x is a table, and stops where examples have axes of their own, x {fixture.x.Shape}.", "What did the forward pass do to each example before the product?");
        return stop as CheckFailedException ?? Answer.NotYet(
            exercise, $"The shapes clash on {SizesOf(fixture)}, dout {fixture.dout.Shape}: {stop.Message.Split('\n')[0]}",
            "Write the shape note of your line. Which index is to be summed over, and where does it stand in each factor?");
    }

    // Some mistakes fit only where two sizes are equal: there their numbers tell.
    private static CheckFailedException? WhereSizesAreEqual(string exercise, BackwardPass<double> backward)
    {
        foreach (var equal in WithEqualSizes)
        {
            if (Report(exercise, backward, equal, out _) is { } report
                && report.Diagnoses.Any(diagnosis => diagnosis.Mistake is GradientMistake.NotTransposed or GradientMistake.Transposed or GradientMistake.WrongAxis))
                return NotYet(exercise, backward, equal, report);
        }

        return null;
    }

    private static CheckFailedException NotYet(string exercise, BackwardPass<double> backward, Fixture fixture, GradientReport report)
    {
        var wrong = report.Gradients.FirstOrDefault(gradient => gradient is { Verdict: CheckVerdict.Wrong, Diagnosis: not null })
            ?? report.Gradients.First(gradient => gradient.Verdict != CheckVerdict.Right);
        if (wrong.Diagnosis is { } known && Believed(backward, fixture, known) is { } belief)
            return Answer.Believed(exercise, belief.Misconception, BackwardHints.For(known.Mistake, wrong.Name));
        if (wrong.ActualShape is { } shape && shape != wrong.Shape)
            return Answer.NotYet(exercise, $"{wrong.Name} has the shape {shape}, and must have {wrong.Shape}.", HintForShape(exercise, wrong, shape, fixture));
        if (wrong.Diagnosis is { } diagnosis)
            return Answer.NotYet(exercise, $"{wrong.Name}: {NameOf(diagnosis.Mistake)}.", BackwardHints.For(diagnosis.Mistake, wrong.Name));
        return (fixture.N != fixture.D && fixture.D != fixture.M && fixture.N != fixture.M ? WhereSizesAreEqual(exercise, backward) : null)
            ?? Answer.NotYet(
                exercise, $"{wrong.Name} has the right shape, and {wrong.WrongCells} of its {wrong.CellCount} numbers are wrong, {wrong.Worst?.Name} among them.",
                BackwardHints.For(wrong.Name));
    }

    private static string HintForShape(string exercise, GradientComparison wrong, Shape shape, Fixture fixture)
    {
        (string Name, Shape Shape)[] things = [("x", fixture.x.Shape), ("w", fixture.w.Shape), ("b", fixture.b.Shape)];
        if (exercise == "backward" && things.FirstOrDefault(thing => thing.Shape == shape).Name is { } other)
            return $"That is the shape of {other}. In which order does your code return the three?";
        if (wrong.Diagnosis is { Mistake: not GradientMistake.WrongShape } diagnosis)
            return BackwardHints.For(diagnosis.Mistake, wrong.Name);
        return shape.CellCount == wrong.Shape.CellCount
            ? "There are as many cells as there should be. Which call gives them another shape?"
            : BackwardHints.For(GradientMistake.WrongShape, wrong.Name);
    }

    /// <summary>Who makes this mistake, and gets these numbers, believes what stands with it.</summary>
    private static WrongBackward? Believed(BackwardPass<double> backward, Fixture fixture, Diagnosis diagnosis)
    {
        var cache = Linear.Forward(fixture.x, fixture.w, fixture.b).cache;
        var (dx, dw, db) = backward(fixture.dout, cache);
        var candidates = WrongBackwards.All.Where(wrong => wrong.Gradient == diagnosis.Gradient && wrong.Mistake == diagnosis.Mistake).ToList();
        return candidates.Find(wrong => GivesTheSame(wrong));

        bool GivesTheSame(WrongBackward wrong)
        {
            try
            {
                var other = wrong.Backward(fixture.dout, cache);
                return diagnosis.Gradient switch
                {
                    "dx" => Answer.Same(dx, other.dx),
                    "dw" => Answer.Same(dw, other.dw),
                    _ => Answer.Same(db, other.db),
                };
            }
            catch (ShapeException)
            {
                return false;
            }
        }
    }

    private static string NameOf(GradientMistake mistake) => mistake switch
    {
        GradientMistake.Missing => "there is no tensor",
        GradientMistake.ReshapeForgotten => "it is left flattened",
        GradientMistake.NotFinite => "some cells are not finite numbers",
        GradientMistake.AllZero => "all cells are 0",
        GradientMistake.SignFlipped => "every sign is turned",
        GradientMistake.MeanForSum => "a mean stands where a sum belongs",
        GradientMistake.WrongFactor => "every cell is off by one factor",
        GradientMistake.NotTransposed => "a factor is not transposed",
        GradientMistake.Transposed => "it is transposed",
        GradientMistake.RowMajorLost => "the right numbers were laid out in another order",
        GradientMistake.DoutIgnored => "dout does not enter",
        GradientMistake.OutForDout => "out stands where dout belongs",
        GradientMistake.DxForX => "dx stands where x belongs",
        GradientMistake.WrongAxis => "the sum runs over the wrong axis",
        GradientMistake.SumForgotten => "only one share of the sum is there",
        GradientMistake.ProductOfSums => "sums were multiplied where products should be summed",
        GradientMistake.InverseForTranspose => "an inverse was used",
        GradientMistake.ZeroWhereBiasIsZero => "the value of b enters",
        GradientMistake.WeightsAfterUpdate => "other weights were used than in the forward pass",
        _ => "the shape is wrong",
    };
}
