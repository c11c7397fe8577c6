namespace LinearLayer.Tests;

public class MlpTests
{
    // z of the first layer is (0, 2): one unit sits at the kink of ReLU.
    private static Mlp ByHand => new(
        new MlpLayer(Tensors.Of(new double[,] { { 1, -1 }, { 1, 1 } }), Tensors.Of(new double[] { -3, 1 })),
        new MlpLayer(Tensors.Of(new double[,] { { 5 }, { 3 } }), Tensors.Of(new double[] { 1 })));

    private static readonly Tensor<double> Example = Tensors.Of(new double[,] { { 1, 2 } });

    [Fact]
    public void Forward_and_Backward_give_the_numbers_of_a_hand_calculation()
    {
        var (@out, cache) = ByHand.Forward(Example);
        var gradients = ByHand.Backward(Tensors.Of(new double[,] { { 1 } }), cache);

        AssertTensor.Holds(new double[,] { { 7 } }, @out); // 0·5 + 2·3 + 1
        AssertTensor.Holds(new double[,] { { 0, 2 } }, cache.Relus[0]);
        AssertTensor.Holds(new double[,] { { 0 }, { 2 } }, gradients.Layers[1].dw);
        AssertTensor.Holds(new double[] { 1 }, gradients.Layers[1].db);
        AssertTensor.Holds(new double[,] { { 5, 3 } }, gradients.Layers[1].dx);
        AssertTensor.Holds(new double[,] { { 0, 3 }, { 0, 6 } }, gradients.Layers[0].dw); // nothing for the unit at 0
        AssertTensor.Holds(new double[] { 0, 3 }, gradients.Layers[0].db);
        AssertTensor.Holds(new double[,] { { -3, 3 } }, gradients.dx);
        Assert.Equal([Math.Sqrt(9 + 36 + 9), Math.Sqrt(4 + 1)], gradients.Norms);
    }

    [Fact]
    public void There_is_no_ReLU_after_the_last_layer()
    {
        var single = new Mlp(new MlpLayer(Tensors.Of(new double[,] { { -1 } }), Tensors.Of(new double[] { -2 })));

        var (@out, cache) = single.Forward(Tensors.Of(new double[,] { { 3 } }));

        AssertTensor.Holds(new double[,] { { -5 } }, @out);
        Assert.Empty(cache.Relus);
    }

    [Fact]
    public void Sizes_and_a_seed_make_layers_of_He_weights_and_biases_of_0()
    {
        var mlp = new Mlp([2, 5, 3], seed: 4);

        Assert.Equal([[2, 5], [5, 3]], mlp.Layers.Select(layer => layer.w.Lengths.ToArray()));
        Assert.All(mlp.Layers, layer => Assert.All(layer.b, bias => Assert.Equal(0, bias)));
        AssertTensor.Equal(Weights.HeNormal(2, 5, seed: 4), mlp.Layers[0].w);
        Assert.Equal("Mlp 2 -> 5 -> 3, 33 parameters", mlp.ToString());
    }

    [Fact]
    public void Weights_can_come_from_another_initialisation()
    {
        var mlp = new Mlp([4, 3, 2], seed: 8, Weights.XavierUniform);

        AssertTensor.Equal(Weights.XavierUniform(4, 3, seed: 8), mlp.Layers[0].w);
        Assert.All(AssertTensor.Cells(mlp.Layers[1].w), cell => Assert.InRange(cell, -Math.Sqrt(6.0 / 5), Math.Sqrt(6.0 / 5)));
    }

    [Fact]
    public void Examples_of_more_axes_are_flattened_and_get_their_gradient_back_in_their_own_shape()
    {
        var mlp = new Mlp([6, 4, 2], seed: 1);
        var x = Tensor.CreateFromShape<double>([5, 2, 3]);

        var (@out, cache) = mlp.Forward(x);
        var (dx, _) = mlp.Backward(@out, cache);

        Assert.Equal([5, 2], @out.Lengths.ToArray());
        Assert.Equal([5, 2, 3], dx.Lengths.ToArray());
    }

    [Fact]
    public void The_predicted_class_is_the_first_of_the_largest_scores()
    {
        var scores = Tensors.Of(new double[,] { { 1, 3, 2 }, { 4, 4, 0 }, { -5, -7, -1 } });

        Assert.Equal([1, 0, 2], scores.PredictedClasses());
        Assert.Equal(2 / 3.0, scores.Accuracy([1, 1, 2]));
        Assert.Equal([0], ByHand.Predict(Example));
    }

    [Fact]
    public void Accuracy_asks_for_a_label_for_each_example_and_classes_for_at_least_one_column()
    {
        var count = Assert.Throws<ArgumentException>(() => Tensors.Of(new double[,] { { 1, 3 } }).Accuracy([0, 1]));
        var column = Assert.Throws<ShapeException>(() => Tensor.CreateFromShape<double>([2, 0]).PredictedClasses());

        Assert.Equal("Accuracy: labels.Length is 2, but N is 1. Each example has one label. (Parameter 'labels')", count.Message);
        Assert.StartsWith("PredictedClasses: there is no class to choose from.", column.Message);
    }

    [Fact]
    public void An_x_that_does_not_fit_names_the_layer()
    {
        var points = Tensor.CreateFromShape<double>([5, 3]);

        var error = Assert.Throws<ShapeException>(() => new Mlp([2, 4, 2], seed: 0).Forward(points));

        Assert.Equal(
            """
            Linear.Forward: x and w disagree on D: 3 in x, 2 in w.
              x: points       (N, D)  is (5, 3)
              w: Layers[0].w  (D, M)  is (2, 4)
              b: Layers[0].b  (M,)    is (4,)
            Each feature of x needs its own row of w.
            """, error.Message);
    }

    [Fact]
    public void A_dout_that_does_not_fit_and_a_cache_of_another_network_are_refused()
    {
        var mlp = new Mlp([2, 4, 2], seed: 0);
        var (_, cache) = mlp.Forward(Example);
        var wrong = Tensor.CreateFromShape<double>([1, 3]);

        var shape = Assert.Throws<ShapeException>(() => mlp.Backward(wrong, cache));
        var other = Assert.Throws<ArgumentException>(() => new Mlp([2, 2], seed: 0).Backward(Example, cache));

        Assert.StartsWith("Linear.Backward: dout and cache.w disagree on M: 3 in dout, 2 in cache.w.\n  dout: wrong", shape.Message);
        Assert.Equal("Mlp.Backward: the cache is of 2 layers, but this network has 1. It must be the cache that Forward of this network returned. (Parameter 'cache')", other.Message);
    }

    [Fact]
    public void Sizes_that_make_no_network_are_refused()
    {
        var few = Assert.Throws<ArgumentException>(() => new Mlp([2], seed: 0));
        var zero = Assert.Throws<ArgumentException>(() => new Mlp([2, 0, 3], seed: 0));
        var none = Assert.Throws<ArgumentException>(() => new Mlp());

        Assert.Equal("Mlp: sizes has 1 size. It takes at least two: the features of an example and the outputs, such as [2, 16, 3]. (Parameter 'sizes')", few.Message);
        Assert.Equal("Mlp: sizes[1] is 0. Each size counts features, units or outputs, and must be 1 or more. (Parameter 'sizes')", zero.Message);
        Assert.Equal("Mlp: there is no layer. It takes at least one. (Parameter 'layers')", none.Message);
    }

    [Fact]
    public void Layers_that_do_not_follow_each_other_are_refused()
    {
        MlpLayer Layer(int d, int m, int biases) => new(Tensor.CreateFromShape<double>([d, m]), Tensor.CreateFromShape<double>([biases]));

        var chain = Assert.Throws<ShapeException>(() => new Mlp(Layer(2, 4, 4), Layer(3, 2, 2)));
        var bias = Assert.Throws<ShapeException>(() => new Mlp(Layer(2, 4, 2)));

        Assert.Equal(
            """
            Mlp: Layers[1] does not follow Layers[0].
              w: Layers[0].w  (D, M)  is (2, 4)
              w: Layers[1].w  (D, M)  is (3, 2)
            The outputs of a layer are the inputs of the next: M of the one is D of the other.
            """, chain.Message);
        Assert.Equal(
            """
            Mlp: Layers[0] is no linear layer.
              w: Layers[0].w  (D, M)  is (2, 4)
              b: Layers[0].b  (M,)    is (2,)
            w has a column for each output, and b one bias for each column of w.
            """, bias.Message);
    }

    [Fact]
    public void Missing_layers_and_caches_and_weights_of_the_wrong_shape_are_refused()
    {
        var layer = Assert.Throws<ArgumentNullException>(() => new Mlp(ByHand.Layers[0], null!));
        var cache = Assert.Throws<ArgumentNullException>(() => ByHand.Backward(Example, null!));
        var weights = Assert.Throws<ShapeException>(() => new Mlp([2, 3], seed: 0, (d, m, random) => Weights.HeNormal(m, d, random)));

        Assert.Equal("Mlp: Layers[1] is null. It must be a layer with w (D, M) and b (M,). (Parameter 'layers')", layer.Message);
        Assert.Equal("Mlp.Backward: cache is null. It must be the cache that Forward of this network returned. (Parameter 'cache')", cache.Message);
        Assert.StartsWith("Mlp: Layers[0] is no linear layer.", weights.Message);
    }

    [Fact]
    public void A_step_goes_against_the_gradient_and_leaves_the_tensors_of_an_earlier_cache_alone()
    {
        var mlp = ByHand;
        var (_, cache) = mlp.Forward(Example);

        Sgd.Step(mlp, mlp.Backward(Tensors.Of(new double[,] { { 1 } }), cache), learningRate: 0.5);

        AssertTensor.Holds(new double[,] { { 1, -2.5 }, { 1, -2 } }, mlp.Layers[0].w);
        AssertTensor.Holds(new double[] { -3, -0.5 }, mlp.Layers[0].b);
        AssertTensor.Holds(new double[,] { { 5 }, { 2 } }, mlp.Layers[1].w);
        AssertTensor.Holds(new double[] { 0.5 }, mlp.Layers[1].b);
        AssertTensor.Holds(new double[,] { { 1, -1 }, { 1, 1 } }, cache.Linears[0].w);
    }

    [Fact]
    public void A_step_with_the_gradients_of_another_network_is_refused_and_changes_nothing()
    {
        var mlp = new Mlp([2, 4, 2], seed: 0);
        var before = mlp.Layers[0].w;
        var other = new Mlp([2, 4, 1], seed: 0);
        var (@out, cache) = other.Forward(Example);

        var shape = Assert.Throws<ShapeException>(() => Sgd.Step(mlp, other.Backward(@out, cache), 0.1));
        var depth = Assert.Throws<ArgumentException>(() => Sgd.Step(new Mlp([2, 4], seed: 0), other.Backward(@out, cache), 0.1));

        Assert.Equal("Sgd.Step: Layers[1].w is (4, 2), but its dw is (4, 1).\nA gradient has the shape of its parameter. These gradients are of another network.", shape.Message);
        Assert.StartsWith("Sgd.Step: gradients of 2 layers for a network of 1.", depth.Message);
        Assert.Same(before, mlp.Layers[0].w);
    }
}
