using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>The sizes of a tensor's axes, first axis first, such as (2, 3), (4,) or ().</summary>
/// <remarks>Two shapes are equal when their sizes are, so a cell can say <c>Check.Equal(x.Shape, [2, 3])</c>.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Of))]
public readonly struct Shape : IReadOnlyList<nint>, IEquatable<Shape>
{
    private readonly nint[]? _sizes;

    private Shape(nint[] sizes) => _sizes = sizes;

    /// <summary>A shape of these sizes; no size at all is the shape of a single number.</summary>
    public static Shape Of(params ReadOnlySpan<nint> sizes) => new(sizes.ToArray());

    /// <summary>The number of axes.</summary>
    public int Rank => Sizes.Length;

    /// <summary>The size of an axis, counted from 0.</summary>
    public nint this[int axis] => Sizes[axis];

    /// <summary>The number of cells: the product of the sizes, which is 1 for the shape ().</summary>
    public nint CellCount => Product(fromAxis: 0);

    /// <summary>The index of a cell that is counted in row-major order, from 0: in (2, 3), the cell 4 has the index [1, 1].</summary>
    public nint[] IndexAt(nint position)
    {
        var index = new nint[Rank];
        for (var axis = Rank - 1; axis >= 0; axis--)
            (position, index[axis]) = nint.DivRem(position, this[axis]);
        return index;
    }

    /// <summary>The sizes as a span, for the methods of System.Numerics.Tensors.</summary>
    public ReadOnlySpan<nint> AsSpan() => Sizes;

    /// <inheritdoc/>
    public override string ToString() => Rank == 1
        ? string.Create(CultureInfo.InvariantCulture, $"({this[0]},)")
        : $"({string.Join(", ", Sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))})";

    /// <inheritdoc/>
    public bool Equals(Shape other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Sizes.Aggregate(17, HashCode.Combine);

    /// <summary>Whether both shapes have the same sizes in the same order.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether the shapes differ in rank or in a size.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <inheritdoc/>
    public IEnumerator<nint> GetEnumerator() => Sizes.AsEnumerable().GetEnumerator();

    int IReadOnlyCollection<nint>.Count => Rank;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal nint Product(int fromAxis)
    {
        nint product = 1;
        for (var axis = fromAxis; axis < Rank; axis++)
            product = checked(product * this[axis]);
        return product;
    }

    private nint[] Sizes => _sizes ?? [];
}
