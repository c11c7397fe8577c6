namespace LinearLayer.Tests;

public class SeededRandomTests
{
    [Fact]
    public void The_bits_are_the_published_ones_of_SplitMix64()
    {
        var random = new SeededRandom(1234567);

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => random.Bits()));
    }

    [Fact]
    public void Uniform_and_normal_numbers_and_orders_are_those_that_Python_makes_by_the_same_definition()
    {
        Assert.Equal([0, 7, -1], TrainingReference.Committed.Numbers.Select(reference => reference.Seed));
        foreach (var reference in TrainingReference.Committed.Numbers)
        {
            var random = new SeededRandom(reference.Seed);
            Assert.Equal(reference.Uniform, reference.Uniform.Select(_ => random.Uniform()));
            foreach (var expected in reference.Normal)
                Assert.Equal(expected, random.Normal(), 1e-14);
            Assert.Equal(reference.Order, random.Order(reference.Order.Length));
        }
    }

    [Fact]
    public void Uniform_numbers_fill_each_tenth_from_0_to_1_alike()
    {
        var random = new SeededRandom(1);

        var tenths = Enumerable.Range(0, 100_000).Select(_ => random.Uniform()).CountBy(number => (int)Math.Floor(10 * number)).ToDictionary();

        Assert.Equal(Enumerable.Range(0, 10), tenths.Keys.Order());
        Assert.All(tenths.Values, count => Assert.InRange(count, 9_600, 10_400)); // four standard deviations
    }

    [Theory]
    [InlineData(0.67448975, 0.5)]
    [InlineData(1, 0.68268949)]
    [InlineData(2, 0.95449974)]
    [InlineData(3, 0.99730020)]
    public void Normal_numbers_lie_within_a_bound_as_often_as_the_tables_of_the_normal_distribution_say(double bound, double share)
    {
        const int Count = 100_000;
        var random = new SeededRandom(2);
        var numbers = Enumerable.Range(0, Count).Select(_ => random.Normal()).ToList();

        AssertShare(share, number => Math.Abs(number) <= bound);
        AssertShare(share / 2, number => number >= 0 && number <= bound);

        void AssertShare(double expected, Func<double, bool> isCounted)
        {
            var allowed = 4 * Math.Sqrt(expected * (1 - expected) / Count); // four standard deviations
            Assert.InRange((double)numbers.Count(isCounted) / Count, expected - allowed, expected + allowed);
        }
    }

    [Fact]
    public void Every_order_of_three_comes_up_alike()
    {
        var random = new SeededRandom(3);

        var orders = Enumerable.Range(0, 60_000).CountBy(_ => string.Join(' ', random.Order(3))).ToDictionary();

        Assert.Equal(["0 1 2", "0 2 1", "1 0 2", "1 2 0", "2 0 1", "2 1 0"], orders.Keys.Order(StringComparer.Ordinal));
        Assert.All(orders.Values, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void A_number_below_nothing_and_an_order_of_fewer_than_none_are_refused()
    {
        var random = new SeededRandom(0);

        Assert.Throws<ArgumentOutOfRangeException>(() => random.Below(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Order(-1));
        Assert.Empty(random.Order(0));
    }
}
