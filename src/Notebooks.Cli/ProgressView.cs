using System.Globalization;
using Notebooks.Handouts;
using Spectre.Console;

namespace Notebooks.Cli;

/// <summary>Shows a batch as it runs, and what became of it.</summary>
internal abstract class ProgressView
{
    /// <summary>Bars on a terminal, plain lines in a pipe, a log or CI.</summary>
    public static ProgressView Create()
    {
        if (AnsiConsole.Profile.Capabilities is { Interactive: true, Ansi: true })
            return new LiveProgressView();

        // A line of a log is not broken where a terminal would end.
        AnsiConsole.Profile.Width = int.MaxValue;
        return new PlainProgressView();
    }

    /// <summary>Shows the work while it runs.</summary>
    public abstract Task ShowAsync(IReadOnlyList<NotebookSource> sources, Func<Task> work);

    /// <summary>Where the run of one notebook tells what happens.</summary>
    public abstract IProgress<RunEvent> Of(NotebookSource source);

    /// <summary>Shows that a notebook is done with.</summary>
    public abstract void Finished(Outcome outcome);

    /// <summary>Shows every failure in full, then a line a notebook.</summary>
    public void Summarise(IReadOnlyList<Outcome> outcomes)
    {
        foreach (var outcome in outcomes.Where(outcome => outcome.Code != ExitCode.Passed))
        {
            AnsiConsole.WriteLine();
            foreach (var line in Failure(outcome))
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{line}[/]");
            }
        }

        AnsiConsole.WriteLine();
        var wide = outcomes.Max(outcome => outcome.Source.Path.Length);
        foreach (var outcome in outcomes)
        {
            var cells = outcome.Run.Steps == 0 ? "not run" : $"{outcome.Run.Passed}/{outcome.Run.Steps} cells";
            var colour = outcome.Code == ExitCode.Passed ? "green" : "red";
            AnsiConsole.MarkupLineInterpolated($"{outcome.Source.Path.PadRight(wide)}  {cells,12}  {Seconds(outcome.Run.Elapsed),8}  {outcome.Checks?.ToString() ?? "",-21}  [{colour}]{Result(outcome)}[/]");
        }

        foreach (var outcome in outcomes)
        {
            foreach (var note in outcome.Notes)
                AnsiConsole.MarkupLineInterpolated($"[yellow]{outcome.Source.Path}: {note}[/]");
        }

        var failed = outcomes.Count(outcome => outcome.Code != ExitCode.Passed);
        AnsiConsole.WriteLine(failed == 0
            ? $"{Count(outcomes.Count, "notebook")} {(outcomes.All(outcome => outcome.Run.Steps == 0) ? "written" : "passed")}."
            : $"{failed} of {Count(outcomes.Count, "notebook")} failed.");
    }

    /// <summary>A time as a person reads it, the same in every culture.</summary>
    protected static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Result(Outcome outcome) => outcome switch
    {
        { Run.Failure.Cell: { } cell } => $"failed at {cell}",
        { Run.Failure: not null } => "the kernel did not start",
        { Problem: not null } => "not written",
        { Written: [_, ..] files } => string.Join(", ", files),
        _ => "passed",
    };

    private static IEnumerable<string> Failure(Outcome outcome)
    {
        if (outcome.Run.Failure is { } failure)
        {
            yield return failure.Cell is null ? $"{outcome.Source.Path}:" : $"{outcome.Source.Path}, {failure.Cell}:";
            foreach (var line in failure.Message.Split('\n'))
            {
                yield return $"  {line.TrimEnd()}";
            }

            if (failure.Kind == RunFailureKind.CellTooSlow)
                yield return "  --timeout SECONDS gives each cell more time.";
        }

        if (outcome.Problem is { } problem)
        {
            yield return $"{outcome.Source.Path}:";
            foreach (var line in problem.Split('\n'))
            {
                yield return $"  {line.TrimEnd()}";
            }
        }
    }
}
