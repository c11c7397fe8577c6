namespace Notebooks.Handouts;

/// <summary>A notebook as one self-contained page.</summary>
/// <param name="Title">Its title, as text.</param>
/// <param name="Html">The page; it needs no other file and no network.</param>
public sealed record Handout(string Title, string Html);
