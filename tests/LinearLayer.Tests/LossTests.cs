namespace LinearLayer.Tests;

/// <summary>Losses and what stands between layers; their numbers on many shapes are compared with PyTorch's in GraphPyTorchTests.</summary>
public class LossTests
{
    [Fact]
    public void SquaredError_adds_the_squares_of_the_differences_up()
    {
        var (z, y) = (Tensors.Of(new[,] { { 1, 2 }, { 3, 4 } }), Tensors.Of(new[,] { { 0, 4 }, { 3, 1 } }));

        Assert.Equal(1 + 4 + 0 + 9, z.SquaredError(y));
    }

    [Fact]
    public void MeanSquaredError_divides_by_the_number_of_cells()
    {
        var (z, y) = (Tensors.Of(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } }), Tensors.Of(new[,] { { 0.0, 4.0 }, { 3.0, 1.0 } }));

        Assert.Equal(14.0 / 4, z.MeanSquaredError(y));
    }

    [Fact]
    public void A_column_of_predictions_is_not_compared_with_a_row_of_targets()
    {
        var (z, y) = (Tensors.Of(new[,] { { 1 }, { 2 } }), Tensors.Of(new[] { 1, 2 }));

        var error = Assert.Throws<ShapeException>(() => z.SquaredError(y));

        Assert.Equal(
            """
            SquaredError: z and y must have one shape.
              z  is (2, 1)
              y  is (2,)
            Each prediction has its own target. Nothing is broadcast: (N, 1) against (N,) would compare every prediction with every target.
            """.ReplaceLineEndings("\n"), error.Message);
    }

    [Fact]
    public void SoftmaxCrossEntropy_of_even_scores_is_the_logarithm_of_the_number_of_classes()
    {
        var z = Tensors.Of(new[,] { { 7.0, 7.0, 7.0, 7.0 }, { -1.0, -1.0, -1.0, -1.0 } });

        Assert.Equal(Math.Log(4), z.SoftmaxCrossEntropy([0, 3]), 1e-15);
    }

    [Fact]
    public void Large_scores_do_not_overflow()
    {
        var z = Tensors.Of(new[,] { { 1000f, 0f }, { -1000f, -2000f } });

        Assert.Equal(500f, z.SoftmaxCrossEntropy([1, 0]));
        AssertTensor.Holds(new[,] { { 1f, 0f }, { 1f, 0f } }, z.Softmax());
    }

    [Theory]
    [InlineData(new[] { 0 }, "SoftmaxCrossEntropy: 1 labels for N = 2 examples. Each example has one label.")]
    [InlineData(new[] { 0, 3 }, "SoftmaxCrossEntropy: labels[1] is 3, but the classes are 0 to 2.")]
    [InlineData(new[] { -1, 0 }, "SoftmaxCrossEntropy: labels[0] is -1, but the classes are 0 to 2.")]
    public void A_label_that_is_no_class_is_refused(int[] labels, string message)
    {
        var z = Tensor.CreateFromShape<double>([2, 3]);

        Assert.Equal(message, Assert.Throws<ArgumentException>(() => z.SoftmaxCrossEntropy(labels)).Message);
    }

    [Fact]
    public void Relu_keeps_what_is_positive_and_lets_NaN_through() =>
        AssertTensor.Holds(new[] { 0.0, 0.0, 2.5, double.NaN, double.PositiveInfinity }, Tensors.Of(new[] { -1.0, 0.0, 2.5, double.NaN, double.PositiveInfinity }).Relu());

    [Fact]
    public void Sum_and_Mean_take_every_cell_once_in_every_memory_layout()
    {
        var tensor = Layouts.CutOutOfLarger(Tensors.Of(new long[,] { { 1, 2, 3 }, { 4, 5, 9 } }));

        Assert.Equal(24, tensor.Sum());
        Assert.Equal(4, tensor.Mean());
        Assert.Equal(0, Tensor.CreateFromShape<long>([0, 3]).Sum());
    }

    [Fact]
    public void Reshape_keeps_the_row_major_order_and_every_cell()
    {
        var x = Layouts.WithAxesReversedInMemory(Tensors.Of(new long[,] { { 1, 2, 3 }, { 4, 5, 6 } }));

        AssertTensor.Holds(new long[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, x.Reshape(3, 2));
        AssertTensor.Holds(new long[,] { { 1, 2, 3, 4, 5, 6 } }, x.Reshape(1, 6));
        Assert.Equal(
            "Reshape: the tensor is (2, 3), with 6 cells; they do not fill (4, 2).\nA reshape keeps every cell; it neither adds nor drops one.",
            Assert.Throws<ShapeException>(() => x.Reshape(4, 2)).Message);
    }
}
