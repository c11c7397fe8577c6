namespace LinearLayer;

/// <summary>A text that is not a shape note. The message says what was expected, and points at the column.</summary>
public sealed class ShapeNoteException : FormatException
{
    internal ShapeNoteException(string note, int position, string problem) : base(Text(note, position, problem))
    {
        Note = note;
        Column = position + 1;
    }

    /// <summary>The text as it was given.</summary>
    public string Note { get; }

    /// <summary>The column that the error is at, counted from 1.</summary>
    public int Column { get; }

    /// <summary>The note on one line, every column where it was.</summary>
    internal static string OneLine(string note) => new([.. note.Select(character => char.IsControl(character) ? ' ' : character)]);

    private static string Text(string note, int position, string problem) =>
        $"Shape note, column {position + 1}: {problem}\n  {OneLine(note)}\n  {new string(' ', position)}^";
}
