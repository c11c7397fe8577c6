using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks;

/// <summary>The script format of .NET Interactive, <c>.dib</c>: a line such as <c>#!csharp</c> or <c>#!markdown</c> begins each cell.</summary>
/// <remarks>
/// The format has cells, their kernels and the notebook's <c>kernelInfo</c>, and no place for outputs, run numbers,
/// attachments, ids and other metadata. Empty lines around a cell's text are not part of it.
/// </remarks>
public static class Dib
{
    private const string Selector = "#!";

    /// <summary>Reads a notebook from the text of a <c>.dib</c> file. Without <c>#!meta</c> it is a C# notebook.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What errors call the text: a path, as a rule.</param>
    /// <exception cref="NotebookFormatException">What follows <c>#!meta</c> is not a JSON object.</exception>
    public static Notebook Parse(string text, string name = "notebook") => Parse(Encoding.UTF8.GetBytes(text), name);

    /// <summary>Reads a notebook from the bytes of a <c>.dib</c> file: UTF-8, with or without a byte order mark.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="name">What errors call the text: a path, as a rule.</param>
    /// <exception cref="NotebookFormatException">The bytes are not UTF-8, or what follows <c>#!meta</c> is not a JSON object.</exception>
    public static Notebook Parse(ReadOnlyMemory<byte> utf8, string name = "notebook")
    {
        var text = new SourceText(utf8, name);
        var meta = ReadMeta(text, out var cellsStart) ?? new JsonObject { ["kernelInfo"] = KernelNames.NewKernelInfo("csharp") };
        var kernelInfo = meta["kernelInfo"] as JsonObject;
        var kernels = new KernelNames(kernelInfo);

        var cells = new List<Cell>();
        var source = new List<string>();
        // Text before the first line that names a kernel is for the notebook's own.
        var (kernel, isNamed) = (kernelInfo?.Text("defaultKernelName") ?? "csharp", false);
        foreach (var line in LinesOf(text.Text[cellsStart..]))
        {
            if (KernelOf(line, kernels) is not { } next)
            {
                source.Add(line);
                continue;
            }

            EndCell();
            (kernel, isNamed) = (next, true);
        }

        EndCell();
        return new Notebook(CellIds.Complete(cells), KernelNames.NotebookMetadata(meta));

        void EndCell()
        {
            var trimmed = WithoutEmptyEnds(source);
            if (isNamed || trimmed.Count > 0)
                cells.Add(NewCell(kernel, string.Join('\n', trimmed)));
            source.Clear();
        }
    }

    /// <summary>The text of a notebook's <c>.dib</c> file.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="name">What errors call the notebook: a path, as a rule.</param>
    /// <exception cref="NotebookFormatException">A line of a cell would be read as the beginning of another one.</exception>
    public static string Format(Notebook notebook, string name = "notebook")
    {
        var meta = notebook.Metadata["polyglot_notebook"]?.DeepClone() as JsonObject ?? [];
        if (meta["kernelInfo"] is not JsonObject kernelInfo)
            meta["kernelInfo"] = kernelInfo = KernelNames.NewKernelInfo(notebook.Language);
        var used = notebook.Cells.Select(cell => KernelOf(cell, notebook)).ToList();
        var kernels = KernelNames.Declare(used, kernelInfo);

        var text = new StringBuilder($"{Selector}meta\n\n{JsonText.OneLine(meta)}\n");
        for (var i = 0; i < used.Count; i++)
        {
            if (used[i].Trim() != used[i] || used[i].AsSpan().ContainsAny('\r', '\n'))
                throw new NotebookFormatException($"{name}: cells[{i}].metadata: {JsonText.OneLine(used[i])} cannot be the name of a kernel in a .dib file; correct polyglot_notebook.kernelName");
            text.Append($"\n{Selector}{kernels.Find(used[i])}\n\n");
            foreach (var line in WithoutEmptyEnds(LinesOf(notebook.Cells[i].Source)))
            {
                if (KernelOf(line, kernels) is not null)
                    throw new NotebookFormatException($"{name}: cells[{i}].source: in a .dib file the line \"{line}\" begins a cell of its own; split the cell there, indent the line, or write an .ipynb file");
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The JSON object after <c>#!meta</c>, where the file begins so.</summary>
    private static JsonObject? ReadMeta(SourceText text, out int end)
    {
        var meta = Regex.Match(text.Text, @"\A\s*^#!meta[ \t]*(\r?\n\s*|\z)(?<json>.*?)(?=^#!|^[ \t]*\r?\n|\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        end = meta.Length;
        if (!meta.Success)
            return null;
        var json = meta.Groups["json"];
        var start = ByteAt(json.Index);
        return json.Length == 0
            ? throw text.Error(start, "no JSON follows #!meta; write the notebook's kernelInfo there, or remove the line #!meta")
            : new JsonSource(text, start, ByteAt(end)).Root.Object();

        int ByteAt(int character) => Encoding.UTF8.GetByteCount(text.Text.AsSpan(0, character));
    }

    /// <summary>The kernel for which the line begins a cell; null for any other line.</summary>
    private static string? KernelOf(string line, KernelNames kernels) =>
        line.StartsWith(Selector, StringComparison.Ordinal) ? kernels.Find(line[Selector.Length..]) : null;

    private static string KernelOf(Cell cell, Notebook notebook) => cell.Kind switch
    {
        CellKind.Code => cell.Language ?? notebook.Language,
        CellKind.Markdown => KernelNames.Markdown,
        _ => KernelNames.Raw,
    };

    private static Cell NewCell(string kernel, string source) => kernel switch
    {
        KernelNames.Markdown => new Cell("", CellKind.Markdown, source),
        KernelNames.Raw => new Cell("", CellKind.Raw, source),
        _ => new Cell("", CellKind.Code, source) { Metadata = KernelNames.CellMetadata(kernel) },
    };

    private static string[] LinesOf(string text) => text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);

    private static List<string> WithoutEmptyEnds(IEnumerable<string> lines)
    {
        var rest = lines.SkipWhile(line => line.Length == 0).ToList();
        return rest[..(rest.FindLastIndex(line => line.Length > 0) + 1)];
    }
}
