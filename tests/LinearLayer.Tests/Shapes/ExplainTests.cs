using CsCheck;

namespace LinearLayer.Tests;

public class ExplainTests
{
    private readonly ShapeScope _scope = new();
    private readonly Tensor<double> _x = Zeros(2, 2, 3);
    private readonly Tensor<double> _w = Zeros(6, 4);
    private readonly Tensor<double> _b = Zeros(4);

    public ExplainTests()
    {
        _scope.Check("(N, d1, d2)", _x);
        _scope.Check("(D, M)", _w);
        _scope.Check("(M,)", _b);
    }

    [Fact]
    public void Every_sub_expression_has_its_source_its_axes_and_its_sizes()
    {
        var (x, w, b) = (_x, _w, _b);

        var explanation = _scope.Explain(() => x.Flatten().MatMul(w) + b);

        Assert.Equal(
            """
            x                          input      (N, d1, d2)  (2, 2, 3)
            x.Flatten()                flatten    (N, D)       (2, 6)
            w                          input      (D, M)       (6, 4)
            x.Flatten().MatMul(w)      product    (N, M)       (2, 4)
            b                          input      (M,)         (4,)
            b                          broadcast  (N, M)       (2, 4)
            x.Flatten().MatMul(w) + b  addition   (N, M)       (2, 4)
            """.ReplaceLineEndings("\n"), explanation.ToString());
        Assert.Equal([[], [0], [], [1, 2], [], [4], [3, 5]], explanation.Steps.Select(step => step.Operands));
        Assert.All(explanation.Steps, step => Assert.Equal(step.Text, explanation.Text.Substring(step.Start, step.Text.Length)));
        Assert.Equal("(N, M)", explanation.Axes.ToString());
        Assert.Equal([2, 4], explanation.Shape);
    }

    [Fact]
    public void An_explanation_that_is_tried_ends_with_the_clash_that_explain_throws()
    {
        var (x, w, b) = (_x, _w, _b);

        var fitting = _scope.TryExplain(() => x.Flatten().MatMul(w) + b);
        var clashing = _scope.TryExplain(() => w.MatMul(x.Flatten()) + b);
        var thrown = Assert.Throws<ShapeException>(() => _scope.Explain(() => w.MatMul(x.Flatten()) + b));

        Assert.Null(fitting.Clash);
        Assert.Equal("(N, M)", fitting.Axes.ToString());
        Assert.Equal(["w", "x", "x.Flatten()"], clashing.Steps.Select(step => step.Text));
        Assert.Equal(thrown.Message, clashing.Clash!.ToString());
        Assert.EndsWith(thrown.Message, clashing.ToString());
    }

    [Fact]
    public void What_an_expression_shows_about_names_is_remembered()
    {
        var (x, w) = (_x, _w);

        _scope.Explain(() => x.Flatten().MatMul(w));

        Assert.Equal("d1·d2", _scope.Bindings.Single(binding => binding.Name == "D").Product);
    }

    [Fact]
    public void Tensors_without_names_are_explained_by_their_sizes()
    {
        var (x, w, b) = (Zeros(2, 2, 3), Zeros(6, 4), Zeros(4));

        Assert.Equal("(2, 4)", _scope.Explain(() => x.Flatten().MatMul(w) + b).Axes.ToString());
    }

    [Fact]
    public void A_name_spreads_to_the_axes_that_it_meets()
    {
        var (w, unnamed) = (_w, Zeros(6, 4));

        Assert.Equal("(D, M)", _scope.Explain(() => unnamed + w).Axes.ToString());
        Assert.Equal("(6, 4)", _scope.Explain(() => unnamed).Axes.ToString());
    }

    [Fact]
    public void Each_sub_expression_is_evaluated_once()
    {
        var counted = new Counter(_x);

        _scope.Explain(() => counted.Next().Flatten().MatMul(_w) + _b);

        Assert.Equal(1, counted.Count);
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_it_is_computed()
    {
        var counted = new Counter(_w);

        Assert.Throws<ShapeException>(() => _scope.Explain(() => _x.MatMul(counted.Next()).MatMul(counted.Next())));

        Assert.Equal(1, counted.Count);
    }

    [Fact]
    public void The_source_is_shown_as_it_was_written()
    {
        var (x, w, b) = (_x, _w, _b);

        var explanation = _scope.Explain(() =>
            (x // the input
                .Flatten()).MatMul(((w))) + (/* the bias */ b)
                * 2);

        Assert.Equal("(x.Flatten()).MatMul(((w))) + ( b) * 2", explanation.Text);
        Assert.Equal(
            ["x", "x.Flatten()", "w", "(x.Flatten()).MatMul(((w)))", "b", "2", "( b) * 2", "( b) * 2", "(x.Flatten()).MatMul(((w))) + ( b) * 2"],
            explanation.Steps.Select(step => step.Text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Where_the_source_is_not_known_it_is_written_out_as_CSharp(int index)
    {
        var (x, w, layer) = (_x, _w, new Layer(_w, [_b]));
        (string Text, Func<ShapeExplanation> Explain)[] cases =
        [
            ("2 * (x.Flatten().MatMul(layer.W) - layer.Biases[0])", () => _scope.Explain(() => 2 * (x.Flatten().MatMul(layer.W) - layer.Biases[0]), "")),
            ("(-x.Flatten()).MatMul(w) / 2.5", () => _scope.Explain(() => (-x.Flatten()).MatMul(w) / 2.5, "")),
            ("x.Flatten() - (x.Flatten() - x.Flatten())", () => _scope.Explain(() => x.Flatten() - (x.Flatten() - x.Flatten()), "")),
            ("x.Reshape(4, 3).Sum() + 1", () => _scope.Explain(() => x.Reshape(4, 3).Sum() + 1, "")),
        ];

        Assert.Equal(cases[index].Text, cases[index].Explain().Text);
    }

    [Fact]
    public void Any_text_for_the_source_does_no_harm() => Gen.Int[0, 12].Select(word => "x . Flatten ( ) MatMul w + b () => \" //".Split(' ')[word]).Array[0, 14].Select(string.Concat).Sample(text =>
    {
        var (x, w, b) = (_x, _w, _b);

        var explanation = _scope.Explain(() => x.Flatten().MatMul(w) + b, text);

        Assert.All(explanation.Steps, step => Assert.Equal(step.Text, explanation.Text.Substring(step.Start, step.Text.Length)));
    });

    [Fact]
    public void Names_of_tuple_elements_are_those_of_the_source()
    {
        var (x, w, b) = (_x, _w, _b);

        var explanation = _scope.Explain(() => Linear.Forward(x, w, b).@out.Relu());

        Assert.Equal(["x", "w", "b", "Linear.Forward(x, w, b).@out", "Linear.Forward(x, w, b).@out.Relu()"], explanation.Steps.Select(step => step.Text));
    }

    [Fact]
    public void Only_the_branch_that_is_taken_is_evaluated()
    {
        var (x, w, b, hasBias) = (_x, _w, _b, false);

        var explanation = _scope.Explain(() => hasBias ? x.Flatten().MatMul(w) + b : x.Flatten().MatMul(w));

        Assert.Equal("product", explanation.Steps[^1].Operation);
        Assert.DoesNotContain(explanation.Steps, step => step.Text == "b");
    }

    [Fact]
    public void The_order_of_flattened_axes_matters()
    {
        var (x, w) = (_x, _w);
        var turned = Zeros(2, 3, 2);
        _scope.Check("(N, d2, d1)", turned);
        _scope.Check("(N, D) <= (N, d1, d2)", Zeros(2, 6), x);

        var error = Assert.Throws<ShapeException>(() => _scope.Explain(() => turned.Flatten().MatMul(w)));

        Assert.StartsWith("MatMul: the last axis of turned.Flatten(), d2·d1 = 6, meets the first axis of w, D = 6: the same size, but not the same axis.", error.Message);
    }

    [Fact]
    public void A_fix_is_offered_only_where_one_change_alone_fits()
    {
        var (a, b) = (Zeros(2, 3), Zeros(2, 3)); // a.T·b fits, and so does a·b.T

        var error = Assert.Throws<ShapeException>(() => _scope.Explain(() => a.MatMul(b)));

        Assert.DoesNotContain("Fix", error.Message);
    }

    [Fact]
    public void The_transpose_that_is_too_much_is_taken_away()
    {
        var (x, w) = (_x, _w);

        var error = Assert.Throws<ShapeException>(() => _scope.Explain(() => x.Flatten().MatMul(w.Transpose())));

        Assert.EndsWith("Fix: x.Flatten().MatMul(w), which is (N, M) = (N, D) x (D, M)", error.Message);
    }

    [Fact]
    public void One_example_alone_is_made_a_row()
    {
        var (x, w) = (Zeros(6), _w);

        var error = Assert.Throws<ShapeException>(() => _scope.Explain(() => x.MatMul(w)));

        Assert.EndsWith("Fix: x.Reshape(1, 6).MatMul(w), which is (1, M) = (1, 6) x (D, M)", error.Message);
    }

    [Fact]
    public void In_a_long_expression_the_part_that_fails_is_shown()
    {
        var (x, w, aVariableWithAVeryLongName) = (_x, _w, _b);

        var error = Assert.Throws<ShapeException>(() => _scope.Explain(() =>
            (x.Flatten().MatMul(w) + aVariableWithAVeryLongName + aVariableWithAVeryLongName + aVariableWithAVeryLongName + aVariableWithAVeryLongName).Relu() + x.MatMul(w)));

        Assert.Equal("x.MatMul(w)", error.Message.Split('\n')[1].Trim());
        Assert.Equal("  ^        ^", error.Message.Split('\n')[2]);
    }

    [Fact]
    public void A_clash_carries_what_was_computed_before_it()
    {
        var (x, w) = (_x, _w);

        var error = Assert.Throws<ShapeException>(() => _scope.Explain(() => x.Flatten().MatMul(w).MatMul(w)));

        Assert.Equal(["x", "x.Flatten()", "w", "x.Flatten().MatMul(w)"], error.Clash!.Steps.Select(step => step.Text));
        Assert.Equal([1, 0], error.Clash.Operands.Select(operand => operand.Marked));
        Assert.Equal("x", error.Clash.Symbol);
    }

    [Fact]
    public void A_failure_leaves_the_scope_as_it_was()
    {
        var (x, w) = (_x, _w);
        var before = _scope.Bindings;

        Assert.Throws<ShapeException>(() => _scope.Explain(() => x.Flatten().MatMul(w).MatMul(w)));

        Assert.Equal(before, _scope.Bindings);
    }

    [Fact]
    public void A_tensor_that_is_null_is_named()
    {
        Tensor<double> w = null!;

        var error = Assert.Throws<ArgumentNullException>(() => _scope.Explain(() => _x.Flatten().MatMul(w)));

        Assert.StartsWith("w is null in _x.Flatten().MatMul(w).", error.Message);
    }

    [Fact]
    public void Spans_in_an_expression_are_no_obstacle()
    {
        var x = _x;

        Assert.Equal("()", _scope.Explain(() => Tensor.Sum<double>(x)).Shape.ToString());
        Assert.Equal("(N, d1·d2)", _scope.Explain(() => x.Flatten() + Tensor.Reshape(x, new nint[] { 2, 6 })).Axes.ToString());
    }

    [Theory]
    [InlineData(new[] { 2, 6 }, "(N, D)")]
    [InlineData(new[] { 4, 3 }, "(N·d1, d2)")]
    [InlineData(new[] { 12 }, "(N·d1·d2,)")]
    [InlineData(new[] { 2, 1, 6 }, "(N, 1, D)")]
    [InlineData(new[] { 3, 4 }, "(?, ?)")]
    [InlineData(new[] { 2, 3, 2 }, "(N, ?, ?)")]
    public void A_reshape_by_sizes_keeps_the_names_of_the_axes_that_it_keeps_whole(int[] sizes, string axes)
    {
        var (x, to) = (_x, sizes.Select(size => (nint)size).ToArray());
        _scope.Check("(N, D) <= (N, d1, d2)", Zeros(2, 6), x);

        Assert.Equal(axes, _scope.Explain(() => x.Reshape(to)).Axes.ToString());
    }

    private static Tensor<double> Zeros(params nint[] sizes) => Tensor.CreateFromShape<double>(sizes);

    private sealed record Layer(Tensor<double> W, Tensor<double>[] Biases);

    private sealed class Counter(Tensor<double> value)
    {
        public int Count { get; private set; }

        public Tensor<double> Next()
        {
            Count++;
            return value;
        }
    }
}
