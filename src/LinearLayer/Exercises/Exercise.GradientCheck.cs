namespace LinearLayer;

public static partial class Exercise
{
    /// <summary>Checks a central difference, (f(t + h) - f(t - h)) / 2h.</summary>
    /// <param name="difference">The learner's function of f, t and h.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult CentralDifference(Func<Func<double, double>, double, double, double> difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        const string exercise = "central difference";
        const double t = 2, h = 0.25; // not 0.5: a division by 2h = 1 does nothing
        static double Cube(double number) => number * number * number;
        double right = Cube(t + h), middle = Cube(t), left = Cube(t - h);
        List<double> asked = [];
        var given = Answer.Of(exercise, () => difference(Asked, t, h), "f(t) = t³ at t = 2 with h = 0.25");
        if (asked.Count > 0 && double.Abs(given - 3 * t * t) < 1e-3)
            throw Answer.Believed(exercise, "The step is mine to choose.", "The caller has chosen h. With that step, how far from t are the two points?");
        return Answer.Judge(
            exercise, Number(given), Number((right - left) / (2 * h)), "A slope is rise over run. From which point to which do you go, and how far apart are they? Try f(t) = t³ at t = 2 with h = 0.25 by hand.",
            new("The slope is the change to the right, divided by h.", "That is the forward difference. The central one has a point on either side.", Number((right - middle) / h)),
            new("The slope is the change to the left, divided by h.", "That is the backward difference. The central one has a point on either side.", Number((middle - left) / h)),
            new("The two points are h apart.", "One lies h to the left, the other h to the right. How far is it from one to the other?", Number((right - left) / h)),
            new("To divide by 2h, write / 2 * h.", "C# works from left to right: a / 2 * h is a half of a, times h. Use brackets.", Number((right - left) / 2 * h)),
            new("The difference itself is the slope.", "Rise over run: divide by the distance of the two points.", Number(right - left)),
            new("A - B / C divides the difference.", "C# divides before it subtracts. Use brackets.", Number(right - left / (2 * h))),
            new("The two points are half a step away.", "One lies h to the left, the other h to the right.", Number((Cube(t + h / 2) - Cube(t - h / 2)) / h)),
            new("The left value comes first.", "When f rises, the slope is positive.", Number((left - right) / (2 * h))),
            new("The derivative is to be worked out, not measured.", "A numeric check must not know the formula. Call f at two points.", Number(3 * t * t)));

        double Asked(double number)
        {
            asked.Add(number);
            return Cube(number);
        }
    }

    /// <summary>Checks a choice of test data: no wrong backward pass may get through, and no mistake may hide behind equal sizes.</summary>
    /// <param name="fixture">The learner's function that makes the data.</param>
    /// <exception cref="CheckFailedException">A mistake gets through; the message names the property of the data to which it owes that.</exception>
    public static CheckResult Fixture(Func<Fixture> fixture)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        var given = OrClash("fixture", () => Answer.Of("fixture", fixture, "no input"), "x is (N, d_1, d_2), w (D, M), b (M,) and dout (N, M).")
            ?? throw Answer.NotYet("fixture", "Your code gave null.", "Return a Fixture.");
        var report = FixtureLinter.Lint(given);
        var ofSizesAndValues = FixtureRule.Sizes.Concat(FixtureRule.Values).Count(rule => rule.Applies(given));
        // Two cells that agree by chance do no harm as long as every mistake shows in others.
        var finding = report.Findings.Index().FirstOrDefault(found => found.Index < ofSizesAndValues || found.Item.LetsThrough.Count > 0).Item;
        if (finding is null)
            return new CheckResult("Exercise fixture", $"{given}: none of {WrongBackwards.All.Count} mistakes gets through");
        List<WrongBackward> hiding = [.. finding.LetsThrough, .. finding.Hides];
        var mistakes = hiding.Count switch { 0 => finding.Why, 1 => $"One mistake hides there: \"{hiding[0].Misconception}\"", _ => $"{hiding.Count} mistakes hide there, such as \"{hiding[0].Misconception}\"" };
        throw Answer.NotYet(
            "fixture", $"{finding.Property}. {mistakes}",
            ofSizesAndValues > 0 ? "Change this property, and nothing else. The lesson has a list of rules for good test data." : "The sizes are good, and some numbers agree by chance. Try another seed.");
    }
}
