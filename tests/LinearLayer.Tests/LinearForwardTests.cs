namespace LinearLayer.Tests;

public class LinearForwardTests
{
    private readonly Tensor<int> w = Tensors.Of(new[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });
    private readonly Tensor<int> b = Tensors.Of(new[] { 10, 20 });

    [Fact]
    public void Forward_adds_the_bias_to_every_row_of_the_product()
    {
        var x = Tensors.Of(new[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 0, 0, 0 } });

        var (@out, _) = Linear.Forward(x, w, b);

        AssertTensor.Holds(new[,] { { 11, 22 }, { 13, 24 }, { 15, 26 }, { 10, 20 } }, @out);
    }

    [Fact]
    public void Forward_flattens_every_example_row_by_row()
    {
        var x = Tensors.Of(new int[,,] { { { 1, 2, 3 }, { 4, 5, 6 } }, { { 7, 8, 9 }, { 10, 11, 12 } } });
        var eachPlaceValue = Tensors.Of(new[,] { { 100_000 }, { 10_000 }, { 1_000 }, { 100 }, { 10 }, { 1 } });

        var (@out, _) = Linear.Forward(x, eachPlaceValue, Tensors.Of(new[] { 0 }));

        AssertTensor.Holds(new[,] { { 123_456 }, { 789_000 + 1_000 + 110 + 12 } }, @out);
    }

    [Fact]
    public void Forward_of_no_examples_gives_no_rows()
    {
        var (@out, _) = Linear.Forward(Tensor.CreateFromShape<int>([0, 3]), w, b);

        AssertTensor.Holds(new int[0, 2], @out);
    }

    [Fact]
    public void Forward_of_examples_without_features_gives_the_bias_alone()
    {
        var (@out, _) = Linear.Forward(Tensor.CreateFromShape<int>([3, 0, 5]), Tensor.CreateFromShape<int>([0, 2]), b);

        AssertTensor.Holds(new[,] { { 10, 20 }, { 10, 20 }, { 10, 20 } }, @out);
    }

    [Fact]
    public void Forward_to_no_outputs_gives_rows_without_cells()
    {
        var (@out, _) = Linear.Forward(Tensor.CreateFromShape<int>([2, 3]), Tensor.CreateFromShape<int>([3, 0]), Tensor.CreateFromShape<int>([0]));

        AssertTensor.Holds(new int[2, 0], @out);
    }

    [Fact]
    public void Forward_leaves_its_inputs_as_they_are()
    {
        var x = Tensors.Of(new[,] { { 1, 2, 3 } });

        Linear.Forward(x, w, b);

        AssertTensor.Holds(new[,] { { 1, 2, 3 } }, x);
        AssertTensor.Holds(new[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, w);
        AssertTensor.Holds(new[] { 10, 20 }, b);
    }

    [Fact]
    public void The_cache_holds_x_w_and_b_themselves()
    {
        var x = Tensors.Of(new int[,,] { { { 1 }, { 2 }, { 3 } } });

        var (_, cache) = Linear.Forward(x, w, b);

        Assert.Same(x, cache.x);
        Assert.Same(w, cache.w);
        Assert.Same(b, cache.b);
    }

    [Fact]
    public void A_bias_changed_in_out_does_not_change_b()
    {
        var (@out, _) = Linear.Forward(Tensors.Of(new[,] { { 0, 0, 0 } }), w, b);

        @out[0, 0] = 99;

        Assert.Equal(10, b[0]);
    }
}
