using System.Numerics;
using CsCheck;

namespace LinearLayer.Tests;

public class GraphTests
{
    private static readonly Tensor<int> X = Tensors.Of(new[,] { { -2, 2, 3 }, { -2, 3, -2 } });
    private static readonly Tensor<int> W = Tensors.Of(new[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } });
    private static readonly Tensor<int> B = Tensors.Of(new[] { -1, -3, 1, 1 });
    private static readonly Tensor<int> Dout = Tensors.Of(new[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } });

    private readonly ShapeScope _scope = new();

    [Fact]
    public void The_worked_example_comes_out_as_by_hand()
    {
        var (x, w, b) = (X, W, B);

        var graph = Graph.Trace(() => x.MatMul(w) + b, _scope);
        graph.Backward(Dout);

        AssertTensor.Holds(new[,] { { -11, -4, 14, -5 }, { -2, -21, 12, 6 } }, graph.Output.Value);
        AssertTensor.Holds(new[,] { { 1, -2, -5 }, { -3, -4, 3 } }, graph["x"].Gradient!);
        AssertTensor.Holds(new[,] { { 6, 4, 8, 2 }, { -8, -5, -10, -4 }, { 1, -1, -2, 7 } }, graph["w"].Gradient!);
        AssertTensor.Holds(new[] { -3, -2, -4, -1 }, graph["b"].Gradient!);
    }

    [Fact]
    public void The_linear_layer_is_seven_nodes_of_which_one_is_the_broadcast()
    {
        var (x, w, b) = (Tensors.Of(new[, ,] { { { 1, 2 } }, { { 3, 4 } } }), Tensors.Of(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }), Tensors.Of(new[] { 7, 8, 9 }));
        _scope.Check("(N, d1, d2)", x);
        _scope.Check("(D, M)", w);

        var graph = Graph.Trace(() => x.Flatten().MatMul(w) + b, _scope);

        Assert.Equal(
            """
            x  (N, d1, d2) is (2, 1, 2)
            xFlat = flatten(x)  (N, D) is (2, 2)
            w  (D, M) is (2, 3)
            p = xFlat·w  (N, M) is (2, 3)
            b  (3,) is (3,)
            bCopies = copies of b along N  (N, M) is (2, 3)
            z = p + bCopies  (N, M) is (2, 3)
            """.ReplaceLineEndings("\n"), graph.ToString());
        AssertTensor.Holds(new[,] { { 7, 8, 9 }, { 7, 8, 9 } }, graph["bCopies"].Value);
        AssertTensor.Holds(new[,] { { 16, 20, 24 }, { 26, 34, 42 } }, graph["z"].Value);
        Assert.Equal("x.Flatten().MatMul(w)", graph["p"].Text);
        Assert.Same(graph["p"], graph["x.Flatten().MatMul(w)"]);
        Assert.Same(graph["b"], graph["bCopies"].Operands[0]);
        Assert.Equal(["x", "w", "b"], graph.Inputs.Select(node => node.Name));
    }

    [Fact]
    public void The_backward_pass_is_a_list_of_local_rules()
    {
        var (x, w, b) = (Tensors.Of(new[, ,] { { { 1, 2 } }, { { 3, 4 } } }), Tensors.Of(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }), Tensors.Of(new[] { 7, 8, 9 }));
        var graph = Graph.Trace(() => x.Flatten().MatMul(w) + b, _scope);

        graph.Backward(Tensors.Of(new[,] { { 1, 0, 2 }, { 0, 3, 0 } }));

        Assert.Equal(
            [
                "dz = dout  (upstream)",
                "dp = dz  (addition copies)",
                "dbCopies = dz  (addition copies)",
                "db = sum of dbCopies over axis 0  (broadcast sums)",
                "dxFlat = dp·wᵀ  (times the right factor transposed)",
                "dw = xFlatᵀ·dp  (the left factor transposed times)",
                "dx = reshape(dxFlat)  (reshape back)",
            ],
            graph.BackwardSteps.Select(step => step.ToString()));
        AssertTensor.Holds(new[] { 1, 3, 2 }, graph["b"].Gradient!);
        AssertTensor.Holds(new[,] { { 1, 9, 2 }, { 2, 12, 4 } }, graph["w"].Gradient!);
        AssertTensor.Holds(new[, ,] { { { 7, 16 } }, { { 6, 15 } } }, graph["x"].Gradient!);
        Assert.All(graph.BackwardSteps, step => Assert.Equal(step.To.Value.Lengths.ToArray(), step.Contribution.Lengths.ToArray()));
    }

    [Fact]
    public void It_agrees_exactly_with_Backward_of_the_layer_on_any_integers() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3].Array[1, 3], Gen.Int[0, 4]).SelectMany((n, features, m) =>
        {
            nint[] shape = [n, .. features.Select(size => (nint)size)];
            var d = features.Aggregate(1, (product, size) => product * size);
            return Gen.Select(Layouts.TensorOf(shape), Layouts.TensorOf(d, m), Layouts.TensorOf(m), Layouts.TensorOf(n, m));
        }).Sample((x, w, b, dout) =>
        {
            var (@out, cache) = Linear.Forward(x, w, b);
            var (dx, dw, db) = Linear.Backward(dout, cache);

            var graph = Graph.Trace(() => x.Flatten().MatMul(w) + b, new ShapeScope());
            graph.Backward(dout);

            AssertTensor.Equal(@out, graph.Output.Value);
            AssertTensor.Equal(dx, graph["x"].Gradient!);
            AssertTensor.Equal(dw, graph["w"].Gradient!);
            AssertTensor.Equal(db, graph["b"].Gradient!);
        });

    [Fact]
    public void It_runs_over_exact_fractions()
    {
        var half = new Rational(1, 2);
        var (x, w, b) = (Tensors.Of(new[,] { { half, 3 } }), Tensors.Of(new[,] { { half }, { half } }), Tensors.Of(new Rational[] { 1 }));
        var y = Tensors.Of(new Rational[,] { { 2 } });

        var graph = Graph.Trace(() => (x.MatMul(w) + b).SquaredError(y), _scope);
        graph.Backward();

        // z = 1/4 + 3/2 + 1 = 11/4, L = (3/4)² = 9/16, dz = 3/2, dw = x·dz
        Assert.Equal([new Rational(9, 16)], graph["L"].Value);
        Assert.Equal([new Rational(3, 4), new Rational(9, 2)], graph["w"].Gradient!);
        Assert.Equal([new Rational(3, 2)], graph["b"].Gradient!);
    }

    [Fact]
    public void Over_symbols_its_gradients_are_the_derivatives_of_its_loss()
    {
        // The witness is the differentiation of the written-out polynomial, term by term.
        var (x, w, b, y) = (Polynomial.Variables("x", 2, 3), Polynomial.Variables("w", 3, 2), Polynomial.Variables("b", 2), Polynomial.Variables("y", 2, 2));

        var graph = Graph.Trace(() => (x.MatMul(w) + b).SquaredError(y) + (w * w).Sum(), _scope);
        graph.Backward();

        var loss = graph["L"].Value[0];
        foreach (var input in graph.Inputs)
            AssertTensor.Equal(loss.Gradient(input.Value), input.Gradient!);
    }

    [Fact]
    public void A_value_that_is_used_twice_accumulates()
    {
        var a = Tensors.Of(new[,] { { 1, 2 }, { 3, 4 } });

        var graph = Graph.Trace(() => a.MatMul(a) + a, _scope);
        graph.Backward(Tensors.Of(new[,] { { 1, 0 }, { 0, 0 } }));

        // d(Σ_k a_0k a_k0 + a_00)/da: 2a_00 + 1 at 00, a_10 at 01, a_01 at 10
        AssertTensor.Holds(new[,] { { 3, 3 }, { 2, 0 } }, graph["a"].Gradient!);
        Assert.Equal(["da = dz", "da += dp·aᵀ", "da += aᵀ·dp"], graph["a"].Contributions.Select(step => step.Formula));
        Assert.Single(graph.Inputs);
    }

    [Fact]
    public void Two_names_of_one_tensor_are_one_input()
    {
        var a = Tensors.Of(new[] { 1, 2 });
        var same = a;

        var graph = Graph.Trace(() => (a * same).Sum(), _scope);
        graph.Backward();

        AssertTensor.Holds(new[] { 2, 4 }, graph["a"].Gradient!);
        Assert.Same(graph["a"], Assert.Single(graph.Inputs));
    }

    [Fact]
    public void Two_layers_with_a_rectifier_and_a_loss_have_names_of_their_own()
    {
        var (x, w1, b1) = (Tensors.Of(new[,] { { 1.0, 2.0 } }), Tensors.Of(new[,] { { 1.0, -1.0 }, { 1.0, -1.0 } }), Tensors.Of(new[] { 0.5, 0.5 }));
        var (w2, b2, y) = (Tensors.Of(new[,] { { 2.0 }, { 3.0 } }), Tensors.Of(new[] { 1.0 }), Tensors.Of(new[,] { { 7.0 } }));

        var graph = Graph.Trace(() => ((x.MatMul(w1) + b1).Relu().MatMul(w2) + b2).SquaredError(y), _scope);
        graph.Backward();

        Assert.Equal(["x", "w1", "p1", "b1", "b1Copies", "z1", "h", "w2", "p2", "b2", "b2Copies", "z2", "y", "L"], graph.Nodes.Select(node => node.Name));
        // z1 = (3.5, -2.5), h = (3.5, 0), z2 = 8, L = 1, dz2 = 2, dh = (4, 6), dz1 = (4, 0)
        AssertTensor.Holds(new[] { 1.0 }, graph["L"].Value);
        AssertTensor.Holds(new[,] { { 4.0, 0.0 } }, graph["z1"].Gradient!);
        AssertTensor.Holds(new[,] { { 4.0, 0.0 }, { 8.0, 0.0 } }, graph["w1"].Gradient!);
        AssertTensor.Holds(new[,] { { 7.0 }, { 0.0 } }, graph["w2"].Gradient!);
        AssertTensor.Holds(new[,] { { -2.0 } }, graph["y"].Gradient!);
        Assert.Equal("dz1 = dh where z1 > 0, else 0", graph["z1"].Contributions.Single().Formula);
        Assert.Equal("dL = 1", graph.BackwardSteps[0].Formula);
    }

    [Fact]
    public void A_letter_that_an_input_has_is_not_given_to_a_result()
    {
        var (p, z) = (Tensors.Of(new[,] { { 1, 2 } }), Tensors.Of(new[,] { { 3 }, { 4 } }));

        var graph = Graph.Trace(() => p.MatMul(z) + 1, _scope);

        Assert.Equal(["p", "z", "p1", "1", "copies", "z1"], graph.Nodes.Select(node => node.Name));
    }

    [Fact]
    public void Broadcasting_follows_the_rule_where_the_operators_of_the_tensor_library_do_not()
    {
        var (p, row, column) = (Tensors.Of(new[,] { { 1, 2 }, { 3, 4 } }), Tensors.Of(new[,] { { 10, 20 } }), Tensors.Of(new[,] { { 100 }, { 200 } }));

        var graph = Graph.Trace(() => p + row + column, _scope);
        graph.Backward(Tensors.Of(new[,] { { 1, 2 }, { 3, 4 } }));

        AssertTensor.Holds(new[,] { { 111, 122 }, { 213, 224 } }, graph.Output.Value);
        AssertTensor.Holds(new[,] { { 4, 6 } }, graph["row"].Gradient!);
        AssertTensor.Holds(new[,] { { 3 }, { 7 } }, graph["column"].Gradient!);
        // Why our broadcast is our own: if this fails, System.Numerics.Tensors has been mended.
        Assert.Equal([1, 2], (p + row).Lengths.ToArray());
    }

    [Fact]
    public void A_number_variable_has_a_gradient_and_a_literal_has_none()
    {
        var (x, rate) = (Tensors.Of(new[] { 1, 2, 3 }), 5);

        var graph = Graph.Trace(() => rate * x - 2 * x, _scope);
        graph.Backward(Tensors.Of(new[] { 1, 1, 10 }));

        Assert.Equal([33], graph["rate"].Gradient!);
        Assert.Empty(graph["rate"].Shape);
        AssertTensor.Holds(new[] { 3, 3, 30 }, graph["x"].Gradient!);
        Assert.Null(graph["2"].Gradient);
        Assert.Equal("drate = sum of ds1 ∘ x", graph["rate"].Contributions.Single().Formula);
        Assert.Equal(["dx = 2·ds2", "dx += rate·ds1"], graph["x"].Contributions.Select(step => step.Formula));
    }

    [Fact]
    public void A_second_backward_pass_starts_afresh()
    {
        var (x, w) = (X, W);
        var graph = Graph.Trace(() => x.MatMul(w), _scope);

        graph.Backward(Dout);
        var first = AssertTensor.Cells(graph["w"].Gradient!);
        graph.Backward(Dout);

        Assert.Equal(first, AssertTensor.Cells(graph["w"].Gradient!));
        Assert.Single(graph["w"].Contributions);
    }

    [Fact]
    public void An_input_alone_is_a_graph_of_one_node()
    {
        var x = X;

        var graph = Graph.Trace(() => x, _scope);
        graph.Backward(X);

        Assert.Same(graph["x"], graph.Output);
        AssertTensor.Equal(X, graph["x"].Gradient!);
    }

    [Fact]
    public void The_upstream_gradient_has_the_shape_of_the_output()
    {
        var (x, w) = (X, W);
        var graph = Graph.Trace(() => x.MatMul(w), _scope);

        var error = Assert.Throws<ShapeException>(() => graph.Backward(X));

        Assert.Equal("Backward: dout is (2, 3), but p is (2, 4).\ndout is ∂L/∂p, so it has the axes of p.", error.Message);
        Assert.Equal("Backward: p is (2, 4), not a single number.\nGive Backward a dout of that shape, ∂L/∂p, or trace the loss too.", Assert.Throws<ShapeException>(() => graph.Backward()).Message);
    }

    [Fact]
    public void An_upstream_gradient_that_lies_the_wrong_way_is_refused_even_if_it_is_square()
    {
        var (a, dout) = (Tensor.CreateFromShape<int>([4, 4]), Tensor.CreateFromShape<int>([4, 4]));
        _scope.Check("(N, M)", a);
        _scope.Check("(M, N)", dout);
        var graph = Graph.Trace(() => a + a, _scope);

        Assert.StartsWith("Backward: dout is (M = 4, N = 4), but z is (N = 4, M = 4).", Assert.Throws<ShapeException>(() => graph.Backward(dout)).Message);
    }

    [Fact]
    public void The_caller_can_change_dout_afterwards()
    {
        var (x, dout) = (X, Tensors.Of(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }));
        var graph = Graph.Trace(() => -x, _scope);

        graph.Backward(dout);
        dout[0, 0] = 100;

        Assert.Equal(1, graph.Output.Gradient![0, 0]);
    }

    [Fact]
    public void Other_code_has_a_value_but_stops_the_gradient_with_a_word()
    {
        var x = X;
        var graph = Graph.Trace(() => Doubled(x) + x, _scope);

        AssertTensor.Holds(new[,] { { -6, 6, 9 }, { -6, 9, -6 } }, graph.Output.Value);
        var error = Assert.Throws<NotSupportedException>(() => graph.Backward(X));
        Assert.StartsWith("No gradient goes back through GraphTests.Doubled(x): the graph has no local rule for it.\nIt knows Flatten, ", error.Message);
        Assert.Null(graph["x"].Gradient);
    }

    [Fact]
    public void A_node_that_is_not_there_is_answered_with_those_that_are()
    {
        var (x, w) = (X, W);

        var error = Assert.Throws<KeyNotFoundException>(() => Graph.Trace(() => x.MatMul(w), _scope)["q"]);

        Assert.Equal("The graph of x.MatMul(w) has no node q. Its nodes are x, w, p.", error.Message);
    }

    [Fact]
    public void Dual_numbers_find_the_same_gradient() => Gen.Double[-2, 2].Array[5].Where(cells => cells[0] * cells[1] * cells[2] != 0).Sample(cells =>
    {
        // Forward mode, one input at a time, is the witness for reverse mode; where x·w is 0, ReLU has no derivative.
        var labels = new[] { 1 };
        double[] reverse = Gradient(cells);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var duals = cells.Select((value, index) => new Dual<double>(value, index == cell ? 1 : 0)).ToArray();
            var (x, w) = (Tensor.Create(duals[..1], [1, 1]), Tensor.Create(duals[1..3], [1, 2]));
            var b = Tensor.Create(duals[3..], [2]);
            var loss = (x.MatMul(w).Relu() + b).SoftmaxCrossEntropy(labels);
            Assert.Equal(loss.Derivative, reverse[cell], 1e-12);
        }

        double[] Gradient(double[] values)
        {
            var (x, w, b) = (Tensor.Create(values[..1], [1, 1]), Tensor.Create(values[1..3], [1, 2]), Tensor.Create(values[3..], [2]));
            var graph = Graph.Trace(() => (x.MatMul(w).Relu() + b).SoftmaxCrossEntropy(labels), new ShapeScope());
            graph.Backward();
            return [.. graph["x"].Gradient!, .. graph["w"].Gradient!, .. graph["b"].Gradient!];
        }
    });

    private static Tensor<T> Doubled<T>(Tensor<T> tensor)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> => tensor + tensor;
}
