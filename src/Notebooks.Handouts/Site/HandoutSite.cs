using Notebooks.Handouts.Formulas;
using Notebooks.Handouts.Page;

namespace Notebooks.Handouts;

/// <summary>Handouts as the pages of one site.</summary>
internal static class HandoutSite
{
    private const string IndexName = "index.html";

    /// <summary>The address of a handout from the site's top.</summary>
    public static string Address(string name) => string.Join('/', name.Split('/').Select(Uri.EscapeDataString)) + ".html";

    public static IReadOnlyList<SiteFile> Files(IReadOnlyList<Handout> handouts, PageParts index)
    {
        var formulas = KatexNeeds.Of(handouts.Select(handout => handout.Parts).Append(index).Select(parts => parts.Formulas));
        var files = new List<SiteFile>
        {
            Shared(SharedFiles.StyleName, KatexStyle.For(formulas) + SharedFiles.Style),
            Shared(SharedFiles.ScriptName, SharedFiles.Script + SharedFiles.SearchScript),
            Shared(SharedFiles.SearchIndexName, SearchIndex.Write(handouts)),
        };
        if (handouts.Any(handout => handout.Parts.Plotly))
            files.Add(Shared(SharedFiles.PlotlyName, PlotlyBundle.Text));

        foreach (var (number, handout) in handouts.Index())
        {
            var top = string.Concat(Enumerable.Repeat("../", handout.Name.Count(letter => letter == '/')));
            var frame = new PageFrame($"{top}{SharedFiles.Folder}/")
            {
                Top = top,
                Index = new PageLink(top + IndexName, index.Title),
                Previous = number > 0 ? Link(handouts[number - 1], top) : null,
                Next = number + 1 < handouts.Count ? Link(handouts[number + 1], top) : null,
            };
            files.Add(new SiteFile(handout.Name + ".html", PageHtml.Write(handout.Parts, frame)));
        }

        files.Add(new SiteFile(IndexName, PageHtml.Write(index, new PageFrame(SharedFiles.Folder + "/"))));
        return files;
    }

    private static SiteFile Shared(string name, string text) => new($"{SharedFiles.Folder}/{name}", text);

    private static PageLink Link(Handout handout, string top) => new(top + Address(handout.Name), handout.Title);
}
