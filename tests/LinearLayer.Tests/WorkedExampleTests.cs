namespace LinearLayer.Tests;

/// <summary>One layer small enough to do by hand: N = 2, D = 3, M = 4, no expected cell 0.</summary>
public class WorkedExampleTests
{
    private readonly Tensor<double> x = Tensors.Of(new double[,] { { -2, 2, 3 }, { -2, 3, -2 } });
    private readonly Tensor<double> w = Tensors.Of(new double[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } });
    private readonly Tensor<double> b = Tensors.Of(new double[] { -1, -3, 1, 1 });
    private readonly Tensor<double> dout = Tensors.Of(new double[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } });

    [Fact]
    public void Forward_gives_the_numbers_worked_out_by_hand()
    {
        var (@out, _) = Linear.Forward(x, w, b);

        AssertTensor.Holds(new double[,] { { -11, -4, 14, -5 }, { -2, -21, 12, 6 } }, @out);
    }

    [Fact]
    public void Backward_gives_the_numbers_worked_out_by_hand()
    {
        var (_, cache) = Linear.Forward(x, w, b);

        var (dx, dw, db) = Linear.Backward(dout, cache);

        AssertTensor.Holds(new double[,] { { 1, -2, -5 }, { -3, -4, 3 } }, dx);
        AssertTensor.Holds(new double[,] { { 6, 4, 8, 2 }, { -8, -5, -10, -4 }, { 1, -1, -2, 7 } }, dw);
        AssertTensor.Holds(new double[] { -3, -2, -4, -1 }, db);
    }
}
