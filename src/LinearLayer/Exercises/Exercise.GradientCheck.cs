namespace LinearLayer;

public static partial class Exercise
{
    /// <summary>Checks a central difference, (f(t + h) - f(t - h)) / 2h.</summary>
    /// <param name="difference">The learner's function of f, t and h.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult CentralDifference(Func<Func<double, double>, double, double, double> difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        const double t = 2, h = 0.5;
        static double Cube(double number) => number * number * number;
        double right = Cube(t + h), middle = Cube(t), left = Cube(t - h);
        var given = Answer.Of("central difference", () => difference(Cube, t, h), "f(t) = t³ at t = 2 with h = 0.5");
        return Answer.Judge(
            "central difference", Number(given), Number((right - left) / (2 * h)), "A slope is rise over run. From which point to which do you go, and how far apart are they?",
            new("The slope is the change to the right, divided by h.", "That is the forward difference. The central one has a point on either side.", Number((right - middle) / h)),
            new("The slope is the change to the left, divided by h.", "That is the backward difference. The central one has a point on either side.", Number((middle - left) / h)),
            new("The two points are h apart.", "One lies h to the left, the other h to the right. How far is it from one to the other?", Number((right - left) / h)),
            new("To divide by 2h, write / 2 * h.", "C# works from left to right: a / 2 * h is a half of a, times h. Use brackets.", Number((right - left) / 2 * h)),
            new("The difference itself is the slope.", "Rise over run: divide by the distance of the two points.", Number(right - left)),
            new("The left value comes first.", "When f rises, the slope is positive.", Number((left - right) / (2 * h))),
            new("The derivative is to be worked out, not measured.", "A numeric check must not know the formula. Call f at two points.", Number(3 * t * t)));
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
        if (report.Findings.Count == 0)
            return new CheckResult("Exercise fixture", $"{given}: nothing gets through");
        var finding = report.Findings[0];
        List<WrongBackward> hiding = [.. finding.LetsThrough, .. finding.Hides];
        var mistakes = hiding.Count switch { 0 => finding.Why, 1 => $"One mistake hides there: \"{hiding[0].Misconception}\"", _ => $"{hiding.Count} mistakes hide there, such as \"{hiding[0].Misconception}\"" };
        throw Answer.NotYet(
            "fixture", $"{finding.Property}. {mistakes}",
            "Change this property, and nothing else. The lesson has a list of rules for good test data.");
    }
}
