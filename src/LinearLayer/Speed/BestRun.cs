using System.Diagnostics;

namespace LinearLayer;

/// <summary>How long threads take that begin together, until the last is done.</summary>
internal static class BestRun
{
    private static readonly TimeSpan s_duration = TimeSpan.FromMilliseconds(100);

    /// <summary>The shortest of as many runs as fit into a tenth of a second, and of two at least.</summary>
    /// <param name="threads">How many threads, the caller's among them.</param>
    /// <param name="part">What each of them does, from its number.</param>
    public static double Seconds(int threads, Action<int> part)
    {
        var (best, isOver) = (TimeSpan.MaxValue, false);
        var (began, from) = (Stopwatch.GetTimestamp(), 0L);
        using var together = new Barrier(threads, meeting =>
        {
            // The first meeting is where the threads wait for each other before the first run.
            if (meeting.CurrentPhaseNumber > 0)
                best = Stopwatch.GetElapsedTime(from) is var time && time < best ? time : best;
            isOver = meeting.CurrentPhaseNumber > 1 && Stopwatch.GetElapsedTime(began) > s_duration;
            from = Stopwatch.GetTimestamp();
        });
        var others = Enumerable.Range(1, threads - 1).Select(number => new Thread(() => Work(number)) { IsBackground = true, Name = "Best run" }).ToList();
        others.ForEach(thread => thread.Start());
        Work(0);
        others.ForEach(thread => thread.Join());
        return best.TotalSeconds;

        void Work(int number)
        {
            together.SignalAndWait();
            while (!isOver)
            {
                part(number);
                together.SignalAndWait();
            }
        }
    }
}
