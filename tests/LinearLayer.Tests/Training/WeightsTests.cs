namespace LinearLayer.Tests;

public class WeightsTests
{
    private static readonly TrainingReference.InitialSpreads PyTorch = TrainingReference.Committed.Spreads;

    public static TheoryData<string> Names() => ["HeNormal", "HeUniform", "XavierNormal", "XavierUniform"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_spread_as_widely_as_those_of_PyTorch(string name)
    {
        var reference = name switch
        {
            "HeNormal" => PyTorch.KaimingNormal,
            "HeUniform" => PyTorch.KaimingUniform,
            "XavierNormal" => PyTorch.XavierNormal,
            _ => PyTorch.XavierUniform,
        };

        var w = Make(name, PyTorch.D, PyTorch.M, seed: 5);

        Assert.Equal([PyTorch.D, PyTorch.M], w.Lengths.ToArray());
        var cells = AssertTensor.Cells(w);
        Assert.InRange(cells.Average() / reference.Deviation, -0.01, 0.01);
        Assert.InRange(Math.Sqrt(cells.Average(cell => cell * cell)) / reference.Deviation, 0.99, 1.01);
        if (name.EndsWith("Uniform"))
            Assert.InRange(cells.Max(Math.Abs) / reference.Largest, 0.999, 1.001);
        else
            Assert.True(cells.Max(Math.Abs) > 4 * reference.Deviation); // a uniform distribution ends at √3
    }

    [Fact]
    public void Uniform_weights_stay_within_the_bounds_of_the_papers()
    {
        var he = AssertTensor.Cells(Weights.HeUniform(6, 50, seed: 1));
        var xavier = AssertTensor.Cells(Weights.XavierUniform(6, 48, seed: 1));

        Assert.InRange(he.Max(Math.Abs), 0.95, 1); // √(6/6)
        Assert.InRange(xavier.Max(Math.Abs), 0.95 / 3, 1.0 / 3); // √(6/54)
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others(string name)
    {
        AssertTensor.Equal(Make(name, 4, 3, seed: 9), Make(name, 4, 3, seed: 9));
        Assert.NotEqual(AssertTensor.Cells(Make(name, 4, 3, seed: 9)), AssertTensor.Cells(Make(name, 4, 3, seed: 10)));
    }

    [Fact]
    public void Sizes_that_are_not_positive_are_refused()
    {
        var fanIn = Assert.Throws<ArgumentOutOfRangeException>(() => Weights.HeNormal(0, 3, seed: 1));
        var fanOut = Assert.Throws<ArgumentOutOfRangeException>(() => Weights.XavierUniform(2, -1, seed: 1));

        Assert.Equal("Weights.HeNormal: D is 0. w has the shape (D, M), and both sizes must be 1 or more. (Parameter 'd')", fanIn.Message);
        Assert.Equal("Weights.XavierUniform: M is -1. w has the shape (D, M), and both sizes must be 1 or more. (Parameter 'm')", fanOut.Message);
    }

    private static Tensor<double> Make(string name, int d, int m, long seed) => name switch
    {
        "HeNormal" => Weights.HeNormal(d, m, seed),
        "HeUniform" => Weights.HeUniform(d, m, seed),
        "XavierNormal" => Weights.XavierNormal(d, m, seed),
        "XavierUniform" => Weights.XavierUniform(d, m, seed),
        _ => throw new NotSupportedException(name),
    };
}
