using System.Collections.Immutable;
using System.Globalization;

namespace LinearLayer;

/// <summary>
/// The name of an unknown in a <see cref="Polynomial"/>: a letter or word, and indices where it is an entry of a tensor, as in <c>x[1,2]</c>.
/// </summary>
/// <remarks>
/// Two variables with the same name and the same indices are the same variable. Indices count from 0, as C# does, so
/// the entry that the formulas call x with the indices 1, 1 is <c>x[0,0]</c> here.
/// </remarks>
public sealed class Variable : IEquatable<Variable>, IComparable<Variable>
{
    private readonly int _hashCode;

    /// <summary>The variable of the given name, with indices where it is an entry of a tensor.</summary>
    /// <param name="name">A letter, followed by letters, digits and underscores.</param>
    /// <param name="indices">The place in the tensor, from 0; none for a variable on its own.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a name, or an index is negative.</exception>
    public Variable(string name, params ReadOnlySpan<nint> indices)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsName(name))
            throw new ArgumentException(
                $"'{name}' is not the name of a variable: a name is a letter, followed by letters, digits and underscores. The indices of an entry are given apart, as in new Variable(\"x\", 1, 2).",
                nameof(name));
        foreach (var index in indices)
            if (index < 0)
                throw new ArgumentOutOfRangeException(nameof(indices), $"The index {Format(index)} of {name} is negative. Indices count from 0.");

        Name = name;
        Indices = [.. indices];
        var hash = new HashCode();
        hash.Add(name);
        foreach (var index in indices)
            hash.Add(index);
        _hashCode = hash.ToHashCode();
    }

    /// <summary>The letter or word: <c>x</c> in <c>x[1,2]</c>.</summary>
    public string Name { get; }

    /// <summary>The place in the tensor, counted from 0: 1 and 2 in <c>x[1,2]</c>; empty for a variable on its own.</summary>
    public ImmutableArray<nint> Indices { get; }

    /// <summary>Whether both are the same variable.</summary>
    public static bool operator ==(Variable? left, Variable? right) => left?.Equals(right) ?? right is null;

    /// <summary>Whether they are different variables.</summary>
    public static bool operator !=(Variable? left, Variable? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Variable? other) =>
        ReferenceEquals(this, other)
        || other is not null && _hashCode == other._hashCode && Name == other.Name && Indices.AsSpan().SequenceEqual(other.Indices.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Variable);

    /// <inheritdoc/>
    public override int GetHashCode() => _hashCode;

    /// <summary>
    /// Compares in the order of writing: alphabetically, except that names beginning with x, the input, come first,
    /// because the course writes x·w and x·dout; then by the indices, the first one that differs deciding.
    /// </summary>
    public int CompareTo(Variable? other)
    {
        if (ReferenceEquals(this, other))
            return 0;
        if (other is null)
            return 1;
        if (IsInput != other.IsInput)
            return IsInput ? -1 : 1;
        var order = string.CompareOrdinal(Name, other.Name);
        return order != 0 ? order : Indices.AsSpan().SequenceCompareTo(other.Indices.AsSpan());
    }

    /// <summary>The variable as it is written in C#: <c>x</c>, <c>x[1,2]</c>.</summary>
    public override string ToString() => Indices.IsEmpty ? Name : $"{Name}[{string.Join(',', Indices.Select(Format))}]";

    private bool IsInput => Name[0] is 'x' or 'X';

    private static bool IsName(string name) =>
        name.Length > 0
        && char.IsLetter(name[0])
        && name.All(c => char.IsLetterOrDigit(c) || c == '_' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark);

    private static string Format(nint index) => index.ToString(CultureInfo.InvariantCulture);
}
