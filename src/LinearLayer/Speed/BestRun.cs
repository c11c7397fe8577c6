using System.Diagnostics;

namespace LinearLayer;

/// <summary>How long threads take that begin together, until the last is done.</summary>
internal static class BestRun
{
    private const int TurnsBeforeYield = 1000;

    private static readonly TimeSpan s_duration = TimeSpan.FromMilliseconds(80);

    /// <summary>The shortest of as many runs as fit into a moment, and of two at least.</summary>
    /// <param name="threads">How many threads, the caller's among them.</param>
    /// <param name="part">What each of them does, from its number.</param>
    public static double Seconds(int threads, Action<int> part)
    {
        var (round, done, isOver) = (0, 0, false);
        var others = Enumerable.Range(1, threads - 1).Select(number => new Thread(() => Work(number)) { IsBackground = true, Name = "Best run" }).ToList();
        others.ForEach(thread => thread.Start());

        var best = TimeSpan.MaxValue;
        var began = Stopwatch.GetTimestamp();
        for (var runs = 0; runs < 2 || Stopwatch.GetElapsedTime(began) < s_duration; runs++)
        {
            Volatile.Write(ref done, 0);
            var from = Stopwatch.GetTimestamp();
            Interlocked.Increment(ref round);
            part(0);
            WaitUntil(() => Volatile.Read(ref done) == threads - 1);
            var time = Stopwatch.GetElapsedTime(from);
            best = time < best ? time : best;
        }
        Volatile.Write(ref isOver, true);
        others.ForEach(thread => thread.Join());
        return best.TotalSeconds;

        void Work(int number)
        {
            for (var next = 1; ; next++)
            {
                WaitUntil(() => Volatile.Read(ref round) >= next || Volatile.Read(ref isOver));
                if (Volatile.Read(ref round) < next)
                    return;
                part(number);
                Interlocked.Increment(ref done);
            }
        }
    }

    /// <summary>Waits without sleeping: a thread that is woken often finds itself on the core of the one that woke it.</summary>
    private static void WaitUntil(Func<bool> isSo)
    {
        for (var turn = 1; !isSo(); turn++)
        {
            Thread.SpinWait(10);
            if (turn % TurnsBeforeYield == 0)
                Thread.Yield();
        }
    }
}
