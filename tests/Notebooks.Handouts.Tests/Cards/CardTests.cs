using System.Text.Json.Nodes;
using Notebooks.Handouts.Cards;
using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Cards;

public class CardTests
{
    private const string Fold = "\n\n<details>\n<summary>Answer</summary>\n\n";

    private static Cell Card(string id, string question, string answer) => Tagged(id, $"{question}{Fold}{answer}\n\n</details>");

    private static Cell Tagged(string id, string source, CellKind kind = CellKind.Markdown) =>
        new(id, kind, source) { Metadata = new JsonObject { ["tags"] = new JsonArray("card") } };

    private static readonly Notebook Two = Notebook(
        TextCell("# No card" + Fold + "x\n\n</details>"),
        Card("shape", "What shape has $w$, if $a < b$?", "**(D, M)**.\n\n```csharp\nvar a = b < c;\n\nvar q = \"1\";\n```"),
        Card("sum", "Where does $b$ come in?", "$$z = p + b$$"));

    [Fact]
    public void The_cards_of_a_notebook_are_its_tagged_cells_in_order()
    {
        var cards = Flashcard.Of(Two, "part/01");

        Assert.Equal(["part/01/shape", "part/01/sum"], cards.Select(card => card.Id));
        Assert.Equal("What shape has $w$, if $a < b$?", cards[0].Question);
        Assert.Equal("$$z = p + b$$", cards[1].Answer);
    }

    [Theory]
    [InlineData("A question alone")]
    [InlineData("<details>\n<summary>Answer</summary>\n\nAn answer alone\n\n</details>")]
    [InlineData("A question\n\n<details>\n<summary>Answer</summary>\n\n</details>")]
    [InlineData("Two\n\n<details><summary>A</summary>\n\n1\n\n</details>\n\n<details><summary>A</summary>\n\n2\n\n</details>")]
    [InlineData("A question\n\n<details><summary>A</summary>\n\n1\n\n</details>\n\nand more")]
    public void A_tagged_cell_that_is_no_card_is_named_with_what_a_card_is(string source)
    {
        var error = Assert.Throws<HandoutException>(() => Flashcard.Of(Notebook(Tagged("odd", source)), "n"));

        Assert.Contains("cell 1 (id odd)", error.Message, StringComparison.Ordinal);
        Assert.Contains("<summary>Answer</summary>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_cell_is_no_card()
    {
        var error = Assert.Throws<HandoutException>(() => Flashcard.Of(Notebook(Tagged("odd", "1", CellKind.Code)), "n"));

        Assert.Contains("a card is a Markdown cell, and this is a code cell", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anki_gets_one_quoted_record_a_card_with_its_id_first_and_formulas_for_MathJax()
    {
        var text = AnkiCards.Write(Flashcard.Of(Two, "part/01 a"), "Linear layer");

        Assert.StartsWith("#separator:tab\n#html:true\n#notetype:Basic\n#deck:Linear layer\n", text, StringComparison.Ordinal);
        Assert.Contains("\n#guid column:1\n#tags column:4\n", text, StringComparison.Ordinal);
        Assert.Contains("\n\"part/01 a/shape\"\t\"<p>What shape has \\(w\\), if \\(a &lt; b\\)?</p>\"\t\"<p><strong>(D, M)</strong>.</p>\n<pre>", text, StringComparison.Ordinal);
        Assert.Contains("var a = b &lt; c;\n\nvar q = &quot;1&quot;;", text, StringComparison.Ordinal);
        Assert.EndsWith("\t\"\\[z = p + b\\]\"\t\"part::01-a\"\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Obsidian_gets_question_and_answer_without_a_blank_line_but_those_in_code()
    {
        var note = ObsidianCards.Write(Flashcard.Of(Two, "01"), "Linear layer");

        Assert.Equal(
            """
            #flashcards/linear-layer

            ## 01

            What shape has $w$, if $a < b$?
            ?
            **(D, M)**.
            ```csharp
            var a = b < c;

            var q = "1";
            ```
            <!--card:01/shape-->

            Where does $b$ come in?
            ?
            $$z = p + b$$
            <!--card:01/sum-->

            """.ReplaceLineEndings("\n"),
            note);
    }

    [Fact]
    public void A_new_note_keeps_when_Obsidian_wants_each_card_back()
    {
        var cards = Flashcard.Of(Two, "01");
        var scheduled = ObsidianCards.Write(cards, "d").Replace("<!--card:01/sum-->", "<!--card:01/sum-->\n<!--SR:!2026-12-24,4,270-->", StringComparison.Ordinal);

        var renewed = ObsidianCards.Write([cards[1] with { Answer = "After the sum." }, cards[0]], "d", scheduled);

        Assert.Contains("After the sum.\n<!--card:01/sum-->\n<!--SR:!2026-12-24,4,270-->\n", renewed, StringComparison.Ordinal);
        Assert.Single(renewed.Split("<!--SR:")[1..]);
    }

    [Fact]
    public void The_page_shows_each_card_with_its_answer_folded_and_its_formulas_set()
    {
        var page = Parse(Renderer.RenderDeck(Flashcard.Of(Two, "01"), "Linear <layer>"));

        Assert.Equal("Linear <layer>", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(2, page.QuerySelectorAll("article.nb-card > details:not([open])").Length);
        Assert.Equal(4, page.QuerySelectorAll(".nb-card .katex-mathml").Length);
        Assert.Equal("(D, M)", page.QuerySelector(".nb-card-answer strong")!.TextContent);
    }

    [Fact]
    public void A_formula_that_cannot_be_read_names_its_card()
    {
        var cards = Flashcard.Of(Notebook(Card("odd", "What is $\\frac{1$?", "1")), "01");

        Assert.Contains("id 01/odd", Assert.Throws<HandoutException>(() => Renderer.RenderDeck(cards, "d")).Message, StringComparison.Ordinal);
    }
}
