namespace Notebooks.Handouts;

/// <summary>A file of a site.</summary>
/// <param name="Path">Its path below the site's folder, <c>/</c> between folders.</param>
/// <param name="Text">Its content.</param>
public sealed record SiteFile(string Path, string Text);
