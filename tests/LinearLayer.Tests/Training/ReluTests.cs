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
    public void Any_number_of_cells_and_any_layout_come_out_as_cell_by_cell_and_the_arguments_stay_as_they_were()
    {
        for (var cells = 0; cells < 40; cells++)
        {
            // Negative, zero, positive and NaN at every place of a vector register, and past the last whole one.
            var zs = Enumerable.Range(0, 3 * cells).Select(cell => (cell % 4) switch { 0 => -1.5 - cell, 1 => 0, 2 => 2.5 + cell, _ => double.NaN }).ToArray();
            var dhs = Enumerable.Range(0, 3 * cells).Select(cell => 100.0 + cell).ToArray();
            var (z, dh) = (Tensor.Create([.. zs], [3, cells]), Tensor.Create([.. dhs], [3, cells]));

            var (h, _) = Relu.Forward(z);
            var dz = Relu.Backward(dh, z);

            Assert.Equal(zs.Select(cell => cell < 0 ? 0 : cell), AssertTensor.Cells(h));
            Assert.Equal(zs.Zip(dhs, (cell, d) => cell > 0 ? d : 0), AssertTensor.Cells(dz));
            AssertTensor.Equal(h.Transpose(), z.Transpose().Relu());
            AssertTensor.Equal(dz.Transpose(), Relu.Backward(dh.Transpose(), z.Transpose()));
            Assert.Equal(zs, AssertTensor.Cells(z));
            Assert.Equal(dhs, AssertTensor.Cells(dh));
        }
    }

    [Fact]
    public void Floats_and_numbers_without_registers_are_rectified_too()
    {
        var floats = Tensors.Of([.. Enumerable.Range(-20, 41).Select(cell => (float)cell)]).Relu();
        var rationals = Tensors.Of([new Rational(-1, 3), new Rational(0, 1), new Rational(1, 3)]).Relu();

        Assert.Equal(Enumerable.Range(-20, 41).Select(cell => (float)Math.Max(0, cell)), AssertTensor.Cells(floats));
        Assert.Equal([new Rational(0, 1), new Rational(0, 1), new Rational(1, 3)], AssertTensor.Cells(rationals));
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
