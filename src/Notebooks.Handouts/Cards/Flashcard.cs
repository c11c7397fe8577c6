using System.Globalization;
using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Cards;

/// <summary>A question and its answer, kept as a Markdown cell of a notebook.</summary>
/// <param name="Id">The notebook's name and the cell's id, such as <c>01-forward/card-inner-size</c>: it stays when the text changes.</param>
/// <param name="Notebook">The notebook's name without extension, <c>/</c> between folders.</param>
/// <param name="Question">The question, in Markdown.</param>
/// <param name="Answer">The answer, in Markdown.</param>
public sealed partial record Flashcard(string Id, string Notebook, string Question, string Answer)
{
    /// <summary>The tag that makes a Markdown cell a card.</summary>
    public const string Tag = "card";

    /// <summary>
    /// The cards of a notebook, in its order: its Markdown cells that are tagged <c>card</c>. The question stands first,
    /// the answer in a folded part below it, <c>&lt;details&gt;&lt;summary&gt;Answer&lt;/summary&gt; ... &lt;/details&gt;</c>.
    /// </summary>
    /// <exception cref="HandoutException">A tagged cell is not a question and an answer; it names all of them.</exception>
    public static IReadOnlyList<Flashcard> Of(Notebook notebook, string name)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentException.ThrowIfNullOrEmpty(name);

        var cards = new List<Flashcard>();
        var problems = new List<HandoutProblem>();
        foreach (var (index, cell) in notebook.Cells.Index().Where(cell => cell.Item.HasTag(Tag)))
        {
            var text = Folded().Match(cell.Source);
            if (cell.Kind == CellKind.Markdown && text.Success)
                cards.Add(new Flashcard($"{name}/{cell.Id}", name, text.Groups["question"].Value.Trim(), text.Groups["answer"].Value.Trim()));
            else
                problems.Add(Malformed(index + 1, cell));
        }

        return problems.Count == 0 ? cards : throw new HandoutException($"{name}: its cards cannot be read.", problems);
    }

    private static HandoutProblem Malformed(int number, Cell cell) => new(
        number,
        cell.Id,
        "its tag 'card'",
        cell.Source.Split('\n')[0],
        cell.Kind == CellKind.Markdown
            ? "a card is a question and, below it, one folded answer: <details>, <summary>Answer</summary>, a blank line, the answer, a blank line, </details>"
            : string.Create(CultureInfo.InvariantCulture, $"a card is a Markdown cell, and this is a {cell.Kind.ToString().ToLowerInvariant()} cell"));

    [GeneratedRegex(@"\A(?<question>(?:(?!</?details).)*\S(?:(?!</?details).)*)<details>\s*<summary>[^<]*</summary>(?<answer>(?:(?!</?details).)*\S(?:(?!</?details).)*)</details>\s*\z", RegexOptions.Singleline)]
    private static partial Regex Folded();
}
