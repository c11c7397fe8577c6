using System.CommandLine;
using Notebooks.Handouts;
using Notebooks.Handouts.Cards;

namespace Notebooks.Cli;

/// <summary><c>notebooks cards</c>: gathers the flashcards of notebooks into one file.</summary>
internal static class CardsCommand
{
    private enum Format
    {
        Html,
        Anki,
        Obsidian,
    }

    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Notebooks (.ipynb), or folders of them. Their cards are the Markdown cells that are tagged 'card'.",
            DefaultValueFactory = _ => ["notebooks"],
        };
        var format = new Option<Format>("--format")
        {
            HelpName = "anki|obsidian|html",
            Description = "A text file to import into Anki, a note for Obsidian's Spaced Repetition plugin, or a page that needs no other program and no network.",
            DefaultValueFactory = _ => Format.Html,
        };
        var output = new Option<string?>("--output", "-o")
        {
            HelpName = "FILE",
            Description = "The file to write; without it handouts/cards.txt, .md or .html.",
        };
        var deck = new Option<string>("--deck")
        {
            HelpName = "NAME",
            Description = "The name of the deck.",
            DefaultValueFactory = _ => "Flashcards",
        };
        var command = new Command("cards", "Gather the flashcards of notebooks into one deck. Each card keeps its id, so that a newer deck updates an older one.")
        {
            paths, format, output, deck,
        };
        command.SetAction(line => Write(line.GetRequiredValue(paths), line.GetValue(format), line.GetValue(output), line.GetRequiredValue(deck)));
        return command;
    }

    private static int Write(string[] paths, Format format, string? output, string deck)
    {
        if (string.IsNullOrWhiteSpace(deck))
            throw new InputException("--deck: takes a name, such as \"Linear layer\".");

        var file = output ?? Path.Combine("handouts", format switch { Format.Anki => "cards.txt", Format.Obsidian => "cards.md", _ => "cards.html" });
        if (Directory.Exists(file))
            throw new InputException($"--output {file}: is a folder; name a file.");

        try
        {
            var notebooks = NotebookSource.ReadAll(paths).Select(source => Flashcard.Of(source.Notebook, source.Name)).Where(cards => cards.Count > 0).ToList();
            var cards = notebooks.SelectMany(cards => cards).ToList();
            if (cards.Count == 0)
                throw new InputException($"{string.Join(", ", paths)}: holds no cards. A card is a Markdown cell with the tag 'card'.");

            var text = format switch
            {
                Format.Anki => AnkiCards.Write(cards, deck),
                Format.Obsidian => ObsidianCards.Write(cards, deck, File.Exists(file) ? File.ReadAllText(file) : null),
                _ => new HandoutRenderer().RenderDeck(cards, deck),
            };
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            AtomicFile.WriteAllText(file, text);
            Console.WriteLine($"{file}: {cards.Count} {(cards.Count == 1 ? "card" : "cards")} of {notebooks.Count} {(notebooks.Count == 1 ? "notebook" : "notebooks")}.");
            return ExitCode.Passed;
        }
        catch (HandoutException error)
        {
            throw new InputException(error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(error.Message);
        }
    }
}
