using System.Globalization;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Checks one note: whether it fits itself, and whether the tensors fit it.</summary>
internal sealed class ShapeNoteChecker(ShapeNote note, AxisCalculus calculus, string wayOut)
{
    private readonly Dictionary<NoteShape, GivenTensor> _given = [];
    private readonly string _line = ShapeNoteException.OneLine(note.Text);

    /// <summary>The axes that the note gives to each tensor, with their sizes.</summary>
    public IReadOnlyList<(GivenTensor Tensor, Axes Axes)> Named =>
        [.. _given.Select(pair => (pair.Value, Axes.Of([.. Resolve(pair.Key).Select(calculus.Sized)])))];

    /// <summary>Inner axes agree, broadcasts and <c>&lt;=</c> are legal: by the note alone, then with the sizes known so far.</summary>
    public void CheckSides()
    {
        for (var side = 0; side < note.Sides.Count; side++)
        {
            var (relation, right) = note.Sides[side];
            var rightAxes = Infer(right);
            if (side == 0)
                continue;

            var left = note.Sides[side - 1].Term;
            var leftAxes = Infer(left);
            Require(relation, left, leftAxes, right, rightAxes, relation == "=" ? calculus.Same(leftAxes, rightAxes) : calculus.From(leftAxes, rightAxes));
        }
    }

    /// <summary>Each name gets its size from the first tensor that has it; the others must agree.</summary>
    public void Bind(IReadOnlyList<GivenTensor> tensors)
    {
        foreach (var (shape, tensor) in Pair(tensors))
        {
            _given.Add(shape, tensor);
            var hasRun = shape.Axes.Any(axis => axis.Run is not null);
            if (hasRun ? tensor.Shape.Rank < shape.Axes.Count : tensor.Shape.Rank != shape.Axes.Count)
            {
                var asked = $"{(hasRun ? "at least " : "")}{shape.Axes.Count}";
                throw Clash($"{tensor.Text} has rank {tensor.Shape.Rank}, but the note gives it rank {asked}.", [Span(shape)], [Operand(tensor)], []);
            }

            if (shape.Axes.FirstOrDefault(axis => axis.Run is not null) is { Run: { } run } runAxis)
                BindName(run.Count, tensor.Shape.Rank - shape.Axes.Count + 1, tensor, null, Span(runAxis));

            var axes = Resolve(shape);
            for (var axis = 0; axis < axes.Rank; axis++)
                BindAxis(axes[axis], axis, shape, tensor);
        }

        foreach (var (shape, tensor) in _given)
        {
            var axes = Resolve(shape);
            for (var axis = 0; axis < axes.Rank; axis++)
                RequireProduct(calculus.Sized(axes[axis]), axis, shape, tensor);
        }
    }

    /// <summary>The note with sizes in place of the names whose sizes are known.</summary>
    public string WithSizes()
    {
        var text = note.Text;
        foreach (var written in note.Shapes.SelectMany(Entries).GroupBy(entry => entry.Written, entry => calculus.Sized(entry.Axis).Size).Reverse())
        {
            if (written.All(size => size is not null))
                text = text.Remove(written.Key.Start, written.Key.Length).Insert(written.Key.Start, string.Join(", ", written.Select(size => Text(size!.Value))));
        }

        return text;
    }

    /// <summary>The tensors stand for the shapes of the left side and of the first right side.</summary>
    private IEnumerable<(NoteShape, GivenTensor)> Pair(IReadOnlyList<GivenTensor> tensors)
    {
        NoteShape[] shapes = [.. note.Sides.Take(2).SelectMany(side => side.Term.Shapes)];
        if (tensors.Count != shapes.Length)
        {
            var what = note.Sides.Count > 2 ? "shapes before its second relation" : shapes.Length == 1 ? "shape" : "shapes";
            throw new ArgumentException(
                $"The note {note.Text} has {shapes.Length} {what}; {tensors.Count} tensor{(tensors.Count == 1 ? " was" : "s were")} given. Give one tensor for each, from left to right.");
        }

        return shapes.Zip(tensors);
    }

    private void BindAxis(Axis axis, int index, NoteShape shape, GivenTensor tensor)
    {
        var size = tensor.Shape[index];
        var mark = MarkOf(shape, index);
        if (axis.Size is { } number && number != size)
            throw Clash($"{Place(tensor, index)} has size {Text(size)}, but the note says {Text(number)}.", [mark], [Operand(tensor, index)], []);
        if (axis.Factors is [var name])
            BindName(name, size, tensor, index, mark);

        if (tensor.Known[index] is { IsNamed: true } known && calculus.Unify(axis with { Size = size }, known) is null)
        {
            throw Clash(
                $"{Place(tensor, index)} is {known.Name}, but the note calls it {axis}.", [mark],
                [new ClashOperand(tensor.Text, tensor.Known, index)], BindingsOf(known, axis));
        }
    }

    /// <summary>A product, d1·d2, has no size of its own to bind: its factors must make the tensor's.</summary>
    private void RequireProduct(Axis axis, int index, NoteShape shape, GivenTensor tensor)
    {
        if (axis.Factors.Count > 1 && axis.Size is { } size && size != tensor.Shape[index])
        {
            throw Clash(
                $"{Place(tensor, index)} has size {Text(tensor.Shape[index])}, but {axis} is {Text(size)}.",
                [MarkOf(shape, index)], [Operand(tensor, index)], BindingsOf(axis));
        }
    }

    private void BindName(string name, nint size, GivenTensor tensor, int? index, TextMark mark)
    {
        if (calculus.Bind(name, size, $"{tensor.Text} in {_line}") is not { } earlier)
            return;

        // If another tensor of this very note said otherwise, the two are shown side by side.
        foreach (var (shape, other) in _given)
        {
            var axes = Resolve(shape);
            for (var axis = 0; axis < axes.Rank; axis++)
            {
                if (axes[axis].Name != name || other.Shape[axis] == size || (other == tensor && axis == index))
                    continue;
                throw Clash(
                    $"{name} is {Text(other.Shape[axis])} in {other.Text}, but {Text(size)} in {tensor.Text}.",
                    [MarkOf(shape, axis), mark], other == tensor ? [Operand(tensor, index)] : [Operand(other, axis), Operand(tensor, index)], []);
            }
        }

        throw Clash(
            earlier.Name == name
                ? $"{name} is {Text(earlier.Size ?? 0)}, but {Text(size)} in {tensor.Text}."
                : $"{name} cannot be {Text(size)} as in {tensor.Text}: {earlier.Name} = {earlier.Product} is {Text(earlier.Size ?? 0)}.",
            [mark], [Operand(tensor, index)], [earlier], wayOut);
    }

    private Axes Infer(NoteTerm term)
    {
        switch (term)
        {
            case NoteShape shape:
                var axes = Resolve(shape);
                return !shape.IsTransposed ? axes
                    : calculus.Transpose(axes) is { Axes: { } transposed } ? transposed
                    : throw Clash($"A transpose takes rank 2, but {Source(shape)} has rank {axes.Rank}.", [Span(shape)], [], []);
            case NoteOperation operation:
                var (left, right) = (Infer(operation.Left), Infer(operation.Right));
                var result = IsMatMul(operation.Operator) ? calculus.MatMul(left, right) : calculus.Elementwise(left, right);
                return Require(operation.Operator, operation.Left, left, operation.Right, right, result);
            default:
                throw new NotSupportedException(term.GetType().Name);
        }
    }

    private Axes Require(string symbol, NoteTerm left, Axes leftAxes, NoteTerm right, Axes rightAxes, Inferred inferred)
    {
        if (inferred.Mismatch is not { } mismatch)
            return inferred.Axes!;

        leftAxes = Axes.Of([.. leftAxes.Select(calculus.Sized)]);
        rightAxes = Axes.Of([.. rightAxes.Select(calculus.Sized)]);
        var problem = ClashText.Problem($"The note does not fit at '{symbol}'", Source(left), leftAxes, Source(right), rightAxes, mismatch);
        var isPair = mismatch is { Left: not null, Right: not null };
        Axis[] clashing = isPair
            ? [leftAxes[mismatch.Left!.Value], rightAxes[mismatch.Right!.Value]]
            : [.. leftAxes.Where(axis => !rightAxes.Contains(axis)), .. rightAxes.Where(axis => !leftAxes.Contains(axis))];
        var sizesAreKnown = leftAxes.Concat(rightAxes).All(axis => axis.Size is not null) && leftAxes.Concat(rightAxes).Any(axis => axis.IsNamed);
        throw Clash(
            problem,
            isPair ? [MarkOf(left, mismatch.Left!.Value, leftAxes), MarkOf(right, mismatch.Right!.Value, rightAxes)] : [Span(left), Span(right)],
            sizesAreKnown ? [new ClashOperand(null, leftAxes, mismatch.Left), new ClashOperand(null, rightAxes, mismatch.Right)] : [],
            BindingsOf(clashing), Fix(symbol, left, leftAxes, right, rightAxes), symbol);
    }

    /// <summary>The one transpose, or exchange of the factors, that makes a product fit; null if there is none or more than one.</summary>
    private string? Fix(string symbol, NoteTerm left, Axes leftAxes, NoteTerm right, Axes rightAxes)
    {
        if (left is not NoteShape { IsTransposed: false } || right is not NoteShape { IsTransposed: false })
            return null;
        if (symbol == "<=" && calculus.Transpose(rightAxes) is { Axes: { } turned } && calculus.Copy().Same(leftAxes, turned).Axes is not null)
            return $"Fix: {Source(left)} = {Source(right)}.T";
        if (!IsMatMul(symbol))
            return null;

        (string Text, Inferred Result)[] changes =
        [
            ($"{Source(left)}.T {symbol} {Source(right)}", calculus.Transpose(leftAxes) is { Axes: { } axes } ? calculus.Copy().MatMul(axes, rightAxes) : default),
            ($"{Source(left)} {symbol} {Source(right)}.T", calculus.Transpose(rightAxes) is { Axes: { } axes2 } ? calculus.Copy().MatMul(leftAxes, axes2) : default),
            ($"{Source(right)} {symbol} {Source(left)}", calculus.Copy().MatMul(rightAxes, leftAxes)),
        ];
        return changes.Where(change => change.Result.Axes is not null).ToList() is [var only] ? $"Fix: {only.Text}, which is {only.Result.Axes}" : null;
    }

    private static bool IsMatMul(string symbol) => symbol is "x" or "×" or "·" or "@";

    private Axes Resolve(NoteShape shape) => Axes.Of([.. Entries(shape).Select(entry => entry.Axis)]);

    /// <summary>The axes of a shape, and how each is written; a run as the axes that it stands for.</summary>
    private List<(NoteAxis Written, Axis Axis)> Entries(NoteShape shape)
    {
        _given.TryGetValue(shape, out var tensor);
        List<(NoteAxis, Axis)> entries = [];
        foreach (var written in shape.Axes)
        {
            var length = tensor is null ? null : (nint?)(tensor.Shape.Rank - shape.Axes.Count + 1);
            foreach (var axis in written.Run is { } run ? Names(run, length ?? calculus.Sized(new Axis(run.Count, null)).Size) : [written.Axis])
                entries.Add((written, tensor is null || written.Run is null ? axis : NameIn(tensor, entries.Count, axis)));
        }

        return entries;
    }

    /// <summary>d_1, d_2, ...; if it is one alone, it is the whole product, and needs no name of its own.</summary>
    private static IEnumerable<Axis> Names(NoteRun run, nint? length) =>
        length is null or 1 ? [Axis.Unnamed(null)] : Enumerable.Range(1, (int)length).Select(number => new Axis(run.Prefix + Text(number), null));

    /// <summary>The axes of a run keep the names that the tensor's axes have already.</summary>
    private static Axis NameIn(GivenTensor tensor, int index, Axis axis) =>
        tensor.Known[index] is { IsNamed: true } known ? known : axis with { Size = tensor.Shape[index] };

    private IReadOnlyList<SizeBinding> BindingsOf(params ReadOnlySpan<Axis> axes) => ClashText.Bindings(calculus, axes);

    private ShapeException Clash(
        string problem, IReadOnlyList<TextMark> marks, IReadOnlyList<ClashOperand> operands, IReadOnlyList<SizeBinding> bindings,
        string? advice = null, string symbol = ",") =>
        ClashText.Exception(new ShapeClash(problem, _line, marks, symbol, operands, bindings, advice, []));

    private static ClashOperand Operand(GivenTensor tensor, int? marked = null) => new(tensor.Text, Axes.Unnamed(tensor.Shape), marked);

    private static string Place(GivenTensor tensor, int axis) => $"The {ClashText.Ordinal(axis, tensor.Shape.Rank)} axis of {tensor.Text}";

    private string Source(NoteTerm term) => _line.Substring(term.Start, term.Length);

    private static TextMark Span(NoteTerm term) => new(term.Start, term.Length);

    private static TextMark Span(NoteAxis axis) => new(axis.Start, axis.Length);

    private TextMark MarkOf(NoteShape shape, int axis) => Span(Entries(shape)[axis].Written);

    private TextMark MarkOf(NoteTerm term, int axis, Axes axes)
    {
        if (term is NoteShape shape)
            return MarkOf(shape, shape.IsTransposed ? axes.Rank - 1 - axis : axis);
        var written = term.Shapes.SelectMany(each => each.Axes).LastOrDefault(each => each.Axis.IsNamed && each.Axis.Name == axes[axis].Name);
        return written is null ? Span(term) : Span(written);
    }

    private static string Text(nint number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A tensor that a note is checked against.</summary>
/// <param name="Text">The tensor as the caller wrote it.</param>
/// <param name="Tensor">The tensor.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Known">Its axes as far as the scope knows them.</param>
internal sealed record GivenTensor(string Text, IReadOnlyTensor Tensor, Shape Shape, Axes Known);
