using System.Text.RegularExpressions;
using Notebooks;
using Notebooks.Handouts.Cards;

namespace Course.Tests;

/// <summary>The flashcards beside the lessons.</summary>
public partial class FlashcardTests
{
    private static IEnumerable<(string Name, Notebook Notebook)> Lessons() =>
        Directory.EnumerateFiles(CourseFolder.Notebooks, "*.ipynb").Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileNameWithoutExtension(file), NotebookFile.Read(file)));

    private static IReadOnlyList<Flashcard> Cards() => [.. Lessons().SelectMany(lesson => Flashcard.Of(lesson.Notebook, lesson.Name))];

    [Fact]
    public void Each_lesson_has_6_to_8_cards_and_all_together_at_least_60()
    {
        Assert.All(Lessons(), lesson => Assert.InRange(Flashcard.Of(lesson.Notebook, lesson.Name).Count, 6, 8));
        Assert.InRange(Cards().Count, 60, 80);
    }

    [Fact]
    public void No_two_cards_ask_the_same_and_no_two_have_one_id()
    {
        var questions = Cards().Select(card => string.Concat(card.Question.Where(char.IsLetterOrDigit)).ToLowerInvariant()).ToList();

        Assert.Equal(questions.Count, questions.Distinct().Count());
        Assert.Equal(Cards().Count, Cards().Select(card => card.Id.Split('/')[^1]).Distinct().Count());
    }

    [Fact]
    public void The_id_of_a_card_says_that_it_is_one()
    {
        Assert.All(Cards(), card => Assert.StartsWith("card-", card.Id.Split('/')[^1]));
    }

    [Fact]
    public void A_card_with_a_number_or_code_in_its_answer_is_checked_by_the_cell_after_it()
    {
        foreach (var (name, notebook) in Lessons())
        {
            foreach (var card in Flashcard.Of(notebook, name).Where(card => NumberOrCode().IsMatch(card.Answer)))
            {
                var place = notebook.Cells.ToList().FindIndex(cell => $"{name}/{cell.Id}" == card.Id);
                var check = place + 1 < notebook.Cells.Count ? notebook.Cells[place + 1] : null;
                Assert.True(check is { Kind: CellKind.Code } && check.HasTag("card-check") && check.Source.Contains("Check.", StringComparison.Ordinal), $"{card.Id} has no check after it.");
            }
        }
    }

    [GeneratedRegex("[0-9`]")]
    private static partial Regex NumberOrCode();
}
