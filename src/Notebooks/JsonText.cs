using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks;

/// <summary>Writes JSON with the spaces and escapes that Jupyter writes, and <see cref="JsonNode"/>s as they were read.</summary>
/// <remarks>
/// System.Text.Json's own writers escape emoji and other characters above U+FFFF, and indent otherwise than Jupyter;
/// Jupyter escapes control characters, quotes and backslashes alone.
/// </remarks>
internal sealed class JsonText
{
    private readonly StringBuilder _text = new();
    private readonly bool _indent;

    private JsonText(bool indent) => _indent = indent;

    /// <summary>A value on lines of its own, indented by one space a level.</summary>
    public static string Indented(object? value) => Format(value, indent: true);

    /// <summary>A value on one line, without a space.</summary>
    public static string OneLine(object? value) => Format(value, indent: false);

    /// <summary>An object whose keys come in the order in which Jupyter sorts them: by code point.</summary>
    public static SortedDictionary<string, object?> Sorted(IEnumerable<KeyValuePair<string, JsonNode?>>? members = null) =>
        new((members ?? []).ToDictionary(member => member.Key, member => (object?)member.Value), Comparer<string>.Create(CompareCodePoints));

    private static string Format(object? value, bool indent)
    {
        var writer = new JsonText(indent);
        writer.Write(value, depth: 0);
        return writer._text.ToString();
    }

    private void Write(object? value, int depth)
    {
        switch (value)
        {
            case null:
                _text.Append("null");
                break;
            case string text:
                WriteString(text);
                break;
            case int number:
                _text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case JsonValue token:
                WriteToken(token);
                break;
            case JsonObject or IEnumerable<KeyValuePair<string, object?>>:
                WriteObject(value, depth);
                break;
            case IEnumerable<object?> items:
                WriteArray(items, depth);
                break;
            default:
                throw new ArgumentException($"A {value.GetType()} has no JSON here.", nameof(value));
        }
    }

    private void WriteObject(object value, int depth)
    {
        var members = value as IEnumerable<KeyValuePair<string, object?>>
            ?? ((JsonObject)value).Select(member => KeyValuePair.Create(member.Key, (object?)member.Value));
        var any = false;
        _text.Append('{');
        foreach (var (key, member) in members)
        {
            BeginItem(ref any, depth + 1);
            WriteString(key);
            _text.Append(_indent ? ": " : ":");
            Write(member, depth + 1);
        }

        End('}', any, depth);
    }

    private void WriteArray(IEnumerable<object?> items, int depth)
    {
        var any = false;
        _text.Append('[');
        foreach (var item in items)
        {
            BeginItem(ref any, depth + 1);
            Write(item, depth + 1);
        }

        End(']', any, depth);
    }

    private void BeginItem(ref bool any, int depth)
    {
        if (any)
            _text.Append(',');
        any = true;
        NewLine(depth);
    }

    private void End(char bracket, bool any, int depth)
    {
        if (any)
            NewLine(depth);
        _text.Append(bracket);
    }

    private void NewLine(int depth)
    {
        if (_indent)
            _text.Append('\n').Append(' ', depth);
    }

    private void WriteToken(JsonValue token)
    {
        if (token.TryGetValue<JsonElement>(out var element))
            _text.Append(element.GetRawText());
        else if (token.TryGetValue<string>(out var text))
            WriteString(text);
        else
            _text.Append(token.ToJsonString());
    }

    private void WriteString(string text)
    {
        _text.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '"' or '\\':
                    _text.Append('\\').Append(c);
                    break;
                case '\n':
                    _text.Append("\\n");
                    break;
                case '\r':
                    _text.Append("\\r");
                    break;
                case '\t':
                    _text.Append("\\t");
                    break;
                case '\b':
                    _text.Append("\\b");
                    break;
                case '\f':
                    _text.Append("\\f");
                    break;
                case < ' ':
                    WriteEscape(c);
                    break;
                case var _ when i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]):
                    _text.Append(c).Append(text[++i]);
                    break;
                case var _ when char.IsSurrogate(c):
                    // Half a pair has no UTF-8.
                    WriteEscape(c);
                    break;
                default:
                    _text.Append(c);
                    break;
            }
        }

        _text.Append('"');
    }

    private void WriteEscape(char c) => _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");

    private static int CompareCodePoints(string? a, string? b)
    {
        (a, b) = (a ?? "", b ?? "");
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (a[i] != b[i])
                return Rank(a[i]) - Rank(b[i]);
        }

        return a.Length - b.Length;

        // A surrogate stands for a character above all that have a UTF-16 unit of their own.
        static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
    }
}
