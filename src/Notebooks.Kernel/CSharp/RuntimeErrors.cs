using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Notebooks.Kernel.CSharp;

/// <summary>Exceptions as a reader of the cell needs them: type and message, then the cell's own lines, without the engine's.</summary>
internal static partial class RuntimeErrors
{
    private const int Shown = 5;

    public static ErrorOutput Describe(Exception exception, CellSources sources)
    {
        // What a cell awaits or calls by reflection comes wrapped; the wrapping says nothing.
        while (exception is (AggregateException { InnerExceptions.Count: 1 } or TargetInvocationException) && exception.InnerException is { } inner)
            exception = inner;

        var traceback = new List<string> { Ansi.Red(Heading(exception)) };
        if (exception is InsufficientExecutionStackException)
            traceback.Add("The calls are nested too deeply: does the recursion have an end?");
        traceback.AddRange(Frames(exception, sources));
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            traceback.Add(Ansi.Red($"caused by {Heading(cause)}"));
            traceback.AddRange(Frames(cause, sources));
        }
        return new ErrorOutput(TypeName(exception), exception.Message, traceback);
    }

    private static string Heading(Exception exception) => $"{TypeName(exception)}: {exception.Message}";

    private static string TypeName(Exception exception) => exception.GetType().Name;

    private static IEnumerable<string> Frames(Exception exception, CellSources sources)
    {
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetMethod() is { } method && !IsOfTheEngine(method)).ToArray();
        if (frames.Length <= 2 * Shown)
            return frames.SelectMany(frame => Describe(frame, sources));

        // Endless recursion: how it began and where it ended tell all.
        return
        [
            .. frames.Take(Shown).SelectMany(frame => Describe(frame, sources)),
            $"   ... {frames.Length - 2 * Shown} calls more ...",
            .. frames.TakeLast(Shown).SelectMany(frame => Describe(frame, sources)),
        ];
    }

    private static IEnumerable<string> Describe(StackFrame frame, CellSources sources)
    {
        // The text of one frame: a line, and another where the exception was only handed on.
        var text = Readable(new StackTrace(frame).ToString().Split('\n')[0].TrimEnd());
        var file = frame.GetFileName();
        if (text.Length == 0 || !sources.IsCell(file))
            return text.Length == 0 ? [] : [text];

        var line = frame.GetFileLineNumber();
        var place = $"{file}, line {line}";
        var member = text.Split(" in ")[0];
        var where = member.EndsWith(" <Initialize>()", StringComparison.Ordinal) ? $"   at {place}" : $"{member} in {place}";
        return sources.Line(file!, line)?.Trim() is { Length: > 0 } code ? [where, $"      {code}"] : [where];
    }

    /// <summary>A frame with the names that stand in the source, not those that the compiler made of them.</summary>
    private static string Readable(string frame)
    {
        frame = CellClass().Replace(frame, "");
        frame = Closure().Replace(frame, "");
        frame = StateMachine().Replace(frame, "$1()");
        frame = LocalFunction().Replace(frame, "$1");
        return Lambda().Replace(frame, "lambda");
    }

    private static bool IsOfTheEngine(MethodBase method)
    {
        var type = method.DeclaringType;
        return type is null
            || type.Assembly == typeof(RuntimeErrors).Assembly
            || type.Namespace is "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices";
    }

    [GeneratedRegex(@"Submission#\d+[.+]")]
    private static partial Regex CellClass();

    [GeneratedRegex(@"<>c(__DisplayClass\d+_\d+)?(`\d+)?\.")]
    private static partial Regex Closure();

    [GeneratedRegex(@"<(<?\w+>?)>d(__\d+)?(`\d+)?\.MoveNext\(\)")]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"<+\w+>+g__(\w+)\|\d+_\d+")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"<+\w+>+b__\d+(_\d+)?")]
    private static partial Regex Lambda();
}
