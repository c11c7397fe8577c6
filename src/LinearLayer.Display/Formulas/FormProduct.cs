using System.Numerics.Tensors;

namespace LinearLayer.Display;

/// <summary>One of the four equations of a layer as matrices: result = left · right, and forward + b.</summary>
/// <param name="Result">out, dx, dw or db, each entry the sum that the layer has computed for it.</param>
/// <param name="Left">The left factor.</param>
/// <param name="Right">The right factor.</param>
/// <param name="Bias">b, a row for each example; null in a gradient.</param>
internal sealed record FormProduct(FormMatrix Result, FormMatrix Left, FormMatrix Right, FormMatrix? Bias)
{
    public static readonly string[] Targets = ["out", "dx", "dw", "db"];

    /// <summary>The equation in symbols, such as <c>out = x·w + b</c>.</summary>
    public string Text => $"{Result.Name} = {Left.Name}·{Right.Name}{(Bias is null ? "" : $" + {Bias.Name}")}";

    /// <exception cref="ArgumentException">There is no such tensor in the form.</exception>
    public static FormProduct Of(ExpandedForm form, string target)
    {
        var (N, D, M) = (form.dout.Lengths[0], form.w.Lengths[0], form.w.Lengths[1]);
        var x = Matrix("x", "N", "D", N, D, form.x);
        var w = Matrix("w", "D", "M", D, M, form.w);
        var dout = Matrix("dout", "N", "M", N, M, form.dout);
        return target switch
        {
            "out" => new(Sums("out", "N", "M", N, M, form.@out), x, w, new FormMatrix("b", "N", "M", N, M, (n, m) => [form.b[m]])),
            "dx" => new(Sums("dx", "N", "D", N, D, form.dx), dout, w.Transpose(), null),
            "dw" => new(Sums("dw", "D", "M", D, M, form.dw), x.Transpose(), dout, null),
            "db" => new(Sums("db", "", "M", 1, M, form.db), new FormMatrix("1ᵀ", "", "N", 1, N, (_, _) => [Polynomial.One]), dout, null),
            _ => throw new ArgumentException($"There is no '{target}' in an expanded form. There are {string.Join(", ", Targets)}.", nameof(target)),
        };
    }

    // Row-major, as Flatten lays them out: (N, D) <= (N, d_1, ..., d_k).
    private static FormMatrix Matrix(string name, string rowAxis, string columnAxis, nint rows, nint columns, Tensor<Polynomial> tensor)
    {
        var cells = tensor.ToArray();
        return new(name, rowAxis, columnAxis, rows, columns, (row, column) => [cells[row * columns + column]]);
    }

    private static FormMatrix Sums(string name, string rowAxis, string columnAxis, nint rows, nint columns, Tensor<ExpandedEntry> tensor)
    {
        var cells = tensor.ToArray();
        return new(name, rowAxis, columnAxis, rows, columns, (row, column) => [.. cells[row * columns + column].Terms.Select(term => Product(term))])
        {
            Entry = (row, column) => cells[row * columns + column].Entry,
        };
    }

    private static Polynomial Product(Term term) =>
        term.Monomial.Factors.Aggregate((Polynomial)term.Coefficient, (product, factor) => product * Polynomial.Pow(factor.Variable, factor.Power));
}

/// <summary>A matrix of sums.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RowAxis">What its rows count; "" where it has one.</param>
/// <param name="ColumnAxis">What its columns count.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Columns">How many columns it has.</param>
/// <param name="Terms">The summands of an entry; a matrix of variables has one in each.</param>
internal sealed record FormMatrix(string Name, string RowAxis, string ColumnAxis, nint Rows, nint Columns, Func<nint, nint, IReadOnlyList<Polynomial>> Terms)
{
    /// <summary>What an entry of a result is called.</summary>
    public Func<nint, nint, Variable>? Entry { get; init; }

    public FormMatrix Transpose() => new(Name + "ᵀ", ColumnAxis, RowAxis, Columns, Rows, (row, column) => Terms(column, row));
}
