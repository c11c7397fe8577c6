using System.Text.Json.Nodes;

namespace Notebooks;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>Code for the notebook's kernel.</summary>
    Code,

    /// <summary>Prose in Markdown.</summary>
    Markdown,

    /// <summary>Text that neither a kernel nor a Markdown renderer reads.</summary>
    Raw,
}

/// <summary>One cell of a notebook.</summary>
/// <param name="Id">The cell's id, unique in its notebook: 1 to 64 of <c>A-Z a-z 0-9 - _</c>.</param>
/// <param name="Kind">What the cell holds.</param>
/// <param name="Source">The text of the cell, lines separated by <c>\n</c>.</param>
public sealed record Cell(string Id, CellKind Kind, string Source)
{
    /// <summary>The cell's metadata, unknown keys included.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>The number of the run that made the outputs; null where the cell has not been run.</summary>
    public int? ExecutionCount { get; init; }

    /// <summary>What the run of a code cell showed, in order.</summary>
    public IReadOnlyList<Output> Outputs { get; init; } = [];

    /// <summary>Files that the Markdown of the cell refers to as <c>attachment:name</c>: name -> MIME type -> base64, or text for a MIME type of text.</summary>
    public JsonObject? Attachments { get; init; }

    /// <summary>
    /// What the file says of the cell beyond nbformat 4.5, kept as it is; null where there is nothing. A cell of an unknown
    /// type is a <see cref="CellKind.Raw"/> one here, with its <c>cell_type</c> among these keys.
    /// </summary>
    public JsonObject? UnknownKeys { get; init; }

    /// <summary>The kernel that the cell's metadata names, as .NET Interactive calls it (<c>csharp</c>, <c>fsharp</c>, ...); null where it names none.</summary>
    public string? Language => Metadata.Text("polyglot_notebook", "kernelName") ?? Metadata.Text("dotnet_interactive", "language");

    /// <summary>Whether <c>tags</c> in the cell's metadata hold <paramref name="tag"/>, as Jupyter and its tools write them.</summary>
    public bool HasTag(string tag) =>
        Metadata["tags"] is JsonArray tags && tags.Any(item => item is JsonValue value && value.TryGetValue(out string? name) && name == tag);

    /// <summary>The same cell as if it had never been run.</summary>
    internal Cell WithoutOutputs() => this with
    {
        ExecutionCount = null,
        Outputs = [],
        Metadata = Metadata.Without("ExecuteTime", "collapsed", "execution", "scrolled"),
    };
}
