using System.Text;
using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Cards;

/// <summary>Cards as a note for Obsidian's Spaced Repetition plugin: a question, a line with <c>?</c>, an answer, and a blank line between cards.</summary>
public static partial class ObsidianCards
{
    /// <summary>Writes the note.</summary>
    /// <param name="cards">The cards.</param>
    /// <param name="deck">The deck: it becomes the note's tag, <c>#flashcards/deck</c>.</param>
    /// <param name="previous">The note as it was, if there was one: the plugin keeps in it when each card is due, and that goes over to the new note.</param>
    public static string Write(IEnumerable<Flashcard> cards, string deck, string? previous = null)
    {
        ArgumentNullException.ThrowIfNull(cards);
        ArgumentException.ThrowIfNullOrEmpty(deck);

        var schedules = Schedules(previous ?? "");
        var text = new StringBuilder($"#flashcards/{NotOfATag().Replace(deck.ToLowerInvariant(), "-").Trim('-')}\n");
        foreach (var notebook in cards.GroupBy(card => card.Notebook))
        {
            text.Append($"\n## {notebook.Key}\n");
            foreach (var card in notebook)
            {
                text.Append($"\n{WithoutBlankLines(card.Question)}\n?\n{WithoutBlankLines(card.Answer)}\n<!--card:{card.Id}-->\n");
                if (schedules.TryGetValue(card.Id, out var schedule))
                    text.Append(schedule).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>When each card is due, by its id, in the plugin's own words.</summary>
    private static Dictionary<string, string> Schedules(string note) => Schedule().Matches(note)
        .GroupBy(match => match.Groups["id"].Value, match => match.Groups["due"].Value, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>A blank line would end the card, but for one within a fenced block of code.</summary>
    private static string WithoutBlankLines(string markdown)
    {
        var lines = new List<string>();
        var fenced = false;
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
                fenced = !fenced;
            if (fenced || !string.IsNullOrWhiteSpace(line))
                lines.Add(line);
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"<!--card:(?<id>[^>\n]+)-->\s*(?<due><!--SR:[^>\n]*-->)")]
    private static partial Regex Schedule();

    [GeneratedRegex(@"[^\p{L}\p{N}/_-]+")]
    private static partial Regex NotOfATag();
}
