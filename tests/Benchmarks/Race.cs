using System.Diagnostics;

namespace Benchmarks;

/// <summary>Times several contestants in turns, so that a machine that is busy for a while disturbs all of them.</summary>
internal static class Race
{
    // Long enough for the clock, short enough that the contestants meet the same machine.
    private const double TurnSeconds = 0.004;
    private const double BudgetSeconds = 0.25;
    private const int FewestRounds = 9;
    private const int MostRounds = 101;
    private const double TooSlowForRounds = 0.15;
    private const double BriefSeconds = 0.001;

    // OpenBLAS and OpenMP keep their threads awake for up to 30 ms after a product, on the cores that the next contestant needs.
    private static readonly TimeSpan s_untilThreadsSleep = TimeSpan.FromMilliseconds(40);

    private static readonly TimeSpan s_untilCompiledAgain = TimeSpan.FromSeconds(0.5);

    /// <summary>The times of one contestant.</summary>
    /// <param name="Seconds">The median time of one run.</param>
    /// <param name="Ratio">The median, over the rounds, of its time by that of the first contestant in the same round.</param>
    public sealed record Result(double Seconds, double Ratio);

    /// <summary>Runs all contestants once in each round, the order turned round every time. One that takes very long is run only once.</summary>
    public static IReadOnlyList<Result> Run(IReadOnlyList<Contestant> contestants, bool hasThreads)
    {
        var turns = contestants.Select(contestant => new Turn(contestant)).ToArray();
        var rounds = 0;
        for (var watch = Stopwatch.StartNew(); rounds < FewestRounds || rounds < MostRounds && watch.Elapsed.TotalSeconds < BudgetSeconds * turns.Length; rounds++)
        {
            foreach (var turn in rounds % 2 == 0 ? turns : turns.Reverse())
            {
                if (!turn.IsTooSlow)
                    turn.Take(hasThreads);
            }
        }

        return [.. turns.Select(turn => new Result(Median(turn.Times), Median(turn.Times.Zip(turns[0].Times, (time, first) => time / first))))];
    }

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private sealed class Turn
    {
        private readonly Action _run;
        private readonly int _runs;

        public Turn(Contestant contestant)
        {
            _run = contestant.Run;
            // The first run may compile, and a few more are needed before the time of one is known.
            var one = Seconds(1);
            if (one < 5 * TooSlowForRounds) // also where a busy machine made the first run long
                one = Math.Min(one, Seconds(1));
            if (one < TooSlowForRounds)
                one = Math.Min(one, Seconds(10) / 10);
            // Code that is over in microseconds is compiled again while it runs, and better: that must be done before the race.
            if (one < BriefSeconds)
            {
                for (var watch = Stopwatch.StartNew(); watch.Elapsed < s_untilCompiledAgain;)
                    one = Math.Min(one, Seconds(100) / 100);
            }

            IsTooSlow = one > TooSlowForRounds;
            if (IsTooSlow)
                Times.Add(one);
            _runs = (int)Math.Clamp(TurnSeconds / one, 1, 100_000);
        }

        public bool IsTooSlow { get; }

        public List<double> Times { get; } = [];

        public void Take(bool hasThreads)
        {
            if (hasThreads)
            {
                Thread.Sleep(s_untilThreadsSleep);
                Seconds(_runs); // wakes its own, and gives the system time to spread them over the cores
            }

            Times.Add(Seconds(_runs) / _runs);
        }

        private double Seconds(int runs)
        {
            var start = Stopwatch.GetTimestamp();
            for (var run = 0; run < runs; run++)
                _run();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }
}
