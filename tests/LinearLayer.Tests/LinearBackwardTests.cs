namespace LinearLayer.Tests;

public class LinearBackwardTests
{
    private readonly Tensor<int> w = Tensors.Of(new[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });
    private readonly Tensor<int> b = Tensors.Of(new[] { 10, 20 });

    [Fact]
    public void One_upstream_number_reaches_one_row_of_dx_one_column_of_dw_and_one_entry_of_db()
    {
        var (_, cache) = Linear.Forward(Tensors.Of(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }), w, b);

        var (dx, dw, db) = Linear.Backward(Tensors.Of(new[,] { { 0, 0 }, { 0, 10 } }), cache);

        AssertTensor.Holds(new[,] { { 0, 0, 0 }, { 20, 40, 60 } }, dx);
        AssertTensor.Holds(new[,] { { 0, 40 }, { 0, 50 }, { 0, 60 } }, dw);
        AssertTensor.Holds(new[] { 0, 10 }, db);
    }

    [Fact]
    public void The_gradients_of_several_examples_add_up_and_are_not_averaged()
    {
        var (_, cache) = Linear.Forward(Tensors.Of(new[,] { { 1, 1, 1 }, { 1, 1, 1 }, { 1, 1, 1 } }), w, b);

        var (_, dw, db) = Linear.Backward(Tensors.Of(new[,] { { 1, 2 }, { 1, 2 }, { 1, 2 } }), cache);

        AssertTensor.Holds(new[,] { { 3, 6 }, { 3, 6 }, { 3, 6 } }, dw);
        AssertTensor.Holds(new[] { 3, 6 }, db);
    }

    [Fact]
    public void Dx_comes_back_in_the_shape_and_the_order_of_x()
    {
        var x = Tensors.Of(new int[,,] { { { 0, 0, 0 } }, { { 0, 0, 0 } } });
        var (_, cache) = Linear.Forward(x, w, b);

        var (dx, _, _) = Linear.Backward(Tensors.Of(new[,] { { 1, 0 }, { 0, 1 } }), cache);

        AssertTensor.Holds(new int[,,] { { { 1, 3, 5 } }, { { 2, 4, 6 } } }, dx);
    }

    [Fact]
    public void Without_examples_dx_has_no_cells_and_dw_and_db_are_zero()
    {
        var (_, cache) = Linear.Forward(Tensor.CreateFromShape<int>([0, 3, 1]), w, b);

        var (dx, dw, db) = Linear.Backward(Tensor.CreateFromShape<int>([0, 2]), cache);

        AssertTensor.Holds(new int[0, 3, 1], dx);
        AssertTensor.Holds(new int[3, 2], dw);
        AssertTensor.Holds(new int[2], db);
    }

    [Fact]
    public void Without_features_dx_and_dw_have_no_cells()
    {
        var (_, cache) = Linear.Forward(Tensor.CreateFromShape<int>([2, 4, 0]), Tensor.CreateFromShape<int>([0, 2]), b);

        var (dx, dw, db) = Linear.Backward(Tensors.Of(new[,] { { 1, 2 }, { 3, 4 } }), cache);

        AssertTensor.Holds(new int[2, 4, 0], dx);
        AssertTensor.Holds(new int[0, 2], dw);
        AssertTensor.Holds(new[] { 4, 6 }, db);
    }

    [Fact]
    public void Without_outputs_dx_is_zero()
    {
        var x = Tensors.Of(new[,] { { 1, 2 }, { 3, 4 } });
        var (_, cache) = Linear.Forward(x, Tensor.CreateFromShape<int>([2, 0]), Tensor.CreateFromShape<int>([0]));

        var (dx, dw, db) = Linear.Backward(Tensor.CreateFromShape<int>([2, 0]), cache);

        AssertTensor.Holds(new int[2, 2], dx);
        AssertTensor.Holds(new int[2, 0], dw);
        AssertTensor.Holds(new int[0], db);
    }

    [Fact]
    public void W_changed_in_place_after_Forward_corrupts_dx()
    {
        var (_, cache) = Linear.Forward(Tensors.Of(new[,] { { 1, 1, 1 } }), w, b);
        var dout = Tensors.Of(new[,] { { 1, 0 } });
        var (before, _, _) = Linear.Backward(dout, cache);

        w[0, 0] = 100;
        var (after, _, _) = Linear.Backward(dout, cache);

        AssertTensor.Holds(new[,] { { 1, 3, 5 } }, before);
        AssertTensor.Holds(new[,] { { 100, 3, 5 } }, after);
    }

    [Fact]
    public void The_values_of_b_do_not_matter()
    {
        var x = Tensors.Of(new[,] { { 1, 2, 3 } });
        var dout = Tensors.Of(new[,] { { 5, 7 } });

        var (_, _, db) = Linear.Backward(dout, Linear.Forward(x, w, b).cache);
        var (_, _, dbOfZero) = Linear.Backward(dout, Linear.Forward(x, w, Tensors.Of(new[] { 0, 0 })).cache);

        AssertTensor.Holds(new[] { 5, 7 }, db);
        AssertTensor.Holds(new[] { 5, 7 }, dbOfZero);
    }
}
