using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks;

/// <summary>A value in a JSON text, with the path that leads to it, such as <c>cells[3].source</c>.</summary>
internal readonly record struct JsonPlace(JsonSource Source, string Path, JsonElement Value)
{
    /// <summary>The members of an object, each key once.</summary>
    public JsonFields Fields()
    {
        if (Value.ValueKind != JsonValueKind.Object)
            throw Expected("an object");
        var fields = new OrderedDictionary<string, JsonPlace>();
        foreach (var property in Value.EnumerateObject())
        {
            var key = NameOf(property);
            var place = this with { Path = PathTo(key), Value = property.Value };
            if (!fields.TryAdd(key, place))
                throw place.Error("this key stands twice in one object; keep one of the two");
        }

        return new JsonFields(this, fields);
    }

    /// <summary>The elements of an array.</summary>
    public IEnumerable<JsonPlace> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
            throw Expected("an array");
        var here = this;
        return Value.EnumerateArray().Select((item, i) => here with { Path = string.Create(CultureInfo.InvariantCulture, $"{here.Path}[{i}]"), Value = item });
    }

    /// <summary>A string.</summary>
    public string Text() =>
        Value.ValueKind == JsonValueKind.String ? Unescaped() : throw Expected("a string");

    /// <summary>Text that the file may hold as one string or as an array of lines, as one string.</summary>
    public string Lines() => Value.ValueKind switch
    {
        JsonValueKind.String => Unescaped(),
        JsonValueKind.Array => string.Concat(Items().Select(line => line.Text())),
        _ => throw Expected("a string or an array of strings"),
    };

    /// <summary>A count, or null.</summary>
    public int? Count()
    {
        if (Value.ValueKind == JsonValueKind.Null)
            return null;
        return Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var count) && count >= 0
            ? count
            : throw Expected("null or a whole number from 0 to 2147483647");
    }

    /// <summary>An object, as it stands in the file.</summary>
    public JsonObject Object() => Value.ValueKind == JsonValueKind.Object ? (JsonObject)Node()! : throw Expected("an object");

    /// <summary>Any value. Numbers and strings keep the very characters that the file has for them.</summary>
    public JsonNode? Node() => Value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(Fields().Select(field => KeyValuePair.Create(field.Key, field.Value.Node()))),
        JsonValueKind.Array => new JsonArray([.. Items().Select(item => item.Node())]),
        // Asked for its string, an element with half a surrogate pair would throw; a string of our own does not.
        JsonValueKind.String when Unescaped() is var text && HasHalfPair(text) => JsonValue.Create(text),
        _ => JsonValue.Create(Value),
    };

    public NotebookFormatException Error(string message) =>
        Source.Error(Value, Path.Length == 0 ? message : $"{Path}: {message}");

    private NotebookFormatException Expected(string what)
    {
        var found = Value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => $"the number {Value.GetRawText()}",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => "null",
        };
        return Error($"expected {what}, found {found}");
    }

    private string PathTo(string key)
    {
        if (Regex.IsMatch(key, "^[A-Za-z_][A-Za-z_0-9]*\\z"))
            return Path.Length == 0 ? key : $"{Path}.{key}";
        return $"{Path}[{JsonText.OneLine(key)}]";
    }

    private string Unescaped()
    {
        try
        {
            return Value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(JsonMarshal.GetRawUtf8Value(Value)[1..^1]);
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return Unescape(JsonMarshal.GetRawUtf8PropertyName(property));
        }
    }

    /// <summary>What a JSON string stands for, where System.Text.Json refuses because of half a surrogate pair.</summary>
    private static string Unescape(ReadOnlySpan<byte> raw) =>
        Regex.Replace(Encoding.UTF8.GetString(raw), @"\\(?:u(?<code>.{4})|(?<one>.))", match => match.Groups["code"] is { Success: true } code
            ? ((char)ushort.Parse(code.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString()
            : match.Groups["one"].Value switch
            {
                "n" => "\n",
                "r" => "\r",
                "t" => "\t",
                "b" => "\b",
                "f" => "\f",
                var self => self,
            });

    private static bool HasHalfPair(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }

        return false;
    }
}

/// <summary>The members of an object that are still to be read.</summary>
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

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
