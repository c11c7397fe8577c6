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
                _text.Append(CultureInfo.InvariantCulture, $"{number}");
                break;
            case JsonValue token:
                WriteToken(token);
                break;
            case JsonObject members:
                WriteMembers(members.Select(member => KeyValuePair.Create(member.Key, (object?)member.Value)), depth);
                break;
            case IEnumerable<KeyValuePair<string, object?>> members:
                WriteMembers(members, depth);
                break;
            case IEnumerable<object?> items:
                WriteList('[', items, item => Write(item, depth + 1), ']', depth);
                break;
            default:
                throw new ArgumentException($"A {value.GetType()} has no JSON here.", nameof(value));
        }
    }

    private void WriteMembers(IEnumerable<KeyValuePair<string, object?>> members, int depth) =>
        WriteList('{', members, member =>
        {
            WriteString(member.Key);
            _text.Append(_indent ? ": " : ":");
            Write(member.Value, depth + 1);
        }, '}', depth);

    private void WriteList<T>(char open, IEnumerable<T> items, Action<T> write, char close, int depth)
    {
        var any = false;
        _text.Append(open);
        foreach (var item in items)
        {
            if (any)
                _text.Append(',');
            any = true;
            NewLine(depth + 1);
            write(item);
        }

        if (any)
            NewLine(depth);
        _text.Append(close);
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
