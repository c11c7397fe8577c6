namespace LinearLayer.Tests;

public class BiasTrickTests
{
    private readonly Tensor<double> x = Tensors.Of(new double[,] { { -2, 2, 3 }, { -2, 3, -2 } });
    private readonly Tensor<double> w = Tensors.Of(new double[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } });
    private readonly Tensor<double> b = Tensors.Of(new double[] { -1, -3, 1, 1 });
    private readonly Tensor<double> dout = Tensors.Of(new double[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } });

    [Fact]
    public void Extend_appends_a_column_of_ones() =>
        AssertTensor.Holds(new double[,] { { -2, 2, 3, 1 }, { -2, 3, -2, 1 } }, BiasTrick.Extend(x));

    [Fact]
    public void Extend_flattens_first_row_by_row() =>
        AssertTensor.Holds(new[,] { { 1, 2, 3, 4, 1 }, { 5, 6, 7, 8, 1 } }, BiasTrick.Extend(Tensors.Of(new[, ,] { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } })));

    [Fact]
    public void Stack_puts_b_under_w() =>
        AssertTensor.Holds(new double[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 }, { -1, -3, 1, 1 } }, BiasTrick.Stack(w, b));

    [Fact]
    public void Split_takes_apart_what_Stack_put_together()
    {
        var (weights, biases) = BiasTrick.Split(BiasTrick.Stack(w, b));

        AssertTensor.Equal(w, weights);
        AssertTensor.Equal(b, biases);
    }

    [Fact]
    public void One_product_gives_the_output_and_one_gives_both_gradients_worked_by_hand()
    {
        var (xWithOnes, wWithB) = (BiasTrick.Extend(x), BiasTrick.Stack(w, b));

        AssertTensor.Holds(new double[,] { { -11, -4, 14, -5 }, { -2, -21, 12, 6 } }, xWithOnes.MatMul(wWithB));
        var (dw, db) = BiasTrick.Split(xWithOnes.Transpose().MatMul(dout));
        AssertTensor.Holds(new double[,] { { 6, 4, 8, 2 }, { -8, -5, -10, -4 }, { 1, -1, -2, 7 } }, dw);
        AssertTensor.Holds(new double[] { -3, -2, -4, -1 }, db);
        // The last column, by hand: (-1)(-1) + (-1)(-3) + (-2)(1) + (1)(1) = 3 and (-2)(-1) + (-1)(-3) + (-2)(1) + (-2)(1) = 1.
        AssertTensor.Holds(new double[,] { { 1, -2, -5, 3 }, { -3, -4, 3, 1 } }, dout.MatMul(wWithB.Transpose()));
    }

    [Fact]
    public void A_bias_of_another_length_is_refused() =>
        Assert.Equal("""
            BiasTrick.Stack: w and b disagree on M: 4 in w, 3 in b.
              w        (D, M)  is (3, 4)
              b: bias  (M,)    is (3,)
            b becomes the last row of W̃: it has one entry for each column of w.
            """,
            Assert.Throws<ShapeException>(() =>
            {
                var bias = Tensors.Of(new double[] { 1, 2, 3 });
                BiasTrick.Stack(w, bias);
            }).Message);

    [Fact]
    public void Wrong_ranks_and_missing_tensors_are_refused_by_name()
    {
        Assert.StartsWith("BiasTrick.Stack: w must have rank 2, not rank 1.", Assert.Throws<ShapeException>(() => BiasTrick.Stack(b, b)).Message);
        Assert.StartsWith("BiasTrick.Stack: b must have rank 1, not rank 2.", Assert.Throws<ShapeException>(() => BiasTrick.Stack(w, w)).Message);
        Assert.StartsWith("BiasTrick.Split: stacked must have rank 2, not rank 1.", Assert.Throws<ShapeException>(() => BiasTrick.Split(b)).Message);
        Assert.StartsWith("BiasTrick.Split: stacked has no row.", Assert.Throws<ShapeException>(() => BiasTrick.Split(Tensor.CreateFromShape<double>([0, 4]))).Message);
        Assert.StartsWith("Flatten: x must have rank 2 or more, not rank 1.", Assert.Throws<ShapeException>(() => BiasTrick.Extend(b)).Message);
        Assert.StartsWith("BiasTrick.Stack: b is null.", Assert.Throws<ArgumentNullException>(() => BiasTrick.Stack(w, null!)).Message);
    }
}
