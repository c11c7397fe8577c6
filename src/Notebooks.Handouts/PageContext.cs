using AngleSharp.Dom;
using Notebooks.Handouts.Formulas;
using Notebooks.Handouts.Page;
using Notebooks.Handouts.Safety;

namespace Notebooks.Handouts;

/// <summary>What the cells of one page share while it is written.</summary>
internal sealed class PageContext(NotebookFormulas formulas, string? folder, HandoutOptions options)
{
    private readonly List<RenderedFormula> written = [];

    public HandoutOptions Options { get; } = options;

    /// <summary>The folder that relative addresses start from; null where the notebook has none.</summary>
    public string? Folder { get; } = folder;

    /// <summary>The picture files that the page may take in; null where the notebook has no folder.</summary>
    public PictureFiles? Pictures { get; init; }

    public List<HandoutProblem> Problems { get; } = [];

    /// <summary>The style sheets of outputs and texts, as HTML, each once.</summary>
    public StyleSheets Sheets { get; } = new();

    /// <summary>The scripts of outputs that the page runs.</summary>
    public PageScripts Scripts { get; } = new();

    /// <summary>Renders a formula; its HTML joins the page in <see cref="PutFormulas"/>, after the notebook's own HTML was cleaned.</summary>
    public RenderedFormula Render(string tex, bool display) => formulas.Render(tex, display);

    /// <summary>What stands for a formula until then.</summary>
    public string PlaceFor(RenderedFormula formula)
    {
        written.Add(formula);
        return $"<span data-nb-formula=\"{written.Count - 1}\"></span>";
    }

    public void PutFormulas(IElement part)
    {
        foreach (var place in part.QuerySelectorAll("span[data-nb-formula]").ToList())
        {
            if (int.TryParse(place.GetAttribute("data-nb-formula"), out var number) && number >= 0 && number < written.Count)
                place.Insert(AdjacentPosition.BeforeBegin, written[number].Html!);
            place.Remove();
        }
    }
}
