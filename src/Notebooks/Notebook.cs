using System.Text.Json.Nodes;

namespace Notebooks;

/// <summary>A notebook as a document: its cells in order, and what the file says of itself.</summary>
/// <param name="Cells">The cells, in reading order.</param>
/// <param name="Metadata">The notebook's metadata (<c>kernelspec</c>, <c>language_info</c>, ...), unknown keys included.</param>
public sealed record Notebook(IReadOnlyList<Cell> Cells, JsonObject Metadata);
