using System.Text.Json.Nodes;

namespace Notebooks;

/// <summary>Something that the run of a code cell showed.</summary>
public abstract record Output
{
    /// <summary>What the file says of the output beyond nbformat 4.5, kept as it is; null where there is nothing.</summary>
    public JsonObject? UnknownKeys { get; init; }
}

/// <summary>Text that was written to a stream.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text, ANSI escapes included.</param>
public sealed record StreamOutput(string Name, string Text) : Output;

/// <summary>A value that was displayed.</summary>
/// <param name="Data">The value by MIME type: a string, or any JSON for <c>application/json</c> and <c>application/...+json</c>.</param>
/// <param name="Metadata">What the display says of itself, by MIME type.</param>
public sealed record DisplayOutput(JsonObject Data, JsonObject Metadata) : Output
{
    /// <summary>The value's <c>display_id</c> while its notebook runs; not kept in a file.</summary>
    public string? DisplayId { get; init; }
}

/// <summary>The value of a cell's last expression.</summary>
/// <param name="ExecutionCount">The number of the run.</param>
/// <param name="Data">The value by MIME type, as in <see cref="DisplayOutput"/>.</param>
/// <param name="Metadata">What the value says of itself, by MIME type.</param>
public sealed record ExecuteResult(int? ExecutionCount, JsonObject Data, JsonObject Metadata) : Output;

/// <summary>The error that ended a cell.</summary>
/// <param name="Name">The kind of error, such as <c>ShapeException</c>.</param>
/// <param name="Value">Its message.</param>
/// <param name="Traceback">The text shown for it, a line an entry, ANSI escapes included.</param>
public sealed record ErrorOutput(string Name, string Value, IReadOnlyList<string> Traceback) : Output;

/// <summary>An output of a type that nbformat 4.5 does not have; all that the file says of it is in <see cref="Output.UnknownKeys"/>.</summary>
/// <param name="Type">Its <c>output_type</c>.</param>
public sealed record UnknownOutput(string Type) : Output;
