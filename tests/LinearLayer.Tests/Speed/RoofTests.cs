namespace LinearLayer.Tests.Speed;

/// <summary>The limits of a machine, against numbers by hand. How fast this machine is, is nobody's claim.</summary>
public class RoofTests
{
    private static readonly Roof OneCore = new("one core", PeakOperationsPerSecond: 40e9, BytesPerSecond: 20e9);

    [Fact]
    public void The_roof_rises_with_the_intensity_up_to_the_ridge_and_is_flat_from_there()
    {
        Assert.Equal(2, OneCore.Ridge);
        Assert.Equal([5e9, 20e9, 40e9, 40e9], new[] { 0.25, 1, 2, 100 }.Select(OneCore.At));
        Assert.Equal("one core: at most 40 Gflop/s and 20 GB/s, ridge at 2 flop/byte", OneCore.ToString());
    }

    [Fact]
    public void Timed_work_has_its_intensity_and_its_speed()
    {
        var work = new TimedWork("by hand", Operations: 6e9, Bytes: 3e9, Seconds: 0.5);

        Assert.Equal((2, 12e9), (work.Intensity, work.OperationsPerSecond));
        Assert.Equal("by hand: 12 Gflop/s", work.ToString());
    }

    [Fact]
    public void The_peak_is_measured_on_sums_that_are_really_made()
    {
        // From 0, each step halves and adds 1: 1, 1.5, 1.75.
        foreach (var (steps, sum) in new[] { (0, 0), (1, 1), (2, 1.5), (3, 1.75) })
        {
            Assert.All(RegisterPeak.Run<double>(steps), lane => Assert.Equal(sum, lane));
            Assert.All(RegisterPeak.Run<float>(steps), lane => Assert.Equal((float)sum, lane));
        }

        Assert.Equal(0, RegisterPeak.Run<double>(1).Length % 12);
        Assert.Equal(24.0 * RegisterPeak.Run<double>(1).Length / 12 * (1 << 19), RegisterPeak.Work<double>().Operations);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(1001)]
    public void The_bandwidth_is_measured_by_reading_every_number(int count) =>
        Assert.Equal((double)count * (count + 1) / 2, MemoryBandwidth.Sum([.. Enumerable.Range(1, count).Select(number => (double)number)]));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void In_a_run_each_thread_does_its_own_part_as_often_as_the_others(int threads)
    {
        var runs = new int[threads];

        var seconds = BestRun.Seconds(threads, part => runs[part]++);

        Assert.InRange(runs[0], 2, int.MaxValue);
        Assert.All(runs, count => Assert.Equal(runs[0], count));
        Assert.True(seconds >= 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Both_limits_are_measured_whatever_the_number_of_threads(int threads)
    {
        var roof = Roof.Measure("here", threads);

        Assert.True(double.IsFinite(roof.PeakOperationsPerSecond) && roof.PeakOperationsPerSecond > 0);
        Assert.True(double.IsFinite(roof.BytesPerSecond) && roof.BytesPerSecond > 0);
    }

    [Fact]
    public void No_thread_measures_nothing() => Assert.Throws<ArgumentOutOfRangeException>(() => Roof.Measure("nobody", 0));
}
