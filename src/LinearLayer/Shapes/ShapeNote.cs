namespace LinearLayer;

/// <summary>A shape note, such as <c>(N, M) = (N, D) x (D, M)</c>, taken apart.</summary>
/// <param name="Text">The note as it was written.</param>
/// <param name="Sides">The shapes and operations between the relation signs, from left to right; one or more.</param>
public sealed record ShapeNote(string Text, IReadOnlyList<NoteSide> Sides)
{
    /// <summary>Takes a note apart.</summary>
    /// <remarks>
    /// A shape is <c>(N, D)</c>, <c>(M,)</c> or <c>()</c>; an axis is a name, a number, a product such as <c>d1·d2</c>,
    /// or a run <c>d_1, ..., d_k</c>, which stands for as many axes as the tensor has there. <c>.T</c> transposes;
    /// <c>x</c>, <c>·</c> and <c>@</c> multiply matrices; <c>+</c>, <c>-</c>, <c>*</c> and <c>/</c> work cell by cell with
    /// broadcasting. Sides are joined by <c>=</c> (the same axes) or <c>&lt;=</c> (from: a reshape, a sum over axes, or
    /// copies along new axes).
    /// </remarks>
    /// <exception cref="ShapeNoteException">The text is not a note; the message points at the column.</exception>
    public static ShapeNote Parse(string text) => new ShapeNoteParser(text).Parse();

    /// <summary>Every shape in the note, from left to right.</summary>
    internal IEnumerable<NoteShape> Shapes => Sides.SelectMany(side => side.Term.Shapes);

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>One side of a note.</summary>
/// <param name="Relation">What joins it to the side before: "=" or "&lt;="; "" for the first.</param>
/// <param name="Term">A shape, or an operation on shapes.</param>
public sealed record NoteSide(string Relation, NoteTerm Term);

/// <summary>A shape, or an operation on shapes, and where it stands in the note.</summary>
/// <param name="Start">Its first character, counted from 0.</param>
/// <param name="Length">How many characters it takes.</param>
public abstract record NoteTerm(int Start, int Length)
{
    internal abstract IEnumerable<NoteShape> Shapes { get; }
}

/// <summary>A shape in a note, such as (N, D) or (N, D).T.</summary>
/// <param name="Axes">Its axes as they are written, before any transpose.</param>
/// <param name="IsTransposed">Whether .T stands behind it.</param>
/// <param name="Start">Its first character, counted from 0.</param>
/// <param name="Length">How many characters it takes.</param>
public sealed record NoteShape(IReadOnlyList<NoteAxis> Axes, bool IsTransposed, int Start, int Length) : NoteTerm(Start, Length)
{
    internal override IEnumerable<NoteShape> Shapes => [this];
}

/// <summary>Two terms with an operator between them.</summary>
/// <param name="Operator">The operator as it is written: x, ·, @, +, -, * or /.</param>
/// <param name="Left">What stands before it.</param>
/// <param name="Right">What stands behind it.</param>
public sealed record NoteOperation(string Operator, NoteTerm Left, NoteTerm Right)
    : NoteTerm(Left.Start, Right.Start + Right.Length - Left.Start)
{
    internal override IEnumerable<NoteShape> Shapes => Left.Shapes.Concat(Right.Shapes);
}

/// <summary>One entry of a shape in a note.</summary>
/// <param name="Axis">The axis: a name or product, or a number as a size without a name; for a run, nothing is known of it.</param>
/// <param name="Run">For a run d_1, ..., d_k: its prefix "d_" and its count "k"; null for a single axis.</param>
/// <param name="Start">Its first character, counted from 0.</param>
/// <param name="Length">How many characters it takes.</param>
public sealed record NoteAxis(Axis Axis, NoteRun? Run, int Start, int Length);

/// <summary>As many axes as the tensor has there: d_1, ..., d_k.</summary>
/// <param name="Prefix">What the names of the axes begin with, such as "d_".</param>
/// <param name="Count">The name of how many there are, such as "k".</param>
public sealed record NoteRun(string Prefix, string Count);
