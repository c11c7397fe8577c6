using System.Globalization;

namespace LinearLayer;

/// <summary>One axis of a tensor: the name of what it counts, and how many there are.</summary>
/// <remarks>
/// The name is a letter of the field such as "N"; a product such as "d1·d2" where a flatten has laid axes end to end,
/// the last one running fastest; "" where nothing is known but the size; or <see cref="Mixed"/>.
/// </remarks>
/// <param name="Name">What the axis counts.</param>
/// <param name="Size">How many there are; null in a note that no tensor has been seen for.</param>
public sealed record Axis(string Name, nint? Size)
{
    /// <summary>The name of an axis whose cells come from several named axes, not laid end to end: a reshape has cut across them.</summary>
    public const string Mixed = "?";

    /// <summary>An axis of which nothing is known but its size.</summary>
    public static Axis Unnamed(nint? size) => new("", size);

    /// <summary>Whether the axis has a name; a size alone agrees with every axis of that size.</summary>
    public bool IsNamed => Name.Length > 0;

    /// <summary>The names that are multiplied, first axis first; one for a plain axis, none for an unnamed one.</summary>
    public IReadOnlyList<string> Factors => IsNamed ? Name.Split('·') : [];

    /// <summary>Name and size, such as <c>N = 2</c>; the size alone where there is no name.</summary>
    public string Label => IsNamed && Size is { } size ? $"{Name} = {SizeText(size)}" : ToString();

    /// <summary>The name, or the size where there is none.</summary>
    public override string ToString() => IsNamed ? Name : Size is { } size ? SizeText(size) : "_";

    /// <summary>A size alone, which an axis of size 1 must be if it is to be stretched.</summary>
    internal bool IsOne => !IsNamed && Size == 1;

    private static string SizeText(nint size) => size.ToString(CultureInfo.InvariantCulture);
}
