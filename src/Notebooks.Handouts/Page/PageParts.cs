using Notebooks.Handouts.Formulas;

namespace Notebooks.Handouts.Page;

/// <summary>What a page is made of, before it is decided which files it stands in.</summary>
internal sealed record PageParts
{
    /// <summary>The title as text, for the window.</summary>
    public required string Title { get; init; }

    /// <summary>What the page is about, as text; empty where nothing says so.</summary>
    public string Description { get; init; } = "";

    /// <summary>What stands in the page's <c>main</c>, as HTML.</summary>
    public required string Main { get; init; }

    /// <summary>What the table of contents leads to.</summary>
    public IReadOnlyList<Heading> Headings { get; init; } = [];

    /// <summary>The last lines, as HTML.</summary>
    public string Footer { get; init; } = "";

    /// <summary>What its formulas need of KaTeX's styles and fonts.</summary>
    public KatexNeeds Formulas { get; init; } = KatexNeeds.Nothing;

    /// <summary>The lengths in its formulas, as CSS.</summary>
    public string FormulaLengths { get; init; } = "";

    /// <summary>The style sheets of its outputs, as HTML.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <summary>The scripts of its outputs that the page runs.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>Whether outputs draw with Plotly.</summary>
    public bool Plotly { get; init; }

    /// <summary>What of its text can be searched.</summary>
    public IReadOnlyList<SearchSection> Sections { get; init; } = [];

    public HandoutOptions Options { get; init; } = new();
}

/// <summary>A part of a page that a search may lead to.</summary>
/// <param name="Id">The fragment of its heading; empty for the page's beginning.</param>
/// <param name="Heading">Its heading, as text; empty for the page's beginning.</param>
/// <param name="Text">Its prose and code, as text.</param>
internal sealed record SearchSection(string Id, string Heading, string Text);
