using System.Globalization;

namespace LinearLayer.Display;

/// <summary>A formula in one line, with lowered indices, as the parts that it is drawn in.</summary>
internal sealed record SvgFormula(IReadOnlyList<SvgFormula.Part> Parts)
{
    /// <summary>How far an index lies below the line.</summary>
    public const double Lowered = 3;

    /// <summary>A run of letters.</summary>
    /// <param name="Text">The letters.</param>
    /// <param name="IsIndex">Whether they are small and lowered.</param>
    /// <param name="Fill">A colour of their own; null for that of the text.</param>
    internal sealed record Part(string Text, bool IsIndex = false, string? Fill = null);

    public double Width => Parts.Sum(part => (part.IsIndex ? TextStyle.Index : TextStyle.Code).Width(part.Text));

    public static SvgFormula operator +(SvgFormula left, SvgFormula right) => new([.. left.Parts, .. right.Parts]);

    public static implicit operator SvgFormula(string text) => new([new Part(text)]);

    /// <summary>A letter with its indices, with commas between them where one has two digits.</summary>
    public static SvgFormula Of(string letter, string? fill, params ReadOnlySpan<nint> indices)
    {
        string[] texts = [.. indices.ToArray().Select(index => index.ToString(CultureInfo.InvariantCulture))];
        return new([new Part(letter, Fill: fill), new Part(string.Join(texts.Any(text => text.Length > 1) ? "," : "", texts), IsIndex: true, fill)]);
    }

    /// <summary>A variable, such as w[0,1].</summary>
    public static SvgFormula Of(Variable variable, string? fill = null) => Of(variable.Name, fill, variable.Indices.AsSpan());
}
