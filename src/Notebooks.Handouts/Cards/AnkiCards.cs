using System.Net;
using System.Text;
using Notebooks.Handouts.Prose;

namespace Notebooks.Handouts.Cards;

/// <summary>Cards as a text file that Anki imports: docs.ankiweb.net/importing/text-files.html.</summary>
public static class AnkiCards
{
    /// <summary>
    /// Writes one note a line: id, question and answer as HTML with formulas for Anki's MathJax, and the notebook as a tag.
    /// Anki knows a note again by its id: importing a newer file changes the texts and keeps what was learned.
    /// </summary>
    /// <param name="cards">The cards.</param>
    /// <param name="deck">The deck that Anki puts them in.</param>
    public static string Write(IEnumerable<Flashcard> cards, string deck)
    {
        ArgumentNullException.ThrowIfNull(cards);
        ArgumentException.ThrowIfNullOrEmpty(deck);

        var text = new StringBuilder($"#separator:tab\n#html:true\n#notetype:Basic\n#deck:{deck.ReplaceLineEndings(" ")}\n#columns:ID\tFront\tBack\tTags\n#guid column:1\n#tags column:4\n");
        foreach (var card in cards)
            text.Append(Field(card.Id)).Append('\t').Append(Field(Html(card.Question))).Append('\t').Append(Field(Html(card.Answer))).Append('\t').Append(Field(Tag(card.Notebook))).Append('\n');
        return text.ToString();
    }

    private static string Html(string markdown) => MarkdownHtml.WriteFor(
        (tex, display, _) => WebUtility.HtmlEncode(display ? $@"\[{tex}\]" : $@"\({tex}\)"), markdown).Trim();

    /// <summary>Quoted, so that code keeps its lines.</summary>
    private static string Field(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Tags are parted by spaces, and :: makes one tag the child of another.</summary>
    private static string Tag(string notebook) => notebook.Replace(" ", "-", StringComparison.Ordinal).Replace("/", "::", StringComparison.Ordinal);
}
