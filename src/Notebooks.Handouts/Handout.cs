using Notebooks.Handouts.Page;

namespace Notebooks.Handouts;

/// <summary>A notebook as a page.</summary>
public sealed class Handout
{
    private readonly Lazy<string> html;

    internal Handout(string name, PageParts parts, CheckSummary checks, IReadOnlyList<HandoutProblem> problems)
    {
        Name = name;
        Parts = parts;
        Checks = checks;
        Problems = problems;
        html = new(() => PageHtml.Write(parts, PageFrame.SelfContained));
    }

    /// <summary>The notebook's name without extension, <c>/</c> between folders.</summary>
    public string Name { get; }

    /// <summary>Its title, as text.</summary>
    public string Title => Parts.Title;

    /// <summary>The page as one file that needs no other and no network.</summary>
    public string Html => html.Value;

    /// <summary>The checks that the notebook's outputs show.</summary>
    public CheckSummary Checks { get; }

    /// <summary>What stands as its source because it cannot be shown; empty unless <see cref="HandoutOptions.KeepGoing"/> was asked for.</summary>
    public IReadOnlyList<HandoutProblem> Problems { get; }

    /// <summary>What the page is made of, for pages that share files.</summary>
    internal PageParts Parts { get; }
}
