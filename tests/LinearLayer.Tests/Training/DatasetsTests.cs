namespace LinearLayer.Tests;

public class DatasetsTests
{
    [Fact]
    public void Without_noise_each_moon_is_a_half_circle_of_radius_1()
    {
        var (x, labels) = Datasets.TwoMoons(points: 20, noise: 0);

        Assert.Equal([20, 2], x.Lengths.ToArray());
        for (var n = 0; n < 20; n++)
        {
            Assert.Equal(n % 2, labels[n]);
            var (centre0, centre1) = labels[n] == 0 ? (0.0, 0.0) : (1.0, 0.5);
            Assert.Equal(1, Math.Sqrt(Math.Pow(x[n, 0] - centre0, 2) + Math.Pow(x[n, 1] - centre1, 2)), 1e-14);
            Assert.True(labels[n] == 0 ? x[n, 1] > -1e-15 : x[n, 1] < 0.5 + 1e-15);
        }

        Assert.Equal((1, 0), (x[0, 0], x[0, 1])); // from one end
        Assert.Equal(-1, x[18, 0], 1e-15); // to the other
        Assert.Equal(2, x[19, 0], 1e-15);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Without_noise_each_arm_of_a_spiral_is_the_first_one_turned(int classes)
    {
        var (x, labels) = Datasets.Spirals(points: 10 * classes, classes, turns: 0.75, noise: 0);

        Assert.Equal(Enumerable.Repeat(10, classes), labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        for (var place = 0; place < 10; place++)
        {
            var first = new System.Numerics.Complex(x[place * classes, 0], x[place * classes, 1]);
            Assert.Equal(0.1 + 0.9 * place / 9, first.Magnitude, 1e-14);
            for (var arm = 1; arm < classes; arm++)
            {
                var turned = first * System.Numerics.Complex.FromPolarCoordinates(1, 2 * Math.PI * arm / classes);
                Assert.Equal(turned.Real, x[place * classes + arm, 0], 1e-14);
                Assert.Equal(turned.Imaginary, x[place * classes + arm, 1], 1e-14);
            }
        }
    }

    [Fact]
    public void Noise_spreads_the_points_by_its_standard_deviation()
    {
        var (clean, noisy) = (Datasets.TwoMoons(points: 5000, noise: 0).x, Datasets.TwoMoons(points: 5000, noise: 0.25, seed: 3).x);

        var moves = AssertTensor.Cells(noisy).Zip(AssertTensor.Cells(clean), (with, without) => with - without).ToList();

        Assert.Equal(0, moves.Average(), 0.01);
        Assert.Equal(0.25, Math.Sqrt(moves.Average(move => move * move)), 0.01);
    }

    [Fact]
    public void The_same_seed_gives_the_same_points_and_another_seed_others()
    {
        AssertTensor.Equal(Datasets.Spirals(seed: 1).x, Datasets.Spirals(seed: 1).x);
        Assert.NotEqual(AssertTensor.Cells(Datasets.Spirals(seed: 1).x), AssertTensor.Cells(Datasets.Spirals(seed: 2).x));
    }

    [Fact]
    public void Classes_are_as_equal_in_number_as_can_be_and_one_point_each_is_enough()
    {
        Assert.Equal([4, 3, 3], Datasets.Spirals(points: 10).labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.All(AssertTensor.Cells(Datasets.Spirals(points: 3).x), cell => Assert.True(double.IsFinite(cell)));
    }

    [Fact]
    public void Sizes_and_noise_that_make_no_sense_are_refused()
    {
        Assert.StartsWith("Datasets.TwoMoons: points is 1, but there are 2 classes. Each class needs at least one point.", Message(() => Datasets.TwoMoons(points: 1)));
        Assert.StartsWith("Datasets.Spirals: classes is 1. There must be at least 2.", Message(() => Datasets.Spirals(classes: 1)));
        Assert.StartsWith("Datasets.Spirals: noise is -0.5. It is a standard deviation, 0 or more.", Message(() => Datasets.Spirals(noise: -0.5)));
        Assert.StartsWith("Datasets.Spirals: turns is NaN. It must be a finite number.", Message(() => Datasets.Spirals(turns: double.NaN)));

        static string Message(Action code) => Assert.Throws<ArgumentOutOfRangeException>(code).Message;
    }
}
