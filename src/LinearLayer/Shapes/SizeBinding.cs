using System.Globalization;

namespace LinearLayer;

/// <summary>What a name stands for, and where it was first seen.</summary>
/// <param name="Name">The name, such as "N".</param>
/// <param name="Size">Its size; null while no tensor has shown it.</param>
/// <param name="Product">What it is a product of, such as "d1·d2"; null if it is not one.</param>
/// <param name="Source">Where it was bound, such as <c>x in "(N, D)"</c>.</param>
public sealed record SizeBinding(string Name, nint? Size, string? Product, string Source)
{
    /// <summary>The equation and where it comes from, such as <c>N = 2 by x in "(N, D)"</c>.</summary>
    public override string ToString()
    {
        string?[] sides = [Name, Product, Size?.ToString(CultureInfo.InvariantCulture)];
        return $"{string.Join(" = ", sides.OfType<string>())} by {Source}";
    }
}
