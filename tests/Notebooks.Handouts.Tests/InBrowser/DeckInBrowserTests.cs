using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Notebooks.Handouts.Cards;
using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.InBrowser;

public class DeckInBrowserTests(Browser browser)
{
    private const string Visible = "[...document.querySelectorAll('.nb-card')].filter(card => card.offsetHeight > 0).map(card => card.querySelector('.nb-card-question').textContent.trim())";
    private const string Turned = "[...document.querySelectorAll('.nb-card details')].filter(fold => fold.open).length";

    private static readonly string Deck = Renderer.RenderDeck(
        Flashcard.Of(Notebook([.. new[] { "one", "two", "three" }.Select(Card)]), "01"), "Deck");

    private static Cell Card(string text) =>
        new($"card-{text}", CellKind.Markdown, $"{text}?\n\n<details>\n<summary>Answer</summary>\n\n$x_{{{text}}}$\n\n</details>") { Metadata = new JsonObject { ["tags"] = new JsonArray("card") } };

    [Fact]
    public async Task The_keys_turn_a_card_and_go_to_the_next_which_is_not_turned()
    {
        await using var open = await browser.OpenAsync(Deck);
        Assert.Equal(["one?"], await open.AskAsync<string[]>(Visible));

        await open.Page.Keyboard.PressAsync(" ");
        Assert.Equal(1, await open.AskAsync<int>(Turned));
        await open.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal(["two?"], await open.AskAsync<string[]>(Visible));
        Assert.False(await open.AskAsync<bool>("document.querySelector('.nb-current details').open"));
        await open.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal(["one?"], await open.AskAsync<string[]>(Visible));

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        Assert.Equal(["one?", "two?", "three?"], await open.AskAsync<string[]>(Visible));
        Assert.Empty(open.Requests);
        Assert.Empty(open.Console);
    }

    [Fact]
    public async Task Without_a_script_every_card_is_there_and_folds_out()
    {
        await using var open = await browser.OpenAsync(Deck, withScript: false);

        Assert.Equal(3, await open.Page.Locator(".nb-card:visible").CountAsync());
        await open.Page.Locator(".nb-card summary").Nth(1).ClickAsync();
        Assert.True(await open.Page.Locator(".nb-card-answer").Nth(1).IsVisibleAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_to_improve_and_a_phone_needs_no_scrolling_sideways(ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(Deck, 360, scheme, withTools: true);
        await open.Page.Keyboard.PressAsync(" ");

        Assert.Empty((await open.Page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Select(node => node.Html))}"));
        Assert.Equal(0, await open.AskAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }
}
