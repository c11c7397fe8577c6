using System.Text;

namespace Notebooks;

/// <summary>The text of a file, which knows line and column of each of its bytes.</summary>
internal sealed class SourceText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _name;

    /// <exception cref="NotebookFormatException">The bytes are not UTF-8.</exception>
    public SourceText(ReadOnlyMemory<byte> bytes, string name)
    {
        _name = name;
        Utf8 = bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (bytes.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw Error(0, "the file is UTF-16; save it as UTF-8");
        try
        {
            Text = Strict.GetString(Utf8.Span);
        }
        catch (DecoderFallbackException e)
        {
            throw Error(e.Index, $"the byte 0x{e.BytesUnknown?[0]:X2} is not UTF-8; save the file as UTF-8");
        }
    }

    /// <summary>The file without its byte order mark.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The same as a string.</summary>
    public string Text { get; }

    /// <summary>An error at a byte of <see cref="Utf8"/>: <c>name:line:column: message</c>, both counted from 1, columns in characters.</summary>
    public NotebookFormatException Error(int offset, string message, Exception? cause = null)
    {
        var before = Utf8.Span[..offset];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return new NotebookFormatException($"{_name}:{line}:{column}: {message}", cause);
    }
}
