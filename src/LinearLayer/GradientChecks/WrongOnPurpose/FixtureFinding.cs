namespace LinearLayer;

/// <summary>A property of a fixture that lets mistakes through.</summary>
/// <param name="Property">What is the case, such as <c>N = M = 3</c>.</param>
/// <param name="Why">Why that is a weakness.</param>
/// <param name="LetsThrough">Wrong backward passes that are right on this fixture and would not be if this one property were mended.</param>
/// <param name="Hides">Wrong backward passes that can still be caught, but have the right shapes, or the right numbers in the cells in question, only because of this property.</param>
public sealed record FixtureFinding(string Property, string Why, IReadOnlyList<WrongBackward> LetsThrough, IReadOnlyList<WrongBackward> Hides)
{
    /// <summary>The property, the reason, and the names.</summary>
    public override string ToString()
    {
        var lines = new List<string> { $"  {Property}. {Why}" };
        if (LetsThrough.Count > 0)
            lines.Add($"    lets through: {string.Join("; ", LetsThrough.Select(wrong => wrong.Name))}");
        if (Hides.Count > 0)
            lines.Add($"    hides: {string.Join("; ", Hides.Select(wrong => wrong.Name))}");
        return string.Join('\n', lines);
    }
}
