using System.Numerics;

namespace LinearLayer.Tests;

/// <summary>The one Forward and Backward over many kinds of number.</summary>
public class ScalarTests
{
    [Fact]
    public void Floats_doubles_halves_decimals_and_integers_give_the_numbers_worked_out_by_hand()
    {
        AssertWorkedExample<float>();
        AssertWorkedExample<double>();
        AssertWorkedExample<Half>();
        AssertWorkedExample<decimal>();
        AssertWorkedExample<int>();
        AssertWorkedExample<long>();
        AssertWorkedExample<BigInteger>();
        AssertWorkedExample<Complex>();
    }

    [Fact]
    public void Complex_numbers_are_multiplied_and_not_conjugated()
    {
        var i = Complex.ImaginaryOne;
        var (@out, cache) = Linear.Forward(Tensors.Of(new[,] { { i, 2 } }), Tensors.Of(new[,] { { i }, { 3 * i } }), Tensors.Of(new[] { 10 * i }));

        var (dx, dw, db) = Linear.Backward(Tensors.Of(new[,] { { i } }), cache);

        AssertTensor.Holds(new Complex[,] { { -1 + 16 * i } }, @out);
        AssertTensor.Holds(new Complex[,] { { -1, -3 } }, dx);
        AssertTensor.Holds(new Complex[,] { { -1 }, { 2 * i } }, dw);
        AssertTensor.Holds(new[] { i }, db);
    }

    [Fact]
    public void Formulas_show_that_the_bias_comes_after_the_sum_and_that_the_sum_runs_over_d()
    {
        var x = Tensors.Of(new[,] { { Formula.Of("x00"), Formula.Of("x01") } });
        var w = Tensors.Of(new[,] { { Formula.Of("w00"), Formula.Of("w01") }, { Formula.Of("w10"), Formula.Of("w11") } });
        var b = Tensors.Of(new[] { Formula.Of("b0"), Formula.Of("b1") });

        var (@out, cache) = Linear.Forward(x, w, b);

        Assert.Equal("(((0 + x00*w00) + x01*w10) + b0)", @out[0, 0].Text);
        Assert.Equal("(((0 + x00*w01) + x01*w11) + b1)", @out[0, 1].Text);

        var (dx, dw, db) = Linear.Backward(Tensors.Of(new[,] { { Formula.Of("g00"), Formula.Of("g01") } }), cache);

        Assert.Equal("((0 + g00*w10) + g01*w11)", dx[0, 1].Text);
        Assert.Equal("(0 + x01*g00)", dw[1, 0].Text);
        Assert.Equal("(0 + g01)", db[1].Text);
    }

    [Fact]
    public void Scalars_whose_addition_is_the_minimum_give_the_shortest_paths()
    {
        // With min for + and + for ×, a product of matrices adds up roads and keeps the shortest.
        var x = Tensors.Of(new[,] { { new MinPlus(1), new MinPlus(5) } });
        var w = Tensors.Of(new[,] { { new MinPlus(10), new MinPlus(2) }, { new MinPlus(1), new MinPlus(9) } });
        var b = Tensors.Of(new[] { new MinPlus(7), new MinPlus(3) });

        var (@out, _) = Linear.Forward(x, w, b);
        var (withoutRoads, _) = Linear.Forward(Tensor.CreateFromShape<MinPlus>([1, 0]), Tensor.CreateFromShape<MinPlus>([0, 2]), b);

        AssertTensor.Holds(new[,] { { new MinPlus(6), new MinPlus(3) } }, @out);
        AssertTensor.Holds(new[,] { { new MinPlus(7), new MinPlus(3) } }, withoutRoads);
    }

    private static void AssertWorkedExample<T>()
        where T : INumberBase<T>
    {
        var (@out, cache) = Linear.Forward(
            Of<T>(new[,] { { -2, 2, 3 }, { -2, 3, -2 } }),
            Of<T>(new[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } }),
            Of<T>(new[] { -1, -3, 1, 1 }));
        var (dx, dw, db) = Linear.Backward(Of<T>(new[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } }), cache);

        AssertTensor.Equal(Of<T>(new[,] { { -11, -4, 14, -5 }, { -2, -21, 12, 6 } }), @out);
        AssertTensor.Equal(Of<T>(new[,] { { 1, -2, -5 }, { -3, -4, 3 } }), dx);
        AssertTensor.Equal(Of<T>(new[,] { { 6, 4, 8, 2 }, { -8, -5, -10, -4 }, { 1, -1, -2, 7 } }), dw);
        AssertTensor.Equal(Of<T>(new[] { -3, -2, -4, -1 }), db);
    }

    private static Tensor<T> Of<T>(Array numbers)
        where T : INumberBase<T> =>
        Tensor.Create(
            numbers.Cast<int>().Select(T.CreateChecked).ToArray(),
            Enumerable.Range(0, numbers.Rank).Select(axis => (nint)numbers.GetLength(axis)).ToArray());

    /// <summary>A reference type that writes down what is done to it.</summary>
    private sealed record Formula(string Text) : IAdditionOperators<Formula, Formula, Formula>, IMultiplyOperators<Formula, Formula, Formula>, IAdditiveIdentity<Formula, Formula>
    {
        public static Formula AdditiveIdentity { get; } = new("0");

        public static Formula Of(string name) => new(name);

        public static Formula operator +(Formula left, Formula right) => new($"({left.Text} + {right.Text})");

        public static Formula operator *(Formula left, Formula right) => new($"{left.Text}*{right.Text}");
    }

    /// <summary>A struct whose additive identity, infinity, is not its default value.</summary>
    private readonly record struct MinPlus(double Length) : IAdditionOperators<MinPlus, MinPlus, MinPlus>, IMultiplyOperators<MinPlus, MinPlus, MinPlus>, IAdditiveIdentity<MinPlus, MinPlus>
    {
        public static MinPlus AdditiveIdentity => new(double.PositiveInfinity);

        public static MinPlus operator +(MinPlus left, MinPlus right) => new(Math.Min(left.Length, right.Length));

        public static MinPlus operator *(MinPlus left, MinPlus right) => new(left.Length + right.Length);
    }
}
