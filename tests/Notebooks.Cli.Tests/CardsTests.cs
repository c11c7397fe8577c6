namespace Notebooks.Cli.Tests;

public sealed class CardsTests : IDisposable
{
    private const string Card = "What shape has $w$?\n\n<details>\n<summary>Answer</summary>\n\n(D, M)\n\n</details>";
    private readonly NotebookFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("anki", "cards.txt", "#separator:tab\n")]
    [InlineData("obsidian", "cards.md", "#flashcards/")]
    [InlineData("html", "cards.html", "<!DOCTYPE html>\n")]
    public async Task Cards_writes_a_deck_of_every_tagged_cell_of_a_folder(string format, string file, string start)
    {
        WriteCard("a.ipynb");
        WriteCard("b.ipynb");
        _folder.Write("c.ipynb", "# No card");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "cards", ".", "--format", format);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("2 cards of 2 notebooks", result.StandardOutput);
        Assert.StartsWith(start, File.ReadAllText(_folder.File("handouts", file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_cards_and_a_card_without_an_answer_give_2_and_write_nothing()
    {
        _folder.Write("a.ipynb", "# No card");
        var none = await NotebooksCommand.RunAsync(_folder.Path, "cards", ".");
        WriteCard("b.ipynb", "A question alone");
        var malformed = await NotebooksCommand.RunAsync(_folder.Path, "cards", ".");

        Assert.Equal((2, 2), (none.ExitCode, malformed.ExitCode));
        Assert.Contains("holds no cards", none.StandardError);
        Assert.Contains("cell 1 (id cell-1)", malformed.StandardError);
        Assert.False(Directory.Exists(_folder.File("handouts")));
    }

    private void WriteCard(string name, string text = Card)
    {
        _folder.Write(name, "#" + text);
        var file = _folder.File(name);
        File.WriteAllText(file, File.ReadAllText(file)
            .Replace("\"source\":\"#", "\"source\":\"", StringComparison.Ordinal)
            .Replace("\"metadata\":{},\"source\"", "\"metadata\":{\"tags\":[\"card\"]},\"source\"", StringComparison.Ordinal));
    }
}
