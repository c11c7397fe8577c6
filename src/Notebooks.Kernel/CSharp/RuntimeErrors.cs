using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Notebooks.Kernel.CSharp;

/// <summary>Exceptions as a reader of the cell needs them: type and message, then the cell's own lines, without the engine's.</summary>
internal static partial class RuntimeErrors
{
    public static ErrorOutput Describe(Exception exception, CellSources sources)
    {
        // What a cell awaits or calls by reflection comes wrapped; the wrapping says nothing.
        while (exception is (AggregateException { InnerExceptions.Count: 1 } or TargetInvocationException) && exception.InnerException is { } inner)
            exception = inner;

        var traceback = new List<string> { Ansi.Red(Heading(exception)) };
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
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { } method || IsOfTheEngine(method))
                continue;
            // The text of one frame: a line, and another where the exception was only handed on.
            var text = new StackTrace(frame).ToString().Split('\n')[0].TrimEnd();
            if (text.Length == 0)
                continue;
            text = CellClass().Replace(text, "");
            var file = frame.GetFileName();
            if (!sources.IsCell(file))
            {
                yield return text;
                continue;
            }

            var line = frame.GetFileLineNumber();
            var member = text.Split(" in ")[0];
            yield return member.Contains("<Initialize>", StringComparison.Ordinal) ? $"   at {file}, line {line}" : $"{member} in {file}, line {line}";
            if (sources.Line(file!, line)?.Trim() is { Length: > 0 } code)
                yield return $"      {code}";
        }
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
}
