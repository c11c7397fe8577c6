using System.Text.Json.Nodes;

namespace Notebooks;

/// <summary>Looking into metadata, which holds anything.</summary>
internal static class JsonObjectExtensions
{
    /// <summary>The string under a path of keys; null where there is none, or an empty one.</summary>
    public static string? Text(this JsonObject metadata, params ReadOnlySpan<string> path)
    {
        JsonNode? node = metadata;
        foreach (var key in path)
            node = (node as JsonObject)?[key];
        return node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
    }

    /// <summary>The same metadata without some keys.</summary>
    public static JsonObject Without(this JsonObject metadata, params string[] keys)
    {
        if (!keys.Any(metadata.ContainsKey))
            return metadata;
        var rest = (JsonObject)metadata.DeepClone();
        foreach (var key in keys)
            rest.Remove(key);
        return rest;
    }
}
