namespace LinearLayer.Display.Tests;

public static partial class Gallery
{
    private static readonly Tensor<double> x = Tensors.Of(new double[,] { { -2, 2, 3 }, { -2, 3, -2 } });
    private static readonly Tensor<double> w = Tensors.Of(new double[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } });
    private static readonly Tensor<double> b = Tensors.Of(new double[] { -1, -3, 1, 1 });
    private static readonly Tensor<double> dout = Tensors.Of(new double[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } });

    private static IEnumerable<Exhibit> Values() =>
    [
        new("matrix", () => Tensors.Of(new double[,] { { -11, -4, 14, -5 }, { -2, -21, 12, 6 } })),
        new("check", () => Check.Equal(2 + 2, 4)),
    ];
}
