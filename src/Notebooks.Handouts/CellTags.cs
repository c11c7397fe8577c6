using System.Text.Json.Nodes;

namespace Notebooks.Handouts;

/// <summary>The tags of a cell, as every Jupyter front end shows and edits them.</summary>
internal static class CellTags
{
    public static bool HasTag(this Cell cell, string tag) =>
        cell.Metadata["tags"] is JsonArray tags && tags.Any(other => other is JsonValue value && value.TryGetValue(out string? name) && name == tag);
}
