using System.Collections;
using System.Text.Json.Nodes;

namespace Notebooks;

/// <summary>The members of a JSON object that are still to be read.</summary>
internal sealed class JsonFields(JsonPlace owner, OrderedDictionary<string, JsonPlace> fields) : IEnumerable<KeyValuePair<string, JsonPlace>>
{
    /// <summary>A member that may be missing.</summary>
    public JsonPlace? Take(string key) => fields.Remove(key, out var place) ? place : null;

    /// <summary>A member that must be there.</summary>
    public JsonPlace Need(string key) => Take(key) ?? throw owner.Error($"\"{key}\" is missing; add it, or restore the file from a copy");

    /// <summary>The members that were not taken; null where none is left.</summary>
    public JsonObject? Rest() =>
        fields.Count == 0 ? null : new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value.Node())));

    public IEnumerator<KeyValuePair<string, JsonPlace>> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
