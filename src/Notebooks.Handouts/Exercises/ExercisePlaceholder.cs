using System.Text.Json;

namespace Notebooks.Handouts.Exercises;

/// <summary>The line that stands in for a solution: it fails, and says which exercise is to be done.</summary>
internal static class ExercisePlaceholder
{
    public static string Message(string cellId) => $"Exercise {cellId}: replace this line with your own code.";

    /// <summary>The line in a cell's language; null for a language that this program cannot write one in.</summary>
    public static string? Line(string language, string message)
    {
        // The same escapes mean the same in all of these.
        var text = JsonSerializer.Serialize(message);
        return language.ToLowerInvariant() switch
        {
            "csharp" or "c#" or "cs" or "csx" => $"throw new NotImplementedException({text});",
            "fsharp" or "f#" => $"raise (System.NotImplementedException {text})",
            "python" or "python3" or "ipython" => $"raise NotImplementedError({text})",
            "r" or "julia" => language.Equals("r", StringComparison.OrdinalIgnoreCase) ? $"stop({text})" : $"error({text})",
            "javascript" or "typescript" => $"throw new Error({text});",
            "java" or "scala" or "kotlin" => $"throw new UnsupportedOperationException({text});",
            "pwsh" or "powershell" => $"throw {text}",
            _ => null,
        };
    }
}
