using System.Text;

namespace Notebooks;

/// <summary>Jupyter's notebook format, <c>.ipynb</c>: reads nbformat 4, writes nbformat 4.5.</summary>
/// <remarks>
/// The text is the one that Jupyter writes: sorted keys, one space of indentation, an array of lines for text of several
/// lines. Metadata and JSON outputs belong to others: their keys keep their order, their numbers and strings the very
/// characters of the file. (A key's own escapes, and the white space between values, are written Jupyter's way.)
/// </remarks>
public static class Ipynb
{
    /// <summary>Reads a notebook from the text of an <c>.ipynb</c> file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What errors call the text: a path, as a rule.</param>
    /// <exception cref="NotebookFormatException">The text is not a notebook of nbformat 4.</exception>
    public static Notebook Parse(string text, string name = "notebook") => Parse(Encoding.UTF8.GetBytes(text), name);

    /// <summary>Reads a notebook from the bytes of an <c>.ipynb</c> file: UTF-8, with or without a byte order mark.</summary>
    /// <inheritdoc cref="Parse(string, string)"/>
    /// <param name="utf8">The bytes.</param>
    /// <param name="name">What errors call the text: a path, as a rule.</param>
    public static Notebook Parse(ReadOnlyMemory<byte> utf8, string name = "notebook")
    {
        var text = new SourceText(utf8, name);
        return IpynbReader.Read(new JsonSource(text, 0, text.Utf8.Length).Root);
    }

    /// <summary>The text of a notebook's <c>.ipynb</c> file, with the last line break.</summary>
    public static string Format(Notebook notebook) => IpynbWriter.Write(notebook);
}
