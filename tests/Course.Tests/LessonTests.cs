using System.Text.RegularExpressions;
using Notebooks;

namespace Course.Tests;

/// <summary>What a reader finds at the same place in every lesson.</summary>
public partial class LessonTests
{
    /// <summary>A lesson's name, and the name of the one that it leads to; null where nothing follows.</summary>
    public static IEnumerable<TheoryDataRow<string, string?>> Lessons()
    {
        var names = Directory.EnumerateFiles(CourseFolder.Notebooks, "*.ipynb").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList();
        return names.Zip(names.Skip(1).Append(null), (name, next) => new TheoryDataRow<string, string?>(name, next));
    }

    private static List<string> Prose(string name) =>
        [.. NotebookFile.Read(Path.Combine(CourseFolder.Notebooks, name)).Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source)];

    [Theory]
    [MemberData(nameof(Lessons))]
    public void A_lesson_opens_with_what_you_will_be_able_to_do_and_one_question(string name, string? next)
    {
        _ = next;
        var opening = Prose(name)[0];

        Assert.Contains("**After this notebook you can**\n\n- ", opening);
        Assert.Single(Regex.Matches(opening, @"\*\*One question before you read on\.\*\*"));
        Assert.Contains("minutes", opening);
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void A_lesson_closes_with_a_summary_three_questions_with_folded_answers_and_a_link_to_the_next(string name, string? next)
    {
        var prose = Prose(name);
        var questions = Assert.Single(prose, text => text.StartsWith("## Three questions", StringComparison.Ordinal));

        Assert.Single(prose, text => text.StartsWith("## Summary", StringComparison.Ordinal));
        Assert.Equal(["1", "2", "3"], NumberedQuestion().Matches(questions).Select(match => match.Groups[1].Value));
        Assert.Equal(3, Regex.Matches(questions, "<details>\n<summary>Answer</summary>").Count);
        Assert.StartsWith("## Where to go next", prose[^1]);
        if (next is not null)
            Assert.Contains($"({next})", prose[^1]);
    }

    /// <summary>The last exercises lead to the lesson on PyTorch.</summary>
    [Fact]
    public void An_exercise_notebook_names_its_lesson_and_leads_to_the_next_one()
    {
        string[] order = ["forward", "shapes", "db", "dw", "dx", "gradient-check", "mlp"];

        foreach (var (name, next) in order.Zip([.. order[1..].Select(exercise => $"({exercise}.ipynb)"), "(../09-from-pytorch.ipynb)"]))
        {
            var prose = Prose(Path.Combine("exercises", $"{name}.ipynb"));
            Assert.Matches(@"the lesson \[[^]]+\]\(\.\./0\d-[a-z-]+\.ipynb\)", prose[0]);
            Assert.Contains(next, prose[^1]);
        }
    }

    [GeneratedRegex(@"^\*\*(\d)\.\*\* ", RegexOptions.Multiline)]
    private static partial Regex NumberedQuestion();
}
