namespace Notebooks.Handouts;

/// <summary>A notebook as one self-contained page.</summary>
/// <param name="Html">The page; it needs no other file and no network.</param>
/// <param name="Entry">What an index says of it.</param>
public sealed record Handout(string Html, HandoutEntry Entry);

/// <summary>A line of the index of handouts.</summary>
/// <param name="FileName">The name of the page's file, beside the index.</param>
/// <param name="Title">The notebook's title, as text.</param>
/// <param name="Summary">The notebook's first paragraph, as HTML; empty where there is none.</param>
public sealed record HandoutEntry(string FileName, string Title, string Summary);
