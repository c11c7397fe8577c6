using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer.Display;

/// <summary>An expanded form as it is to be shown: one of its four equations, with numbers under the symbols or an entry marked. It shows itself.</summary>
public sealed class FormPicture
{
    private readonly ExpandedForm _form;
    private readonly string _target;

    internal FormPicture(ExpandedForm form, string target = "out")
    {
        _form = form;
        _target = target;
        Product = FormProduct.Of(form, target);
    }

    internal FormProduct Product { get; }

    /// <summary>The values of the symbols; null where they are not known.</summary>
    internal IReadOnlyDictionary<Variable, double>? Values { get; private init; }

    /// <summary>The marked entry of the result, by row and column; null where none is.</summary>
    internal (nint Row, nint Column)? Marked { get; private init; }

    /// <summary>The same with numbers under the symbols, and with what they come to.</summary>
    /// <param name="x">The examples, in the shape that the form has.</param>
    /// <param name="w">The weights.</param>
    /// <param name="b">The biases.</param>
    /// <param name="dout">The gradient from above; a gradient needs it.</param>
    /// <exception cref="ArgumentException">A tensor has another shape than in the form.</exception>
    public FormPicture WithNumbers<T>(Tensor<T> x, Tensor<T> w, Tensor<T> b, Tensor<T>? dout = null) where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(b);
        var values = new Dictionary<Variable, double>();
        Add("x", _form.x, x);
        Add("w", _form.w, w);
        Add("b", _form.b, b);
        if (dout is not null)
            Add("dout", _form.dout, dout);
        else if (_target != "out")
            throw new ArgumentNullException(nameof(dout), $"WithNumbers: {_target} is computed from dout, and dout is not given. Write WithNumbers(x, w, b, dout).");
        return new(_form, _target) { Values = values, Marked = Marked };

        void Add(string name, Tensor<Polynomial> symbols, Tensor<T> numbers)
        {
            if (symbols.Shape != numbers.Shape)
                throw new ArgumentException($"WithNumbers: {name} has the shape {numbers.Shape}, and {symbols.Shape} in the form. Every symbol needs one number.", name);
            foreach (var (symbol, number) in symbols.Zip(numbers))
                values[(Variable)symbol] = double.CreateChecked(number);
        }
    }

    /// <summary>The same with one entry of out marked: row n of x, column m of w, and the terms of out[n,m].</summary>
    /// <param name="n">The row, counted from 0.</param>
    /// <param name="m">The column, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public FormPicture Highlight(nint n, nint m) => Highlight("out", n, m);

    /// <summary>One entry marked, with the row and the column that make it: <c>Highlight("dw", d, m)</c>, <c>Highlight("db", m)</c>.</summary>
    /// <param name="target">out, dx, dw or db.</param>
    /// <param name="index">The entry's index, counted from 0.</param>
    /// <exception cref="ArgumentException">There is no such tensor in the form.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public FormPicture Highlight(string target, params ReadOnlySpan<nint> index)
    {
        var product = FormProduct.Of(_form, target);
        var shape = target switch { "out" => _form.@out.Shape, "dx" => _form.dx.Shape, "dw" => _form.dw.Shape, _ => _form.db.Shape };
        var place = (nint)0;
        var fits = index.Length == shape.Rank;
        for (var axis = 0; fits && axis < index.Length; axis++)
        {
            fits = index[axis] >= 0 && index[axis] < shape[axis];
            place = place * shape[axis] + index[axis];
        }

        if (!fits)
            throw new ArgumentOutOfRangeException(nameof(index), $"Highlight: there is no entry {target}[{string.Join(", ", index.ToArray().Select(i => i.ToString(CultureInfo.InvariantCulture)))}]. {target} has the shape {shape}, and indices count from 0.");
        if (target != "out" && Values is not null && !Values.ContainsKey((Variable)_form.dout.First()))
            throw new ArgumentException($"Highlight: {target} is computed from dout, and the form has no numbers for it. Write WithNumbers(x, w, b, dout).", nameof(target));
        return new(_form, target) { Values = Values, Marked = (place / product.Result.Columns, place % product.Result.Columns) };
    }

    /// <summary>The equation as LaTeX, without dollar signs.</summary>
    public string ToLatex() => FormLatexWriter.Write(this);

    /// <summary>The equation as text, an entry a line.</summary>
    public override string ToString() => FormTextWriter.Write(this);

    /// <summary>How the numbers are written, those that are given and those that they come to.</summary>
    internal NumberFormat Numbers => NumberFormat.For(Values is null ? [] : [.. Values.Values.Cast<object?>(), .. Results().Cast<object?>()]);

    /// <summary>What an entry comes to.</summary>
    internal double Value(IEnumerable<Polynomial> terms) => terms.Aggregate(0.0, (sum, term) => sum + term.Evaluate(Values!));

    /// <summary>The rows to show, null in a gap; a marked one is always among them.</summary>
    internal IReadOnlyList<nint?> RowsOf(FormMatrix matrix) => Shown(matrix.Rows, 4, matrix == Product.Right ? null : Marked?.Row);

    /// <summary>The columns to show, null in a gap; a marked one is always among them.</summary>
    internal IReadOnlyList<nint?> ColumnsOf(FormMatrix matrix) => matrix == Product.Left
        ? Shown(matrix.Columns, 4, null)
        : Shown(matrix.Columns, 2, Marked?.Column); // over sums, which are wide

    /// <summary>Whether an entry of a matrix takes part in the marked one.</summary>
    internal bool IsMarked(FormMatrix matrix, nint row, nint column) => Marked is { } marked
        && (matrix == Product.Left ? row == marked.Row : matrix == Product.Right ? column == marked.Column : (row, column) == marked);

    private static IReadOnlyList<nint?> Shown(nint length, int most, nint? marked)
    {
        const int whole = 6;
        var ends = TensorView.Ends(length, length <= whole ? whole : most);
        if (marked is not { } index || ends.Contains(index))
            return ends;
        return [.. ends.TakeWhile(i => i is not null), null, index, null, .. ends.SkipWhile(i => i is not null).Skip(1)];
    }

    private IEnumerable<double> Results()
    {
        for (nint row = 0; row < Product.Result.Rows; row++)
        {
            for (nint column = 0; column < Product.Result.Columns; column++)
                yield return Value(Product.Result.Terms(row, column));
        }
    }
}

/// <summary>Ways to look at an <see cref="ExpandedForm"/>.</summary>
public static class FormPictures
{
    /// <inheritdoc cref="FormPicture.WithNumbers{T}(Tensor{T}, Tensor{T}, Tensor{T}, Tensor{T})"/>
    public static FormPicture WithNumbers<T>(this ExpandedForm form, Tensor<T> x, Tensor<T> w, Tensor<T> b, Tensor<T>? dout = null)
        where T : INumberBase<T> => new FormPicture(form).WithNumbers(x, w, b, dout);

    /// <inheritdoc cref="FormPicture.Highlight(nint, nint)"/>
    public static FormPicture Highlight(this ExpandedForm form, nint n, nint m) => new FormPicture(form).Highlight(n, m);

    /// <inheritdoc cref="FormPicture.Highlight(string, ReadOnlySpan{nint})"/>
    public static FormPicture Highlight(this ExpandedForm form, string target, params ReadOnlySpan<nint> index) => new FormPicture(form).Highlight(target, index);

    /// <summary>One of the gradients written out: <c>form.Gradient("dw")</c>.</summary>
    /// <param name="form">The form.</param>
    /// <param name="target">dx, dw or db.</param>
    /// <exception cref="ArgumentException">There is no such tensor in the form.</exception>
    public static FormPicture Gradient(this ExpandedForm form, string target) => new(form, target);
}
