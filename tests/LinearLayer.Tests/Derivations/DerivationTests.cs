namespace LinearLayer.Tests;

/// <summary>Every step of every derivation, at sizes that hide nothing and at the smallest ones.</summary>
public class DerivationTests
{
    public static TheoryData<string, nint[], int> AllAtSeveralSizes()
    {
        var data = new TheoryData<string, nint[], int>();
        foreach (var derivation in Derivations.All)
        {
            data.Add(derivation.Name, [2, 3], 4);    // all different
            data.Add(derivation.Name, [1, 3], 2);    // N = 1
            data.Add(derivation.Name, [3, 1], 2);    // D = 1
            data.Add(derivation.Name, [2, 3], 1);    // M = 1
            data.Add(derivation.Name, [1, 1], 1);
            data.Add(derivation.Name, [2, 2], 2);
            data.Add(derivation.Name, [2, 3, 2], 3); // pictures: flatten and reshape do something
            data.Add(derivation.Name, [2, 2, 1, 2], 3);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(AllAtSeveralSizes))]
    public void Every_step_holds_exactly_and_numerically(string name, nint[] x, int M)
    {
        var report = Derivations.Of(name).Verify(Shape.Of(x), M);

        Assert.True(report.Passed, report.ToString());
        Assert.All(report.Steps, step =>
        {
            Assert.True(step.Exact);
            Assert.InRange(step.NumericError!.Value, 0, 1e-13);
            Assert.Null(step.FirstDifference);
        });
    }
}
