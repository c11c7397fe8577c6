namespace LinearLayer.Tests;

public class LossGradientTests
{
    [Fact]
    public void The_squared_error_is_that_of_a_hand_calculation()
    {
        var z = Tensors.Of(new double[,] { { 1, 2 }, { 3, 5 } });
        var y = Tensors.Of(new double[,] { { 0, 2 }, { 5, 1 } });

        var (sum, dzOfSum) = z.SquaredErrorWithGradient(y, LossReduction.Sum);
        var (mean, dzOfMean) = z.SquaredErrorWithGradient(y);

        Assert.Equal(1 + 0 + 4 + 16, sum);
        AssertTensor.Holds(new double[,] { { 2, 0 }, { -4, 8 } }, dzOfSum);
        Assert.Equal(21 / 4.0, mean); // over N·M = 4
        AssertTensor.Holds(new double[,] { { 0.5, 0 }, { -1, 2 } }, dzOfMean);
    }

    [Fact]
    public void The_cross_entropy_is_that_of_a_hand_calculation()
    {
        // exp is 1, 3 in the first row and 1, 1 in the second: softmax ¼, ¾ and ½, ½.
        var z = Tensors.Of(new double[,] { { 0, Math.Log(3) }, { 7, 7 } });

        var (sum, dzOfSum) = z.SoftmaxCrossEntropyWithGradient([0, 1], LossReduction.Sum);
        var (mean, dzOfMean) = z.SoftmaxCrossEntropyWithGradient([0, 1]);

        Assert.Equal(Math.Log(4) + Math.Log(2), sum, 1e-15);
        Assert.Equal((Math.Log(4) + Math.Log(2)) / 2, mean, 1e-15);
        AssertClose([-0.75, 0.75, 0.5, -0.5], dzOfSum);
        AssertClose([-0.375, 0.375, 0.25, -0.25], dzOfMean);
    }

    [Fact]
    public void Scores_too_large_for_exp_still_have_a_finite_loss_and_gradient()
    {
        var z = Tensors.Of(new double[,] { { 1000, 0 } });

        var (loss, dz) = z.SoftmaxCrossEntropyWithGradient([1]);

        Assert.Equal(1000, loss);
        AssertTensor.Holds(new double[,] { { 1, -1 } }, dz);
    }

    [Fact]
    public void No_example_has_no_loss_as_a_sum_and_none_that_is_a_number_as_a_mean()
    {
        var none = Tensor.CreateFromShape<double>([0, 3]);

        Assert.Equal(0, none.SoftmaxCrossEntropyWithGradient([], LossReduction.Sum).loss);
        Assert.Equal(double.NaN, none.SoftmaxCrossEntropyWithGradient([]).loss);
        Assert.Equal([0, 3], none.SoftmaxCrossEntropyWithGradient([]).dz.Lengths.ToArray());
    }

    [Fact]
    public void Labels_that_are_no_class_and_targets_of_another_shape_are_refused()
    {
        var scores = Tensors.Of(new double[,] { { 1, 2 }, { 3, 5 } });

        var label = Assert.Throws<ArgumentException>(() => scores.SoftmaxCrossEntropyWithGradient([0, 2]));
        var count = Assert.Throws<ArgumentException>(() => scores.SoftmaxCrossEntropyWithGradient([0]));
        var shape = Assert.Throws<ShapeException>(() => scores.SquaredErrorWithGradient(Tensors.Of(new double[] { 1, 2 })));

        Assert.Equal("SoftmaxCrossEntropy: labels[1] is 2, but the classes are 0 to 1.", label.Message);
        Assert.Equal("SoftmaxCrossEntropy: 1 labels for N = 2 examples. Each example has one label.", count.Message);
        Assert.StartsWith("MeanSquaredError: z and y must have one shape.\n  z: scores", shape.Message);
    }

    private static void AssertClose(double[] expected, Tensor<double> actual)
    {
        foreach (var (e, a) in expected.Zip(AssertTensor.Cells(actual)))
            Assert.Equal(e, a, 1e-15);
    }
}
