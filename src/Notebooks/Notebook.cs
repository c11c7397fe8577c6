using System.Text.Json.Nodes;

namespace Notebooks;

/// <summary>A notebook as a document: its cells in order, and what the file says of itself.</summary>
/// <param name="Cells">The cells, in reading order.</param>
/// <param name="Metadata">The notebook's metadata (<c>kernelspec</c>, <c>language_info</c>, ...), unknown keys included.</param>
public sealed record Notebook(IReadOnlyList<Cell> Cells, JsonObject Metadata)
{
    /// <summary>The minor version of nbformat 4 that notebooks are written in.</summary>
    internal const int CurrentMinor = 5;

    /// <summary>The minor version of nbformat 4 that the notebook's file has: 5, or more where the file that it was read from had more.</summary>
    public int NbformatMinor { get; init; } = CurrentMinor;

    /// <summary>What the file says beside cells, metadata and version, kept as it is; null where there is nothing.</summary>
    public JsonObject? UnknownKeys { get; init; }

    /// <summary>The kernel that runs a code cell which names none, as .NET Interactive calls it: <c>csharp</c>, <c>fsharp</c>, ...</summary>
    public string Language => KernelNames.DefaultOf(Metadata);

    /// <summary>The same notebook as if it had never been run: no outputs, no run numbers, no metadata that a run leaves behind.</summary>
    public Notebook WithoutOutputs() => this with
    {
        Cells = [.. Cells.Select(cell => cell.WithoutOutputs())],
        Metadata = Metadata.Without("signature", "widgets"),
    };
}
