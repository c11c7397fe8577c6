using CsCheck;

namespace LinearLayer.Tests;

public class LinearInPlaceTests
{
    private static readonly Gen<nint[]> Sizes = Gen.Int[0, 12].Array[4].Select(sizes => sizes.Select(size => (nint)size).ToArray());

    [Fact]
    public void Both_passes_write_the_numbers_of_the_passes_that_make_their_own_tensors() => Sizes.SelectMany(sizes =>
    {
        var (N, d1, d2, M) = (sizes[0], sizes[1], sizes[2], sizes[3]);
        return Gen.Select(Layouts.TensorOf(N, d1, d2), Layouts.TensorOf(d1 * d2, M), Layouts.TensorOf(M), Layouts.TensorOf(N, M));
    }).Sample((x, w, b, dout) =>
    {
        AssertSame(x, w, b, dout);
        AssertSame(Doubles(x), Doubles(w), Doubles(b), Doubles(dout));
    });

    private static void AssertSame<T>(Tensor<T> x, Tensor<T> w, Tensor<T> b, Tensor<T> dout)
        where T : System.Numerics.INumberBase<T>
    {
        // With whole numbers every order of the sums gives the same bits.
        var (wanted, cache) = Linear.Forward(x, w, b);
        var @out = Filled<T>(wanted.Lengths);
        Linear.Forward(x, w, b, @out);
        AssertTensor.Equal(wanted, @out);

        var (dx, dw, db) = Linear.Backward(dout, cache);
        var gradients = new LinearGradients<T>(Filled<T>(x.Lengths), Filled<T>(w.Lengths), Filled<T>(b.Lengths));
        Linear.Backward(dout, cache, gradients);
        AssertTensor.Equal(dx, gradients.dx);
        AssertTensor.Equal(dw, gradients.dw);
        AssertTensor.Equal(db, gradients.db);
    }

    [Fact]
    public void Nothing_is_allocated_once_both_passes_have_run()
    {
        var (x, w, b) = (Filled<double>([16, 4, 16]), Filled<double>([64, 40]), Filled<double>([40]));
        var (@out, dout) = (Filled<double>([16, 40]), Filled<double>([16, 40]));
        var cache = new LinearCache<double>(x, w, b);
        var gradients = new LinearGradients<double>(Filled<double>([16, 4, 16]), Filled<double>([64, 40]), Filled<double>([40]));
        Step();
        Step();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 100; step++)
            Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            Linear.Forward(x, w, b, @out);
            Linear.Backward(dout, cache, gradients);
        }
    }

    [Fact]
    public void A_destination_of_another_shape_is_refused_with_the_shape_it_needs()
    {
        var (x, w, b) = (Filled<double>([2, 3]), Filled<double>([3, 4]), Filled<double>([4]));

        var error = Assert.Throws<ShapeException>(() => Linear.Forward(x, w, b, Filled<double>([4, 2])));

        Assert.Equal("Linear.Forward: Filled<double>([4, 2]) is (4, 2); the result is (2, 4).\nMake it with Tensor.CreateFromShape<Double>([2, 4]).", error.Message);
    }

    [Fact]
    public void A_destination_that_is_a_view_or_an_input_is_refused()
    {
        var (x, w, b) = (Filled<double>([3, 3]), Filled<double>([3, 3]), Filled<double>([3]));

        Assert.Contains("is a view", Assert.Throws<ArgumentException>(() => Linear.Forward(x, w, b, Filled<double>([3, 3]).Transpose())).Message, StringComparison.Ordinal);
        Assert.Contains("shares memory", Assert.Throws<ArgumentException>(() => Linear.Forward(x, w, b, x)).Message, StringComparison.Ordinal);
        Assert.Contains("shares memory", Assert.Throws<ArgumentException>(() => Linear.Backward(x, new LinearCache<double>(x, w, b), new LinearGradients<double>(w, Filled<double>([3, 3]), Filled<double>([3])))).Message, StringComparison.Ordinal);
        var both = Filled<double>([3, 3]);
        Assert.Contains("shares memory", Assert.Throws<ArgumentException>(() => Linear.Backward(Filled<double>([3, 3]), new LinearCache<double>(x, w, b), new LinearGradients<double>(both, both, Filled<double>([3])))).Message, StringComparison.Ordinal);
    }

    private static Tensor<T> Filled<T>(ReadOnlySpan<nint> shape)
        where T : System.Numerics.INumberBase<T>
    {
        var tensor = Tensor.CreateFromShape<T>(shape);
        tensor.Fill(T.CreateChecked(7));
        return tensor;
    }

    private static Tensor<double> Doubles(Tensor<long> tensor) => Tensor.Create(AssertTensor.Cells(tensor).Select(cell => (double)cell).ToArray(), tensor.Lengths);
}
