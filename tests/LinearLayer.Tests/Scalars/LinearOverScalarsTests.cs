using CsCheck;

namespace LinearLayer.Tests.Scalars;

/// <summary>The one Forward and Backward, with numbers that are exact or carry derivatives.</summary>
public class LinearOverScalarsTests
{
    private static readonly Gen<(int N, int D, int M)> Sizes = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 4]);

    [Fact]
    public void Over_polynomials_at_2_1_2_the_output_and_the_gradients_are_the_formulas_written_by_hand()
    {
        Polynomial V(string name, params ReadOnlySpan<nint> indices) => Polynomial.Variable(name, indices);
        var (x, w, b, dout) = (Polynomial.Variables("x", 2, 1), Polynomial.Variables("w", 1, 2), Polynomial.Variables("b", 2), Polynomial.Variables("g", 2, 2));

        var (@out, cache) = Linear.Forward(x, w, b);
        var (dx, dw, db) = Linear.Backward(dout, cache);

        AssertTensor.Holds<Polynomial>(new[,]
        {
            { V("x", 0, 0) * V("w", 0, 0) + V("b", 0), V("x", 0, 0) * V("w", 0, 1) + V("b", 1) },
            { V("x", 1, 0) * V("w", 0, 0) + V("b", 0), V("x", 1, 0) * V("w", 0, 1) + V("b", 1) },
        }, @out);
        AssertTensor.Holds<Polynomial>(new[,]
        {
            { V("g", 0, 0) * V("w", 0, 0) + V("g", 0, 1) * V("w", 0, 1) },
            { V("g", 1, 0) * V("w", 0, 0) + V("g", 1, 1) * V("w", 0, 1) },
        }, dx);
        AssertTensor.Holds<Polynomial>(new[,]
        {
            { V("x", 0, 0) * V("g", 0, 0) + V("x", 1, 0) * V("g", 1, 0), V("x", 0, 0) * V("g", 0, 1) + V("x", 1, 0) * V("g", 1, 1) },
        }, dw);
        AssertTensor.Holds<Polynomial>(new[] { V("g", 0, 0) + V("g", 1, 0), V("g", 0, 1) + V("g", 1, 1) }, db);
    }

    [Fact]
    public void Over_polynomials_the_gradient_of_any_loss_of_degree_two_is_Backwards_answer_exactly() =>
        Sizes.Sample(size =>
        {
            var (N, D, M) = size;
            var (x, w, b, t) = (Polynomial.Variables("x", N, D), Polynomial.Variables("w", D, M), Polynomial.Variables("b", M), Polynomial.Variables("t", N, M));
            var (@out, cache) = Linear.Forward(x, w, b);
            // L = ½ Σ (out - t)²: its gradient with respect to out is out - t, which is what dout is.
            var differences = @out.Zip(t, (o, target) => o - target).ToArray();
            var loss = differences.Aggregate(Polynomial.Zero, (sum, difference) => sum + difference * difference / 2);

            var (dx, dw, db) = Linear.Backward(Tensor.Create(differences, [N, M]), cache);

            AssertTensor.Equal(loss.Gradient(x), dx);
            AssertTensor.Equal(loss.Gradient(w), dw);
            AssertTensor.Equal(loss.Gradient(b), db);
        }, iter: 20);

    [Fact]
    public void Over_polynomials_a_layer_of_8_16_8_is_exact_too()
    {
        var form = ExpandedForm.Of(8, 16, 8);
        AssertTensor.Equal(form.Loss.Gradient(form.w), Tensor.Create(form.dw.Select(entry => entry.Sum).ToArray(), [16, 8]));
        Assert.All(form.@out, entry => Assert.Equal(17, entry.Terms.Length));
    }

    [Fact]
    public void Over_rationals_the_output_is_the_sum_of_the_integer_products_over_the_common_denominator() =>
        Sizes.SelectMany(s => Gen.Select(Gen.Const(s), Gen.Int[-9, 9].Array[s.N * s.D], Gen.Int[-9, 9].Array[s.D * s.M], Gen.Int[-9, 9].Array[s.M])).Sample((s, x, w, b) =>
        {
            // Thirds times sevenths are 21sts: 21·out = Σ x·w + b, in integers.
            var (@out, _) = Linear.Forward(Over(3, x, s.N, s.D), Over(7, w, s.D, s.M), Over(21, b, s.M));
            for (var n = 0; n < s.N; n++)
                for (var m = 0; m < s.M; m++)
                    Assert.Equal(Enumerable.Range(0, s.D).Sum(d => x[n * s.D + d] * w[d * s.M + m]) + b[m], 21 * @out[n, m]);

            static Tensor<Rational> Over(int denominator, int[] numerators, params ReadOnlySpan<nint> lengths) =>
                Tensor.Create(numerators.Select(numerator => new Rational(numerator, denominator)).ToArray(), lengths);
        });

    [Fact]
    public void Over_dual_numbers_the_derivative_of_the_loss_is_the_entry_of_the_gradient()
    {
        // The worked example: x (2, 3), w (3, 4), b (4,), and the gradients by hand.
        double[] x = [-2, 2, 3, -2, 3, -2], w = [1, 3, -2, 1, -1, -2, 3, 1, -2, 3, 1, -2], b = [-1, -3, 1, 1], dout = [-1, -1, -2, 1, -2, -1, -2, -2];

        Assert.Equal([1, -2, -5, -3, -4, 3], Enumerable.Range(0, 6).Select(i => Slope(i, -1, -1)));
        Assert.Equal([6, 4, 8, 2, -8, -5, -10, -4, 1, -1, -2, 7], Enumerable.Range(0, 12).Select(i => Slope(-1, i, -1)));
        Assert.Equal([-3, -2, -4, -1], Enumerable.Range(0, 4).Select(i => Slope(-1, -1, i)));

        double Slope(int xAt, int wAt, int bAt)
        {
            var (@out, _) = Linear.Forward(Seeded(x, xAt, 2, 3), Seeded(w, wAt, 3, 4), Seeded(b, bAt, 4));
            return @out.Zip(dout, (z, gradient) => z * gradient).Aggregate((a, c) => a + c).Derivative;
        }

        static Tensor<Dual<double>> Seeded(double[] values, int at, params ReadOnlySpan<nint> lengths) =>
            Tensor.Create(values.Select((value, i) => new Dual<double>(value, i == at ? 1 : 0)).ToArray(), lengths);
    }

    [Fact]
    public void Over_nested_dual_numbers_the_second_derivative_of_a_square_loss_is_twice_the_square_of_the_input()
    {
        // L = out², out = x·w + b, at x = 3, w = 5, b = -1: ∂²L/∂w² = 2x² = 18, ∂²L/∂w∂x = 2(xw + out) = 58, by hand.
        Assert.Equal(18, Second((dw, _) => dw, (dw, _) => dw));
        Assert.Equal(58, Second((dw, _) => dw, (_, dx) => dx));

        static double Second(Func<double, double, double> inner, Func<double, double, double> outer)
        {
            Dual<Dual<double>> Number(double value, double isW, double isX) => new(new(value, inner(isW, isX)), outer(isW, isX));
            var (@out, _) = Linear.Forward(
                Tensors.Of(new[,] { { Number(3, 0, 1) } }), Tensors.Of(new[,] { { Number(5, 1, 0) } }), Tensors.Of(new[] { Number(-1, 0, 0) }));
            return (@out[0, 0] * @out[0, 0]).Derivative.Derivative;
        }
    }
}
