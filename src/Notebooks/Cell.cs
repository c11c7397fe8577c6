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

    /// <summary>Files that the Markdown of the cell refers to as <c>attachment:name</c>: name -> MIME type -> base64.</summary>
    public JsonObject? Attachments { get; init; }
}
