using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Notebooks;

/// <summary>JSON in a text: parsed, with the place of each value at hand for errors.</summary>
internal sealed class JsonSource
{
    /// <summary>Deeper than any notebook, and not too deep for a recursive walk on a small stack. (Jupyter gives up between 500 and 900.)</summary>
    private const int MaxDepth = 500;

    private readonly SourceText _text;
    private readonly ReadOnlyMemory<byte> _json;
    private readonly int _start;

    /// <exception cref="NotebookFormatException">The range is not JSON.</exception>
    public JsonSource(SourceText text, int start, int end)
    {
        (_text, _start) = (text, start);
        _json = text.Utf8[start..end];
        try
        {
            Root = new JsonPlace(this, JsonDocument.Parse(_json, new JsonDocumentOptions { MaxDepth = MaxDepth }).RootElement);
        }
        catch (JsonException e)
        {
            var offset = OffsetOf(e);
            throw text.Error(start + offset, WhatIsWrong(offset, e), e);
        }
    }

    public JsonPlace Root { get; }

    public NotebookFormatException Error(JsonElement value, string message)
    {
        _json.Span.Overlaps(JsonMarshal.GetRawUtf8Value(value), out var offset);
        return _text.Error(_start + offset, message);
    }

    private int OffsetOf(JsonException e)
    {
        var offset = 0;
        for (var line = e.LineNumber ?? 0; line > 0; line--)
            offset += _json.Span[offset..].IndexOf((byte)'\n') + 1;
        return Math.Min(offset + (int)(e.BytePositionInLine ?? 0), _json.Length);
    }

    private string WhatIsWrong(int offset, JsonException e)
    {
        var json = _json.Span;
        if (json.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return "there is no text; a notebook is a JSON object, so restore the file or begin a new one";
        if (IsCutOff())
            return "the text ends in the middle, as if it was cut off; restore the file from a copy or from version control";

        var lineStart = json[..offset].LastIndexOf((byte)'\n') + 1;
        var line = json[lineStart..];
        if (line.StartsWith("<<<<<<<"u8) || line.StartsWith("======="u8) || line.StartsWith(">>>>>>>"u8))
            return "here is the mark of a merge conflict; resolve the conflict";

        var rest = json[offset..];
        if (rest.StartsWith("NaN"u8) || rest.StartsWith("Infinity"u8) || rest.StartsWith("-Infinity"u8)
            || json[..offset].EndsWith("-"u8) && rest.StartsWith("I"u8))
            return "NaN and Infinity are not JSON; write null or a string";
        if (rest is [(byte)'}' or (byte)']', ..] && json[..offset].TrimEnd(" \t\r\n"u8).EndsWith(","u8))
            return "nothing follows the comma before this bracket; remove the comma";
        if (e.Message.Contains("depth", StringComparison.Ordinal))
            return $"brackets are nested deeper than {MaxDepth} levels; make the value flatter";
        if (rest is [< 0x20, ..])
            return "a string holds a line break or another control character; close the string, or escape the character";

        Rune.DecodeFromUtf8(rest, out var character, out _);
        if (json[..offset].EndsWith("\\"u8))
            return $"\\{character} is no escape of a JSON string; write \\\\ for a backslash";
        return $"'{character}' cannot stand here in JSON; look for a missing comma, colon, bracket or quote before it";
    }

    /// <summary>Whether all that is wrong with the text is that it ends.</summary>
    private bool IsCutOff()
    {
        var reader = new Utf8JsonReader(_json.Span, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth }));
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
