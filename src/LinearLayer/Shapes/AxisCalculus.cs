using System.Collections.Immutable;
using System.Globalization;

namespace LinearLayer;

/// <summary>The rules of shapes on named axes: which axes agree, and which axes an operation's result has.</summary>
/// <remarks>
/// Two named axes agree when they count the same thing, whatever their sizes; an axis without a name agrees with every
/// axis of its size. What the rules find out on the way (D = d1·d2, D = 3) is added to <see cref="Names"/>.
/// </remarks>
/// <param name="names">What the names stand for so far.</param>
/// <param name="source">What a name that is found out from here on is put down to.</param>
internal sealed class AxisCalculus(ImmutableDictionary<string, SizeBinding> names, string source)
{
    /// <summary>What the names stand for.</summary>
    public ImmutableDictionary<string, SizeBinding> Names { get; private set; } = names;

    /// <summary>The same knowledge, for a trial that must leave no trace.</summary>
    public AxisCalculus Copy(string? trialSource = null) => new(Names, trialSource ?? source);

    /// <summary>Gives a name its size at first sight; afterwards it must agree.</summary>
    /// <returns>The earlier binding that says otherwise, or null.</returns>
    public SizeBinding? Bind(string name, nint size, string origin)
    {
        if (SizeOf([name]) is { } known)
            return known == size ? null : Names.GetValueOrDefault(name) ?? new SizeBinding(name, known, null, origin);

        var before = Names;
        Names = Names.SetItem(name, Names.TryGetValue(name, out var binding)
            ? binding with { Size = size }
            : new SizeBinding(name, size, null, origin));

        // A product that now has another size than its factors would give it speaks against the new size.
        var against = Names.Values.FirstOrDefault(product =>
            product is { Product: { } factors, Size: { } whole } && SizeOf(factors.Split('·')) is { } parts && parts != whole);
        if (against is not null)
            Names = before;
        return against;
    }

    /// <summary>The same axis with its size, where that is known by now.</summary>
    public Axis Sized(Axis axis) => axis.Size is null && axis.IsNamed ? axis with { Size = SizeOf(axis.Factors) } : axis;

    /// <summary>Axes laid end to end in row-major order, the last one running fastest.</summary>
    public Axis Product(IReadOnlyList<Axis> axes)
    {
        var sized = axes.Select(Sized).ToList();
        nint? size = sized.Aggregate((nint?)1, (product, axis) => product * axis.Size);
        var factors = sized.Where(axis => !axis.IsOne).ToList();
        return factors switch
        {
            [var only] => only,
            [_, ..] when factors.All(axis => axis.IsNamed && axis.Name != Axis.Mixed) =>
                new Axis(ShortName([.. factors.SelectMany(axis => Atoms(axis.Factors))]), size),
            _ => Axis.Unnamed(size),
        };
    }

    /// <summary>(N, M) = (N, D) x (D, M)</summary>
    public Inferred MatMul(Axes left, Axes right)
    {
        var rule = $"a product of matrices takes rank 2 on both sides, not {left.Rank} and {right.Rank}";
        if (left.Rank != 2 || right.Rank != 2)
        {
            return left.Rank > 0 && right.Rank > 0
                ? new Mismatch(rule, left.Rank - 1, Math.Max(0, right.Rank - 2))
                : new Mismatch(rule);
        }

        return Unify(left[1], right[0]) is null
            ? new Mismatch("the inner axes of a product must be the same", 1, 0)
            : Axes.Of(left[0], right[1]);
    }

    /// <summary>(D, N) = (N, D).T</summary>
    public Inferred Transpose(Axes matrix) => matrix.Rank == 2
        ? Axes.Of(matrix[1], matrix[0])
        : new Mismatch("a transpose takes rank 2");

    /// <summary>(N, D) &lt;= (N, d1, d2)</summary>
    public Inferred Flatten(Axes x) => x.Rank >= 2
        ? Axes.Of(x[0], Product([.. x.Skip(1)]))
        : new Mismatch("a flatten takes rank 2 or more: the examples, and the axes of one");

    /// <summary>(N, M) = (N, M) + (M,): aligned from the right; a missing axis, or one of size 1 and no name, is stretched.</summary>
    public Inferred Elementwise(Axes left, Axes right)
    {
        var axes = new Axis[Math.Max(left.Rank, right.Rank)];
        for (var fromEnd = 1; fromEnd <= axes.Length; fromEnd++)
        {
            var (l, r) = (left.Rank - fromEnd, right.Rank - fromEnd);
            if (l < 0 || r < 0)
                axes[^fromEnd] = l < 0 ? right[r] : left[l];
            else if (left[l].IsOne || right[r].IsOne)
                axes[^fromEnd] = left[l].IsOne ? right[r] : left[l];
            else if (Unify(left[l], right[r]) is { } axis)
                axes[^fromEnd] = axis;
            else
                return new Mismatch("axes that line up from the right must be the same", l, r);
        }

        return TwiceBySpreading(left, right, axes) ?? (Inferred)Axes.Of(axes);
    }

    /// <summary>(N, M) and (N, M): the same axes on both sides, nothing stretched.</summary>
    public Inferred Same(Axes left, Axes right)
    {
        if (left.Rank != right.Rank)
        {
            var fromEnd = Enumerable.Range(1, Math.Min(left.Rank, right.Rank)).FirstOrDefault(fromEnd => !PlainlySame(left[^fromEnd], right[^fromEnd]));
            return fromEnd > 0
                ? new Mismatch("both sides must have the same axes", left.Rank - fromEnd, right.Rank - fromEnd)
                : new Mismatch("both sides must have the same axes");
        }

        var axes = new Axis[left.Rank];
        for (var axis = 0; axis < axes.Length; axis++)
        {
            if (Unify(left[axis], right[axis]) is not { } same)
                return new Mismatch("both sides must have the same axes", axis, axis);
            axes[axis] = same;
        }

        return Axes.Of(axes);
    }

    /// <summary>(N, D) &lt;= (N, d1, d2) and back: the same cells in the same row-major order, cut into other axes.</summary>
    public Inferred Reshape(Axes from, Axes to)
    {
        var rest = (From: from.Where(axis => !axis.IsOne).ToList(), To: to.Where(axis => !axis.IsOne).ToList());
        while (rest is ([var f, ..], [var t, ..]) && PlainlySame(f, t))
            rest = (rest.From[1..], rest.To[1..]);
        while (rest is ([.., var f], [.., var t]) && PlainlySame(f, t))
            rest = (rest.From[..^1], rest.To[..^1]);

        var agree = rest switch
        {
            ([], _) or (_, []) => rest.From.Concat(rest.To).All(axis => Sized(axis).Size == 1),
            (_, [var one]) => Unify(Product(rest.From), one) is not null,
            ([var one], _) => Unify(one, Product(rest.To)) is not null,
            _ => Product(rest.From) is { IsNamed: true } f && Product(rest.To) is { IsNamed: true } t
                ? Unify(f, t) is not null
                : SameSize(Product(rest.From), Product(rest.To)),
        };
        return agree
            ? Axes.Of([.. to.Select(Sized)])
            : new Mismatch("a reshape keeps every cell and their row-major order; it neither swaps axes nor drops one");
    }

    /// <summary>What a reshape to these sizes makes of the axes: joined where whole axes are joined, mixed where it cuts across them.</summary>
    public Inferred Reshape(Axes from, Shape to)
    {
        if (Product(from) is { Size: { } whole } && whole != to.Aggregate((nint)1, (product, size) => product * size))
            return new Mismatch($"a reshape keeps every cell: {Text(whole)} cells do not fill {to}");

        List<Axis> atoms = [.. from.SelectMany(Split).Where(axis => !axis.IsOne)];
        List<Axis> axes = [];
        var atom = 0;
        while (axes.Count < to.Rank)
        {
            // The fewest next atoms and the fewest next sizes that hold equally many cells.
            var (start, end, cells, target) = (atom, axes.Count + 1, (nint)1, to[axes.Count]);
            if (target == 1 && atom < atoms.Count && atoms[atom].Size == 1)
                atom++;
            while (cells != target)
            {
                if ((cells < target || target == 0) && atom < atoms.Count)
                    cells *= atoms[atom++].Size ?? 1;
                else if (end < to.Rank)
                    target *= to[end++];
                else
                    break;
            }

            var taken = atoms[start..atom];
            if (taken.Count > 0 && end == axes.Count + 1)
            {
                axes.Add(Product(taken) with { Size = target });
                continue;
            }

            var name = taken.Count > 1 && taken.All(axis => axis.IsNamed) ? Axis.Mixed : "";
            for (var axis = axes.Count; axis < end; axis++)
                axes.Add(new Axis(to[axis] == 1 ? "" : name, to[axis]));
        }

        return Axes.Of([.. axes]);
    }

    /// <summary>What <c>&lt;=</c> may say: the same axes, a reshape, a sum over some axes, or copies along new axes on the left.</summary>
    public Inferred From(Axes to, Axes from)
    {
        var trial = Copy();
        if (trial.Reshape(from, to) is { Axes: { } reshaped })
        {
            Names = trial.Names;
            return reshaped;
        }

        // A sum keeps some of the axes in their order; copies are what an addition to the result would make.
        if (IsPartOf([.. to.Where(axis => !axis.IsOne)], from))
            return Axes.Of([.. to.Select(Sized)]);
        trial = Copy();
        if (from.Rank <= to.Rank && trial.Elementwise(from, to).Axes is { } copied && copied.Select(axis => axis.Name).SequenceEqual(to.Select(axis => axis.Name)))
        {
            Names = trial.Names;
            return copied;
        }

        return new Mismatch("<= is a reshape (the same cells in the same order), a sum over axes, or copies along new axes on the left");
    }

    /// <summary>The axes with the shortest names that are known for them: D where D = d1·d2 was found out later.</summary>
    public Axes Shortened(Axes axes) =>
        Axes.Of([.. axes.Select(axis => axis.Factors.Count > 1 ? axis with { Name = ShortName(Atoms(axis.Factors)) } : axis)]);

    /// <summary>The axis that both are, or null if they are not the same.</summary>
    public Axis? Unify(Axis left, Axis right)
    {
        (left, right) = (Sized(left), Sized(right));
        if (left.Size is { } leftSize && right.Size is { } rightSize && leftSize != rightSize)
            return null;
        if (!left.IsNamed || !right.IsNamed)
            return SizedBy(left, right);
        if (left.Name == Axis.Mixed || right.Name == Axis.Mixed)
            return left.Name == right.Name ? left : null;

        var (leftAtoms, rightAtoms) = (Atoms(left.Factors), Atoms(right.Factors));
        if (leftAtoms.SequenceEqual(rightAtoms))
            return left;
        return Define(left, leftAtoms, rightAtoms, right.Size) ?? Define(right, rightAtoms, leftAtoms, left.Size);
    }

    /// <summary>A name with its factors put in its place, over and over; "d1·d2" for D, if that is what D is.</summary>
    private List<string> Atoms(IEnumerable<string> factors) =>
        [.. factors.SelectMany(factor => Names.GetValueOrDefault(factor)?.Product is { } product ? Atoms(product.Split('·')) : [factor])];

    /// <summary>The axes that the axis is a product of, if it is one and their sizes are known.</summary>
    private IReadOnlyList<Axis> Split(Axis axis)
    {
        Axis[] parts = axis.Name == Axis.Mixed ? [] : [.. Atoms(axis.Factors).Select(factor => Sized(new Axis(factor, null)))];
        return parts.Length > 1 && parts.All(part => part.Size is not null) ? parts : [Sized(axis)];
    }

    private nint? SizeOf(IReadOnlyList<string> factors) => factors.Aggregate((nint?)1, (product, factor) => product * (
        nint.TryParse(factor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : Names.GetValueOrDefault(factor) is not { } binding ? null
        : binding.Size ?? (binding.Product is { } inner ? SizeOf(inner.Split('·')) : null)));

    /// <summary>One of the two is a size without a name: it can tell the other its size.</summary>
    private Axis SizedBy(Axis left, Axis right)
    {
        var (axis, size) = left.IsNamed ? (left, right.Size) : (right, left.Size);
        if (axis is { Size: null, Factors: [var name] } && size is { } known && Bind(name, known, source) is null)
            return axis with { Size = known };
        return axis.Size is null ? axis with { Size = size } : axis;
    }

    /// <summary>A plain name that stands for nothing yet can be the product on the other side: D = d1·d2.</summary>
    private Axis? Define(Axis axis, List<string> atoms, List<string> product, nint? productSize)
    {
        if (atoms is not [var name] || product.Count < 2 || product.Contains(name) || nint.TryParse(name, out _))
            return null;

        var size = axis.Size ?? productSize;
        var binding = Names.GetValueOrDefault(name);
        Names = Names.SetItem(name, new SizeBinding(name, size, string.Join('·', product), binding?.Source ?? source)); // the size was there first
        return axis with { Size = size };
    }

    /// <summary>The name that stands for the product, if there is one.</summary>
    private string ShortName(List<string> atoms) =>
        Names.Values.Where(binding => binding.Product is { } product && Atoms(product.Split('·')).SequenceEqual(atoms))
            .Select(binding => binding.Name).Order(StringComparer.Ordinal).FirstOrDefault() ?? string.Join('·', atoms);

    /// <summary>The same without finding anything out: by name, or by size where a name is missing.</summary>
    private bool PlainlySame(Axis left, Axis right)
    {
        (left, right) = (Sized(left), Sized(right));
        return left.IsNamed && right.IsNamed
            ? Atoms(left.Factors).SequenceEqual(Atoms(right.Factors))
            : left.Size is not null && left.Size == right.Size;
    }

    private static bool SameSize(Axis left, Axis right) => left.Size is null || right.Size is null || left.Size == right.Size;

    /// <summary>Whether the axes stand in the whole, in this order, some perhaps left out.</summary>
    private bool IsPartOf(IReadOnlyList<Axis> part, IReadOnlyList<Axis> whole)
    {
        var found = 0;
        foreach (var axis in whole)
            found += found < part.Count && PlainlySame(part[found], axis) ? 1 : 0;
        return found == part.Count;
    }

    /// <summary>(N, 1) and (N,) give (N, N): the same axis twice, although neither side has it twice.</summary>
    private Mismatch? TwiceBySpreading(Axes left, Axes right, Axis[] result)
    {
        foreach (var axis in result.Where(axis => axis.IsNamed && axis.Name != Axis.Mixed))
        {
            bool Is(Axis other) => other.IsNamed && PlainlySame(axis, other);
            if (result.Count(Is) <= Math.Max(left.Count(Is), right.Count(Is)))
                continue;
            return new Mismatch(
                $"lined up from the right the two would spread to {Axes.Of(result)}",
                left.ToList().FindIndex(Is), right.ToList().FindIndex(Is), IsOneAxisTwice: true);
        }

        return null;
    }

    private static string Text(nint number) => number.ToString(CultureInfo.InvariantCulture);
}
