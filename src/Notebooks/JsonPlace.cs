using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks;

/// <summary>A value in a JSON text, which knows the path that leads to it, such as <c>cells[3].source</c>.</summary>
internal sealed class JsonPlace
{
    private readonly JsonSource _source;
    private readonly JsonPlace? _parent;
    private readonly string? _key;
    private readonly int _index;

    public JsonPlace(JsonSource source, JsonElement root) => (_source, Value) = (source, root);

    private JsonPlace(JsonPlace parent, string? key, int index, JsonElement value) =>
        (_source, _parent, _key, _index, Value) = (parent._source, parent, key, index, value);

    public JsonElement Value { get; }

    /// <summary>The members of an object, each key once.</summary>
    public JsonFields Fields()
    {
        if (Value.ValueKind != JsonValueKind.Object)
            throw Expected("an object");
        var fields = new OrderedDictionary<string, JsonPlace>();
        foreach (var property in Value.EnumerateObject())
        {
            var key = NameOf(property);
            var place = new JsonPlace(this, key, 0, property.Value);
            if (!fields.TryAdd(key, place))
                throw place.Error("this key stands twice in one object; keep one of the two");
        }

        return new JsonFields(this, fields);
    }

    /// <summary>The elements of an array.</summary>
    public List<JsonPlace> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
            throw Expected("an array");
        var items = new List<JsonPlace>(Value.GetArrayLength());
        foreach (var item in Value.EnumerateArray())
            items.Add(new JsonPlace(this, null, items.Count, item));
        return items;
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
    public JsonNode? Node()
    {
        // Loops rather than queries: deep nesting must not use up the stack.
        switch (Value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var (key, member) in Fields())
                    members.Add(key, member.Node());
                return members;
            case JsonValueKind.Array:
                var items = new JsonArray();
                foreach (var item in Items())
                    items.Add(item.Node());
                return items;
            case JsonValueKind.String when Unescaped() is var text && HasHalfPair(text):
                // Asked for its string, the element would throw; a string of our own does not.
                return JsonValue.Create(text);
            default:
                return JsonValue.Create(Value);
        }
    }

    public NotebookFormatException Error(string message) =>
        _source.Error(Value, _parent is null ? message : $"{Path()}: {message}");

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

    private string Path()
    {
        var path = _parent?.Path() ?? "";
        if (_parent is null)
            return path;
        if (_key is null)
            return string.Create(CultureInfo.InvariantCulture, $"{path}[{_index}]");
        if (!Regex.IsMatch(_key, @"\A[A-Za-z_][A-Za-z_0-9]*\z"))
            return $"{path}[{JsonText.OneLine(_key)}]";
        return path.Length == 0 ? _key : $"{path}.{_key}";
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
