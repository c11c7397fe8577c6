namespace Notebooks.Handouts.Page;

/// <summary>Another page of the same site.</summary>
internal sealed record PageLink(string Address, string Title);

/// <summary>Where a page stands: by itself, or among the pages of a site that share files.</summary>
/// <param name="Shared">The address of the folder of shared files, with its last <c>/</c>; null for a page by itself.</param>
internal sealed record PageFrame(string? Shared)
{
    public static PageFrame SelfContained { get; } = new((string?)null);

    /// <summary>The list of all pages; null where there is none, and on that very page.</summary>
    public PageLink? Index { get; init; }

    public PageLink? Previous { get; init; }

    public PageLink? Next { get; init; }

    /// <summary>The way from this page to the site's top, such as <c>../</c>.</summary>
    public string Top { get; init; } = "";
}
