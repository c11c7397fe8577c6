using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Says which properties of a fixture let a wrong backward pass through, and which one.</summary>
/// <remarks>
/// Nothing is looked up: every wrong backward pass is run on the fixture, and again on a fixture in which only the property in
/// question is repaired. What is right on the first and wrong on the second was let through by the property.
/// </remarks>
/// <param name="Fixture">The fixture.</param>
/// <param name="Findings">What was found, sizes first, then values, then expected cells.</param>
/// <param name="LetsThrough">All wrong backward passes whose gradients are right on this fixture: no check at all can catch them here.</param>
public sealed record FixtureLinter(Fixture Fixture, IReadOnlyList<FixtureFinding> Findings, IReadOnlyList<WrongBackward> LetsThrough)
{
    /// <summary>Looks a fixture over.</summary>
    /// <param name="x">The examples, (N, d_1, ..., d_k).</param>
    /// <param name="w">The weights, (D, M).</param>
    /// <param name="b">The biases, (M,).</param>
    /// <param name="dout">∂L/∂out, (N, M).</param>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    /// <exception cref="ArgumentException">A number is NaN or infinite.</exception>
    public static FixtureLinter Lint(Tensor<double> x, Tensor<double> w, Tensor<double> b, Tensor<double> dout) => Lint(new Fixture(x, w, b, dout));

    /// <inheritdoc cref="Lint(Tensor{double}, Tensor{double}, Tensor{double}, Tensor{double})"/>
    public static FixtureLinter Lint(Fixture fixture)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        var through = ThatPassOn(fixture);
        var findings = FixtureRule.Sizes.Concat(FixtureRule.Values)
            .Where(rule => rule.Applies(fixture))
            .Select(rule => Judge(rule, fixture, through))
            .ToList();
        var unexplained = through.Except(findings.SelectMany(finding => finding.LetsThrough)).ToList();
        return new FixtureLinter(fixture, [.. findings, .. CellFindings(fixture, unexplained)], through);
    }

    /// <summary>The findings, a paragraph each, or a line that there are none.</summary>
    public override string ToString()
    {
        if (Findings.Count == 0)
            return $"Nothing to say against this fixture: {Fixture}.";
        var lines = new List<string>
        {
            $"{Findings.Count} {(Findings.Count == 1 ? "property lets mistakes through or hides" : "properties let mistakes through or hide")} them: {Fixture}.",
        };
        lines.AddRange(Findings.Select(finding => finding.ToString()));
        var together = LetsThrough.Except(Findings.SelectMany(finding => finding.LetsThrough)).ToList();
        if (together.Count > 0)
            lines.Add($"  Only together do they let through: {string.Join("; ", together.Select(wrong => wrong.Name))}");
        return string.Join('\n', lines);
    }

    private static FixtureFinding Judge(FixtureRule rule, Fixture fixture, List<WrongBackward> through)
    {
        var repaired = rule.Repair(fixture);
        var throughRepaired = ThatPassOn(repaired);
        return new FixtureFinding(
            rule.Property(fixture),
            rule.Why,
            through.Except(throughRepaired).ToList(),
            WrongBackwards.All.Except(through).Where(wrong => wrong.Fits(fixture) && !wrong.Fits(repaired)).ToList());
    }

    private static IEnumerable<FixtureFinding> CellFindings(Fixture fixture, List<WrongBackward> unexplained)
    {
        var redrawn = fixture with { x = FixtureRule.Redrawn(fixture.x), w = FixtureRule.Redrawn(fixture.w), dout = FixtureRule.Redrawn(fixture.dout) };
        var (here, there) = (ErrorsOn(fixture), ErrorsOn(redrawn));
        var through = unexplained.Except(ThatPassOn(redrawn)).ToList();
        foreach (var right in fixture.Expectation().Judge(null).Gradients)
        {
            var (zeros, repeated) = ZerosAndRepeats(Dense.Cells(right.Numeric), Dense.Cells(right.Allowed));
            if (zeros.Count > 0)
            {
                yield return Finding(right, zeros, "0",
                    "A cell that is 0 is right under every sign, every factor and every mistake that leaves it alone.");
            }

            if (repeated.Count > 0)
            {
                yield return Finding(right, repeated, "repeated",
                    "Where two cells are equal, a mistake that puts one in the place of the other is not seen.");
            }
        }

        FixtureFinding Finding(GradientComparison right, List<int> places, string what, string why)
        {
            var first = $"{right.Name}[{string.Join(",", CellJudge.IndexOf(places[0], right.Shape))}]";
            var hidden = WrongBackwards.All.Where(wrong =>
                here.TryGetValue((wrong, right.Name), out var errors) && errors.Contains(true)
                && there.TryGetValue((wrong, right.Name), out var errorsThere)
                && places.Any(place => !errors[place] && errorsThere[place]));
            return new FixtureFinding(
                $"{places.Count} of {right.CellCount} expected cells of {right.Name} {(places.Count == 1 ? "is" : "are")} {what}, such as {first}", why,
                through.Where(wrong => wrong.Gradient == right.Name).ToList(), hidden.ToList());
        }
    }

    /// <summary>The places, in row-major order, of the cells that are 0, and of those that are equal to another, as far as rounding lets one tell.</summary>
    private static (List<int> Zeros, List<int> Repeated) ZerosAndRepeats(double[] cells, double[] allowed)
    {
        var zeros = Enumerable.Range(0, cells.Length).Where(place => double.Abs(cells[place]) <= allowed[place]).ToList();
        var order = Enumerable.Range(0, cells.Length).Except(zeros).OrderBy(place => cells[place]).ToList();
        var repeated = order.Zip(order.Skip(1))
            .Where(pair => cells[pair.Second] - cells[pair.First] <= allowed[pair.First] + allowed[pair.Second])
            .SelectMany(pair => new[] { pair.First, pair.Second });
        return (zeros, repeated.Distinct().Order().ToList());
    }

    /// <summary>For each wrong backward pass and each gradient of the right shape, which cells are wrong.</summary>
    private static Dictionary<(WrongBackward, string), bool[]> ErrorsOn(Fixture fixture)
    {
        var expectation = fixture.Expectation();
        return WrongBackwards.All
            .Where(wrong => wrong.Fits(fixture))
            .SelectMany(wrong => expectation.Judge(wrong.Backward).Gradients, (wrong, gradient) => (wrong, gradient))
            .ToDictionary(
                pair => (pair.wrong, pair.gradient.Name),
                pair => Dense.Cells(pair.gradient.Errors!).Zip(Dense.Cells(pair.gradient.Allowed), (error, allowed) => !(error <= allowed)).ToArray());
    }

    private static List<WrongBackward> ThatPassOn(Fixture fixture)
    {
        var expectation = fixture.Expectation();
        return WrongBackwards.All.Where(wrong => wrong.Fits(fixture) && expectation.Judge(wrong.Backward).Passed).ToList();
    }
}
