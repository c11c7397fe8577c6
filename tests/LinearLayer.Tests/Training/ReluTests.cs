namespace LinearLayer.Tests;

public class ReluTests
{
    [Fact]
    public void Forward_keeps_what_is_positive_and_makes_the_rest_0()
    {
        var z = Tensors.Of(new double[,] { { -2, 0, 3 }, { 4, -1, -0.5 } });

        var (h, cache) = Relu.Forward(z);

        AssertTensor.Holds(new double[,] { { 0, 0, 3 }, { 4, 0, 0 } }, h);
        Assert.Same(z, cache);
    }

    [Fact]
    public void Backward_lets_the_gradient_through_where_z_is_positive_and_gives_0_elsewhere_and_at_exactly_0()
    {
        var z = Tensors.Of(new double[,] { { -2, 0, 3, double.Epsilon, -0.0 } });
        var dh = Tensors.Of(new double[,] { { 10, 20, 30, 40, 50 } });

        var dz = Relu.Backward(dh, Relu.Forward(z).cache);

        AssertTensor.Holds(new double[,] { { 0, 0, 30, 40, 0 } }, dz);
    }

    [Fact]
    public void A_gradient_of_another_shape_is_refused()
    {
        var (_, cache) = Relu.Forward(Tensors.Of(new double[,] { { 1, 2, 3 } }));
        var dh = Tensors.Of(new double[,] { { 1 }, { 2 } });

        var error = Assert.Throws<ShapeException>(() => Relu.Backward(dh, cache));

        Assert.Equal(
            """
            Relu.Backward: dh and the cached z must have one shape.
              dh     is (2, 1)
              cache  is (1, 3)
            dh is ∂L/∂h, and h has the shape of z.
            """, error.Message);
    }
}
