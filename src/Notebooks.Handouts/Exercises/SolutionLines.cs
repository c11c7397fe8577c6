using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Exercises;

/// <summary>A solution in a cell's source: the lines from its BEGIN to its END, both included, counted from 0.</summary>
internal readonly record struct SolutionLines(int Begin, int End)
{
    /// <summary>How many lines stand between the markers.</summary>
    public int Length => End - Begin - 1;

    /// <summary>Finds the solutions of a cell.</summary>
    /// <param name="lines">The cell's source.</param>
    /// <param name="report">Told of each marker that has no partner: its line, from 0, and what is wrong.</param>
    public static IReadOnlyList<SolutionLines> Find(IReadOnlyList<string> lines, Action<int, string> report)
    {
        var found = new List<SolutionLines>();
        int? begin = null;
        foreach (var (number, line) in lines.Index())
        {
            switch (SolutionMarker.Of(line))
            {
                case "BEGIN" when begin is null:
                    begin = number;
                    break;
                case "BEGIN":
                    report(number, "a solution begins before the last one has ended: put END SOLUTION above this line");
                    break;
                case "END" when begin is { } start:
                    found.Add(new SolutionLines(start, number));
                    begin = null;
                    break;
                case "END":
                    report(number, "no solution has begun: put BEGIN SOLUTION above this line");
                    break;
            }
        }

        if (begin is { } open)
            report(open, "the solution never ends: put END SOLUTION below it");
        return found;
    }
}

/// <summary>A line such as <c>// BEGIN SOLUTION</c>, in the comment of any language; nbgrader's <c>### BEGIN SOLUTION</c> is one too.</summary>
internal static partial class SolutionMarker
{
    /// <summary><c>BEGIN</c> or <c>END</c>; null for any other line.</summary>
    public static string? Of(string line) => Line().Match(line) is { Success: true } match ? match.Groups["which"].Value : null;

    [GeneratedRegex(@"^\s*(?://+|#+|--|%)\s*(?<which>BEGIN|END) SOLUTION\s*$")]
    private static partial Regex Line();
}
