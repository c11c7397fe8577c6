using System.Globalization;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>What a step of a derivation is a statement about: a layer at some sizes, every entry a variable that also has a value.</summary>
/// <remarks>
/// <para>The loss is L = Σ G[n, m] out[n, m]. Its gradient with respect to out is G, as for any loss whose gradient there is G, so what
/// holds for its derivatives holds for every loss.</para>
/// <para>In the formulas, a capital X is x flattened to (N, D), and G is dout.</para>
/// </remarks>
public sealed class DerivationPoint
{
    private readonly Dictionary<string, Tensor<SymbolicNumber>> _inputs;
    private readonly bool _hasFormulas;
    private readonly Lazy<(Tensor<SymbolicNumber> Out, LinearCache<SymbolicNumber> Cache)> _forward;
    private readonly Lazy<Tensor<SymbolicNumber>> _flat;

    private DerivationPoint(Dictionary<string, Tensor<SymbolicNumber>> inputs, bool hasFormulas)
    {
        (_inputs, _hasFormulas) = (inputs, hasFormulas);
        _forward = new(() => Linear.Forward(x, w, b));
        _flat = new(() => x.Flatten());
        (N, D, M) = ((int)x.Lengths[0], (int)w.Lengths[0], (int)w.Lengths[1]);
    }

    /// <summary>The number of examples.</summary>
    public int N { get; }

    /// <summary>The number of features of one example.</summary>
    public int D { get; }

    /// <summary>The number of outputs.</summary>
    public int M { get; }

    /// <summary>The examples, (N, d_1, ..., d_k), with the entries x[0,0], ...</summary>
    public Tensor<SymbolicNumber> x => _inputs["x"];

    /// <summary>The examples, flattened row-major: (N, D).</summary>
    public Tensor<SymbolicNumber> X => _flat.Value;

    /// <summary>The weights, (D, M), with the entries w[0,0], ...</summary>
    public Tensor<SymbolicNumber> w => _inputs["w"];

    /// <summary>The biases, (M,), with the entries b[0], ...</summary>
    public Tensor<SymbolicNumber> b => _inputs["b"];

    /// <summary>The gradient from above, (N, M), with the entries G[0,0], ...</summary>
    public Tensor<SymbolicNumber> dout => _inputs["G"];

    /// <summary>Another name for <see cref="dout"/>.</summary>
    public Tensor<SymbolicNumber> G => dout;

    /// <summary>The product x·w as an unknown of its own, (N, M), with the entries p[0,0], ...</summary>
    public Tensor<SymbolicNumber> p => _inputs["p"];

    /// <summary>The broadcast bias as an unknown of its own, (N, M), with the entries B[0,0], ...</summary>
    public Tensor<SymbolicNumber> B => _inputs["B"];

    /// <summary>The output as an unknown of its own, (N, M), with the entries z[0,0], ... What the layer computes is <see cref="@out"/>.</summary>
    public Tensor<SymbolicNumber> z => _inputs["z"];

    /// <summary>A change of x, in the shape of x, with the entries δx[0,0], ... It is an unknown, and no gradient.</summary>
    public Tensor<SymbolicNumber> δx => _inputs["δx"];

    /// <summary>A change of w, (D, M).</summary>
    public Tensor<SymbolicNumber> δw => _inputs["δw"];

    /// <summary>A change of b, (M,).</summary>
    public Tensor<SymbolicNumber> δb => _inputs["δb"];

    /// <summary>The output, (N, M), as <see cref="Linear.Forward"/> computes it from x, w and b.</summary>
    public Tensor<SymbolicNumber> @out => _forward.Value.Out;

    /// <summary>The loss L = Σ G[n, m] out[n, m].</summary>
    public SymbolicNumber L => MatrixNotation.Inner(G, @out);

    /// <summary>A point at the sizes N, D and M; its numbers are random, between -1 and 1.</summary>
    /// <param name="N">The number of examples.</param>
    /// <param name="D">The number of features of one example.</param>
    /// <param name="M">The number of outputs.</param>
    /// <param name="seed">The same seed gives the same numbers on every machine.</param>
    /// <exception cref="ShapeException">A size is less than 1.</exception>
    public static DerivationPoint Random(nint N, nint D, nint M, int seed = 1) => Random([N, D], M, seed);

    /// <summary>A point for examples of any shape; its numbers are random, between -1 and 1.</summary>
    /// <param name="x">The shape of x, (N, d_1, ..., d_k).</param>
    /// <param name="M">The number of outputs.</param>
    /// <param name="seed">The same seed gives the same numbers on every machine.</param>
    /// <exception cref="ShapeException">x has no axis beside N, or a size is less than 1.</exception>
    public static DerivationPoint Random(Shape x, nint M, int seed = 1)
    {
        if (x.Rank < 2 || x.Any(size => size < 1) || M < 1)
            throw new ShapeException($"A derivation needs examples of the shape (N, d_1, ..., d_k) with k >= 1 and an M, all sizes at least 1. These are {x} and M = {M.ToString(CultureInfo.InvariantCulture)}.");
        var random = new Random(seed);
        nint D = x.Product(fromAxis: 1);
        return Of(Numbers(x), Numbers([D, M]), Numbers([M]), Numbers([x[0], M]), random);

        Tensor<double> Numbers(Shape shape) => RandomNumbers(random, shape);
    }

    /// <summary>A point with the given numbers: the variables have the usual names, the numbers are their values.</summary>
    /// <param name="x">The examples, (N, d_1, ..., d_k).</param>
    /// <param name="w">The weights, (D, M).</param>
    /// <param name="b">The biases, (M,).</param>
    /// <param name="dout">∂L/∂out, (N, M).</param>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    public static DerivationPoint Of(Tensor<double> x, Tensor<double> w, Tensor<double> b, Tensor<double> dout) => Of(x, w, b, dout, new Random(1));

    private static DerivationPoint Of(Tensor<double> x, Tensor<double> w, Tensor<double> b, Tensor<double> dout, Random random)
    {
        var (@out, cache) = Linear.Forward(x, w, b);
        LinearShapes.RequireBackward(dout, cache, nameof(dout), nameof(cache));
        var inputs = new Dictionary<string, Tensor<SymbolicNumber>>();
        Add("x", x);
        Add("w", w);
        Add("b", b);
        Add("G", dout);
        Add("p", x.Flatten().MatMul(w));
        Add("B", Tensor.CreateFromShape<double>(@out.Lengths).AddToEachRow(b));
        Add("z", @out);
        Add("δx", RandomNumbers(random, x.Shape));
        Add("δw", RandomNumbers(random, w.Shape));
        Add("δb", RandomNumbers(random, b.Shape));
        return new(inputs, hasFormulas: true);

        void Add(string name, Tensor<double> numbers) => inputs[name] = Dense.Tensor(
            Polynomial.Variables(name, numbers.Lengths).Zip(numbers, (variable, number) => new SymbolicNumber(variable, number)).ToArray(), numbers.Lengths);
    }

    /// <summary>The derivatives of a tensor with respect to every entry of an input: <c>t.Derivative("b", s => s.@out)</c> is ∂out/∂b, (N, M, M).</summary>
    /// <remarks>
    /// The formulas are differentiated; the numbers are a central difference of step 1 in double, independent of the formulas. It has no
    /// truncation error where the function is of degree two or less in each single entry, as the layer and L are.
    /// </remarks>
    /// <param name="by">The name of an input: x, w, b, G, p, B, z, δx, δw or δb.</param>
    /// <param name="of">What is differentiated. It must take all it needs from the point that it is given.</param>
    /// <returns>The axes of the tensor, followed by the axes of the input.</returns>
    /// <exception cref="ArgumentException">There is no such input.</exception>
    public Tensor<SymbolicNumber> Derivative(string by, Func<DerivationPoint, Tensor<SymbolicNumber>> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        var name = by == "dout" ? "G" : by;
        if (name is null || !_inputs.TryGetValue(name, out var input))
            throw new ArgumentException($"There is no input '{by}' to differentiate by. There are {string.Join(", ", _inputs.Keys)}.", nameof(by));

        var here = of(this);
        var entries = Dense.Cells(input);
        var numbers = entries.Select((_, entry) => CentralDifference(entry)).ToArray();
        var cells = here.SelectMany((cell, place) => entries.Select((entry, k) =>
            new SymbolicNumber(_hasFormulas ? cell.Formula.Differentiate(entry.Formula) : default, numbers[k][place])));
        return Dense.Tensor(cells.ToArray(), [.. here.Lengths, .. input.Lengths]);

        double[] CentralDifference(int entry) =>
            of(Moved(name, entry, 1)).Zip(of(Moved(name, entry, -1)), (ahead, behind) => (ahead.Number - behind.Number) / 2).ToArray();
    }

    /// <summary>The derivatives of a number with respect to every entry of an input, in the input's shape: <c>t.Derivative("b", s => s.L)</c> is ∂L/∂b, (M,).</summary>
    /// <inheritdoc cref="Derivative(string, Func{DerivationPoint, Tensor{SymbolicNumber}})"/>
    public Tensor<SymbolicNumber> Derivative(string by, Func<DerivationPoint, SymbolicNumber> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        var derivative = Derivative(by, s => Dense.Tensor([of(s)], 1));
        return Dense.Tensor(Dense.Cells(derivative), derivative.Lengths[1..]);
    }

    /// <summary>∂L/∂x, ∂L/∂w or ∂L/∂b, by differentiating L, in the input's own shape; nothing of <see cref="Linear.Backward"/> is in it.</summary>
    public Tensor<SymbolicNumber> Gradient(string by) => Derivative(by, s => s.L);

    /// <summary>What <see cref="Linear.Backward"/> returns here.</summary>
    public LinearGradients<SymbolicNumber> Backward() => Linear.Backward(dout, _forward.Value.Cache);

    /// <summary>The sizes: <c>N = 2, D = 3, M = 4</c>; with more than one axis of features also the shape of x.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(x.Rank > 2 ? $"x {x.Shape}, " : "")}N = {N}, D = {D}, M = {M}");

    // The same numbers, and no formulas: all that is computed with them is quick.
    private DerivationPoint Moved(string by, int entry, double step)
    {
        var inputs = _hasFormulas ? WithoutFormulas()._inputs : _inputs;
        var cells = Dense.Cells(inputs[by]);
        cells[entry] = new(default, cells[entry].Number + step);
        return new(new(inputs) { [by] = Dense.Tensor(cells, inputs[by].Lengths) }, hasFormulas: false);
    }

    /// <summary>The numbers alone, for trying an equation at many points quickly.</summary>
    internal DerivationPoint WithoutFormulas() => new(
        _inputs.ToDictionary(
            input => input.Key,
            input => Dense.Tensor(input.Value.Select(cell => new SymbolicNumber(default, cell.Number)).ToArray(), input.Value.Lengths)),
        hasFormulas: false);

    private static Tensor<double> RandomNumbers(Random random, Shape shape) =>
        IndexNotation.Entries(shape, _ => 2 * random.NextDouble() - 1);
}
