using System.Collections;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>The axes of a tensor by name, first axis first, such as (N, D), (M,) or (): its symbolic shape.</summary>
[CollectionBuilder(typeof(Axes), nameof(Of))]
public sealed class Axes : IReadOnlyList<Axis>, IEquatable<Axes>
{
    private readonly Axis[] _axes;

    private Axes(Axis[] axes) => _axes = axes;

    /// <summary>These axes, in this order.</summary>
    public static Axes Of(params ReadOnlySpan<Axis> axes) => new(axes.ToArray());

    /// <summary>Axes of which only the sizes are known.</summary>
    public static Axes Unnamed(Shape shape) => new([.. shape.Select(size => Axis.Unnamed(size))]);

    /// <summary>The number of axes.</summary>
    public int Rank => _axes.Length;

    /// <summary>An axis, counted from 0.</summary>
    public Axis this[int axis] => _axes[axis];

    /// <summary>Names and sizes, such as <c>(N = 2, D = 3)</c>.</summary>
    public string Labels => Text(axis => axis.Label);

    /// <summary>The names, such as <c>(N, D)</c>; a size where there is no name.</summary>
    public override string ToString() => Text(axis => axis.ToString());

    /// <inheritdoc/>
    public bool Equals(Axes? other) => other is not null && _axes.SequenceEqual(other._axes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Axes);

    /// <inheritdoc/>
    public override int GetHashCode() => _axes.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<Axis> GetEnumerator() => _axes.AsEnumerable().GetEnumerator();

    /// <summary>The number of axes, as a list has it.</summary>
    public int Count => Rank;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Text(Func<Axis, string> text) => Rank == 1 ? $"({text(_axes[0])},)" : $"({string.Join(", ", _axes.Select(text))})";
}
