namespace Notebooks.Handouts;

/// <summary>How a handout shows code.</summary>
public enum CodeView
{
    /// <summary>As it stands.</summary>
    Open,

    /// <summary>Behind a line that opens it.</summary>
    Folded,

    /// <summary>Not at all: text and outputs alone.</summary>
    Hidden,
}

/// <summary>What becomes of the parts of the text that are folded, the <c>details</c>.</summary>
public enum AnswerView
{
    /// <summary>Folded on the screen, and on paper too.</summary>
    Folded,

    /// <summary>Folded on the screen, open on paper.</summary>
    Printed,

    /// <summary>Left out.</summary>
    Hidden,
}

/// <summary>How a notebook becomes a handout.</summary>
public sealed record HandoutOptions
{
    /// <summary>How code is shown.</summary>
    public CodeView Code { get; init; } = CodeView.Open;

    /// <summary>What becomes of folded answers.</summary>
    public AnswerView Answers { get; init; } = AnswerView.Folded;

    /// <summary>Whether the notebook's own HTML and scripts stand as they are. The page still makes no request.</summary>
    public bool Trust { get; init; }

    /// <summary>Whether what cannot be shown, such as a formula that KaTeX cannot read, stands as its source; else it is an error.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>Whether the notebook was run for this handout; the page says so.</summary>
    public bool Ran { get; init; }

    /// <summary>The language of the text, as a BCP 47 tag such as <c>en</c> or <c>pt-BR</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The exercises of a student's sheet, which get room to write on paper; empty for any other handout.</summary>
    public IReadOnlyList<Exercise> Exercises { get; init; } = [];
}
