namespace LinearLayer;

/// <summary>A shape note that holds.</summary>
/// <param name="Note">The note, taken apart.</param>
/// <param name="Sizes">The note with sizes in place of names, such as <c>(2, 4) = (2, 3) x (3, 4)</c>; a name stays where no size is known.</param>
/// <param name="Operands">The tensors that were given, as the caller wrote them, with the axes that the note gives them.</param>
public sealed record ShapeCheck(ShapeNote Note, string Sizes, IReadOnlyList<NamedTensor> Operands)
{
    /// <summary>The note, and below it the same with sizes.</summary>
    public override string ToString() => Note.Text == Sizes ? Sizes : $"{Note.Text}\n{Sizes}";
}

/// <summary>A tensor of which the axes are named.</summary>
/// <param name="Text">The tensor as the caller wrote it.</param>
/// <param name="Axes">Its axes.</param>
public sealed record NamedTensor(string Text, Axes Axes);
