using System.Numerics;
using CsCheck;

namespace LinearLayer.Tests.Scalars;

public class DualTests
{
    // Integers, with which the arithmetic of double is exact.
    private static readonly Gen<Dual<double>> Duals =
        Gen.Select(Gen.Int[-9, 9], Gen.Int[-9, 9], (value, derivative) => new Dual<double>(value, derivative));

    // At x = 0.7: f(x), f'(x) and f''(x) by torch.autograd in float64.
    public static TheoryData<string, double, double, double> TorchAtSevenTenths => new()
    {
        { "Exp", 2.0137527074704766, 2.0137527074704766, 2.0137527074704766 },
        { "ExpM1", 1.0137527074704764, 2.013752707470476, 2.013752707470476 },
        { "Exp2", 1.624504792712471, 1.1260209168747677, 0.7804982237832697 },
        { "Exp10", 5.011872336272722, 11.540262529490812, 26.572436469643307 },
        { "Log", -0.35667494393873245, 1.4285714285714286, -2.0408163265306123 },
        { "LogP1", 0.5306282510621704, 0.5882352941176471, -0.34602076124567477 },
        { "Log2", -0.5145731728297583, 2.060992915555662, -2.944275593650946 },
        { "Log10", -0.1549019599857432, 0.620420688433217, -0.8863152691903099 },
        { "Sqrt", 0.8366600265340756, 0.5976143046671968, -0.4268673604765691 },
        { "Cbrt", 0.8879040017426006, 0.42281142940123845, -0.40267755181070336 },
        { "Tanh", 0.6043677771171635, 0.6347395899824586, -0.7672323100919166 },
        { "Sinh", 0.7585837018395334, 1.255169005630943, 0.7585837018395334 },
        { "Cosh", 1.255169005630943, 0.7585837018395334, 1.255169005630943 },
        { "Asinh", 0.6526665660823557, 0.8192319205190405, -0.3848740566196835 },
        { "Acosh", 1.123230982587296, 0.7273929674533081, -0.6542688067040339 },
        { "Atanh", 0.8673005276940531, 1.9607843137254901, 5.382545174932718 },
        { "Sin", 0.644217687237691, 0.7648421872844885, -0.644217687237691 },
        { "Cos", 0.7648421872844885, -0.644217687237691, -0.7648421872844885 },
        { "Tan", 0.8422883804630794, 1.7094497158631172, 2.8796992653148323 },
        { "Asin", 0.775397496610753, 1.4002800840280099, 1.921953056509033 },
        { "Acos", 0.7953988301841436, -1.4002800840280099, -1.921953056509033 },
        { "Atan", 0.6107259643892086, 0.6711409395973155, -0.6306022251249943 },
        { "SinPi", 0.8090169943749475, -1.8465818304904564, -7.984677688239065 },
        { "CosPi", -0.587785252292473, -2.5416018461576297, 5.80120791292121 },
        { "TanPi", -1.3763819204711738, 9.09311119959588, -78.63779542638062 },
        { "AsinPi", 0.246816688893365, 0.4457229941723847, 0.6117766586679789 },
        { "AcosPi", 0.253183311106635, -0.4457229941723847, -0.6117766586679789 },
        { "AtanPi", 0.19440011221421477, 0.21363079609650382, -0.2007269225067821 },
        { "Log(x, 3)", -0.32465952512796237, 1.3003417523240535, -1.857631074748648 },
        { "Log(3, x)", -3.080149888120044, -12.336762648069893, -81.19962894096024 },
        { "RootN(x, 5)", 0.9311499150948377, 0.2660428328842394, -0.3040489518677022 },
        { "Hypot(x, 2)", 2.118962010041709, 0.33035042472810605, 0.42042688479555346 },
        { "Pow(x, 2.5)", 0.409963413001697, 1.464155046434632, 3.137475099502783 },
        { "Pow(2.5, x)", 1.8991444823309347, 1.7401684876497756, 1.5945002571329545 },
        { "Pow(x, x)", 0.779055912670449, 0.5011861886935787, 1.435362651039071 },
        { "sigmoid", 0.6681877721681662, 0.22171287329310904, -0.07457878844034183 },
        { "softplus", 1.103186048885458, 0.6681877721681662, 0.22171287329310904 },
        { "x/(1+x*x)", 0.4697986577181208, 0.22971938200981948, -1.062289654405192 },
    };

    [Theory]
    [MemberData(nameof(TorchAtSevenTenths))]
    public void Value_and_both_derivatives_of_each_function_are_those_of_PyTorch(string function, double value, double first, double second)
    {
        var dual = F(function, Dual.Variable(0.7));
        Assert.Equal(value, dual.Value, Math.Abs(value) * 1e-14);
        Assert.Equal(first, dual.Derivative, Math.Abs(first) * 1e-14);

        var nested = F(function, new Dual<Dual<double>>(Dual.Variable(0.7), 1));
        Assert.Equal(dual.Value, nested.Value.Value);
        Assert.Equal(first, nested.Value.Derivative, Math.Abs(first) * 1e-14);
        Assert.Equal(first, nested.Derivative.Value, Math.Abs(first) * 1e-14);
        Assert.Equal(second, nested.Derivative.Derivative, Math.Abs(second) * 1e-13);
    }

    [Theory]
    [MemberData(nameof(TorchAtSevenTenths))]
    public void Single_and_half_precision_give_the_same_derivatives_to_their_digits(string function, double value, double first, double second)
    {
        _ = second;
        var single = F(function, Dual.Variable(0.7f));
        Assert.Equal(value, single.Value, Math.Abs(value) * 1e-6);
        Assert.Equal(first, single.Derivative, Math.Abs(first) * 1e-5);
        var half = F(function, Dual.Variable((Half)0.7));
        Assert.Equal(first, (double)half.Derivative, Math.Abs(first) * 5e-2);
    }

    // One generic function, as in other people's code: nothing in it knows of dual numbers.
    private static T F<T>(string function, T x)
        where T : IExponentialFunctions<T>, ILogarithmicFunctions<T>, IPowerFunctions<T>, IRootFunctions<T>, ITrigonometricFunctions<T>, IHyperbolicFunctions<T>
    {
        var (one, three, fiveHalves) = (T.One, T.CreateChecked(3), T.CreateChecked(2.5));
        return function switch
        {
            "Exp" => T.Exp(x),
            "ExpM1" => T.ExpM1(x),
            "Exp2" => T.Exp2(x),
            "Exp10" => T.Exp10(x),
            "Log" => T.Log(x),
            "LogP1" => T.LogP1(x),
            "Log2" => T.Log2(x),
            "Log10" => T.Log10(x),
            "Sqrt" => T.Sqrt(x),
            "Cbrt" => T.Cbrt(x),
            "RootN(x, 5)" => T.RootN(x, 5),
            "Hypot(x, 2)" => T.Hypot(x, one + one),
            "Sinh" => T.Sinh(x),
            "Cosh" => T.Cosh(x),
            "Tanh" => T.Tanh(x),
            "Asinh" => T.Asinh(x),
            "Acosh" => T.Acosh(x + one),
            "Atanh" => T.Atanh(x),
            "Sin" => T.SinCos(x).Sin,
            "Cos" => T.SinCos(x).Cos,
            "Tan" => T.Tan(x),
            "Asin" => T.Asin(x),
            "Acos" => T.Acos(x),
            "Atan" => T.Atan(x),
            "SinPi" => T.SinCosPi(x).SinPi,
            "CosPi" => T.SinCosPi(x).CosPi,
            "TanPi" => T.TanPi(x),
            "AsinPi" => T.AsinPi(x),
            "AcosPi" => T.AcosPi(x),
            "AtanPi" => T.AtanPi(x),
            "Log(x, 3)" => T.Log(x, three),
            "Log(3, x)" => T.Log(three, x),
            "Pow(x, 2.5)" => T.Pow(x, fiveHalves),
            "Pow(2.5, x)" => T.Pow(fiveHalves, x),
            "Pow(x, x)" => T.Pow(x, x),
            "sigmoid" => one / (one + T.Exp(-x)),
            "softplus" => T.Log(one + T.Exp(x)),
            "x/(1+x*x)" => x / (one + x * x),
            _ => throw new ArgumentException(function),
        };
    }

    [Fact]
    public void Sums_and_products_of_dual_numbers_are_a_commutative_ring() =>
        Gen.Select(Duals, Duals, Duals).Sample((a, b, c) =>
        {
            Assert.Equal(a + b, b + a);
            Assert.Equal(a * b, b * a);
            Assert.Equal(a + b + c, a + (b + c));
            Assert.Equal(a * b * c, a * (b * c));
            Assert.Equal(a * (b + c), a * b + a * c);
            Assert.Equal(a, a + Dual<double>.Zero);
            Assert.Equal(a, a * Dual<double>.One);
            Assert.Equal(Dual<double>.Zero, a - a);
            Assert.Equal(a, - -a);
            Assert.Equal(-a, a * Dual<double>.NegativeOne);
        });

    [Fact]
    public void Epsilon_is_not_zero_but_its_square_is()
    {
        var epsilon = new Dual<double>(0, 1);
        Assert.NotEqual(Dual<double>.Zero, epsilon);
        Assert.Equal(Dual<double>.Zero, epsilon * epsilon);
        Assert.False(Dual<double>.IsZero(epsilon));
        Assert.True(epsilon > 0 && epsilon < double.Epsilon);
    }

    [Fact]
    public void The_derivative_of_a_polynomial_agrees_with_the_exact_one() =>
        Gen.Select(PolynomialTests.Polynomials, Gen.Int[-5, 5].Array[4]).Sample((p, at) =>
        {
            // Twelve times these coefficients are integers, so that double makes no rounding error.
            p *= 12;
            var x = new Variable("x");
            var places = new Dictionary<string, int> { ["x"] = at[0], ["y"] = at[1], ["w[0,1]"] = at[2], ["w[1,0]"] = at[3] };
            var dual = p.Evaluate(v => new Dual<double>(places[v.ToString()], v == x ? 1 : 0), c => (Dual<double>)(double)c);
            Assert.Equal(p.Evaluate(v => places[v.ToString()]), (Rational)dual.Value);
            Assert.Equal(p.Differentiate(x).Evaluate(v => places[v.ToString()]), (Rational)dual.Derivative);
        });

    [Theory]
    [InlineData(2, 1, 8, 12, 12)]   // x^3 at 2: 8, 12, 12
    [InlineData(-1, 1, -1, 3, -6)]
    public void Nested_derivatives_of_the_cube_are_those_of_school(double x, double direction, double value, double first, double second)
    {
        var cube = (Dual<Dual<double>> a) => a * a * a;
        var result = cube(new(new(x, direction), direction));
        Assert.Equal((value, first, second), (result.Value.Value, result.Value.Derivative, result.Derivative.Derivative));
    }

    [Fact]
    public void A_derivative_of_a_derivative_is_the_second_one()
    {
        // f = x·exp(x): f' = (1 + x)·exp(x), f'' = (2 + x)·exp(x)
        var first = Dual.Derivative(x => x * Dual<double>.Exp(x), 1.5);
        var second = Dual.Derivative(x => Dual.Derivative(y => y * Dual<Dual<double>>.Exp(y), x), 1.5);
        Assert.Equal(2.5 * Math.Exp(1.5), first, 1e-14);
        Assert.Equal(3.5 * Math.Exp(1.5), second, 1e-13);
    }

    [Fact]
    public void Quotients_and_remainders_have_the_derivatives_of_their_rules()
    {
        Dual<double> a = new(7, 3), b = new(2, 5);
        Assert.Equal(new(3.5, (3 * 2 - 7 * 5) / 4.0), a / b);
        Assert.Equal(new(1, 3 - 3 * 5), a % b);   // 7 = 3·2 + 1
        Assert.Equal(new(-1, -3 + 3 * 5), -a % b); // -7 = -3·2 - 1
        a++;
        Assert.Equal(new(8, 3), a--);
        Assert.Equal(new(7, 3), a);
    }

    [Fact]
    public void Powers_work_where_the_general_formula_does_not()
    {
        Assert.Equal(new(9, -6), Dual<double>.Pow(Dual.Variable(-3.0), 2)); // ln(-3) is not asked for
        Assert.Equal(new(0, 0), Dual<double>.Pow(Dual.Variable(0.0), 2));
        Assert.Equal(new(0, 1), Dual<double>.Pow(Dual.Variable(0.0), 1));
        Assert.Equal(new(1, 0), Dual<double>.Pow(Dual.Variable(0.0), 0));
        var x = new Dual<Dual<double>>(Dual.Variable(0.0), 1);
        Assert.Equal(2, Dual<Dual<double>>.Pow(x, new Dual<double>(2, 0)).Derivative.Derivative);
        Assert.Equal(0, Dual<Dual<double>>.Pow(x, new Dual<double>(1, 0)).Derivative.Derivative);
    }

    [Fact]
    public void A_constant_stays_a_constant_where_a_function_is_infinitely_steep()
    {
        Assert.Equal(0, Dual<double>.Sqrt(0.0).Derivative);
        Assert.Equal(double.PositiveInfinity, Dual<double>.Sqrt(Dual.Variable(0.0)).Derivative);
    }

    [Fact]
    public void At_a_kink_the_derivative_is_the_one_in_the_direction_of_the_movement()
    {
        Dual<double> up = new(0, 1), down = new(0, -1);
        Assert.Equal(up, Dual<double>.Max(up, 0));
        Assert.Equal(0.0, Dual<double>.Max(down, 0));
        Assert.Equal(down, Dual<double>.Min(down, 0));
        Assert.Equal(up, Dual<double>.Abs(down));
        Assert.Equal(new(2, -3), Dual<double>.Abs(new(-2, 3)));
        Assert.Equal(new(2, 3), Dual<double>.Abs(new(2, 3)));
        Assert.Equal(new(-5, 1), Dual<double>.MaxMagnitude(new(-5, 1), new(4, 1)));
        Assert.Equal(new(4, 1), Dual<double>.MinMagnitude(new(-5, 1), new(4, 1)));
    }

    [Fact]
    public void The_order_is_by_value_then_derivative_and_agrees_with_equality() =>
        Gen.Select(Duals, Duals).Sample((a, b) =>
        {
            var order = (a.Value, a.Derivative).CompareTo((b.Value, b.Derivative));
            Assert.Equal(order, a.CompareTo(b));
            Assert.Equal((order < 0, order <= 0, order > 0, order >= 0, order == 0, order != 0), (a < b, a <= b, a > b, a >= b, a == b, a != b));
            Assert.Equal(order == 0, a.Equals(b));
            if (order == 0)
                Assert.Equal(a.GetHashCode(), b.GetHashCode());
        });

    [Fact]
    public void NaN_is_unequal_to_itself_as_everywhere_and_spreads_through_extremes()
    {
        Dual<double> nan = new(double.NaN, 0), steep = new(1, double.NaN);
        var (sameNan, sameSteep) = (nan, steep);
        Assert.True(nan != sameNan && steep != sameSteep && nan.Equals(sameNan));
        Assert.False(nan < 1 || nan > 1 || nan <= sameNan);
        Assert.True(Dual<double>.IsNaN(nan) && Dual<double>.IsNaN(steep));
        Assert.True(Dual<double>.IsNaN(Dual<double>.Max(nan, 1)) && Dual<double>.IsNaN(Dual<double>.Max(1, nan)));
    }

    [Fact]
    public void A_number_of_another_type_becomes_a_constant_and_a_derivative_is_not_lost_unasked()
    {
        Assert.Equal(new(3, 0), Create<Dual<double>, int>(3));
        Assert.Equal(new(0.5, 0), Create<Dual<double>, Rational>(new(1, 2)));
        Assert.Equal(new(new(0.5, 0), new(0, 0)), Create<Dual<Dual<double>>, float>(0.5f));
        Assert.Equal(3, Create<int, Dual<double>>(3.7));
        Assert.Equal("A Double has no room for the derivative of 3 + 1ε. Take its Value where the derivative is not needed.",
            Assert.Throws<OverflowException>(() => Create<double, Dual<double>>(Dual.Variable(3.0))).Message);
        Assert.Equal(3, double.CreateTruncating(Dual.Variable(3.0)));

        static TTo Create<TTo, TFrom>(TFrom value) where TTo : INumberBase<TTo> where TFrom : INumberBase<TFrom> => TTo.CreateChecked(value);
    }

    [Fact]
    public void Generic_code_of_others_is_differentiated()
    {
        Dual<double>[] x = [new(1, 1), 2, new(-3, 0.5)];
        Assert.Equal(new(0, 1.5), TensorPrimitives.Sum<Dual<double>>(x));
        Assert.Equal(new(14, 2 - 3), TensorPrimitives.Dot<Dual<double>>(x, x)); // (Σ x²)' = 2·Σ x·x'
        Assert.Equal(new(0, 1.5), Tensor.Sum<Dual<double>>(Tensor.Create(x)));
        Assert.Equal(new(2, 0), TensorPrimitives.Max<Dual<double>>(x));
        // The derivative of the Euclidean length along x' is x·x'/|x|.
        Assert.Equal(-0.5 / Math.Sqrt(14), TensorPrimitives.Norm<Dual<double>>(x).Derivative, 1e-15);
    }

    [Theory]
    [InlineData(3, 4, "3 + 4ε")]
    [InlineData(-3, -4, "-3 - 4ε")]
    [InlineData(0.5, 0, "0.5 + 0ε")]
    [InlineData(1e-20, -1e300, "1E-20 - 1E+300ε")]
    [InlineData(1, double.NaN, "1 + NaNε")]
    public void A_dual_number_is_written_as_by_hand_and_read_back(double value, double derivative, string text)
    {
        var dual = new Dual<double>(value, derivative);
        Assert.Equal(text, dual.ToString());
        Assert.Equal(text, $"{dual}");
        Assert.Equal(dual, Dual<double>.Parse(text));
    }

    [Fact]
    public void A_nested_dual_number_is_written_with_parentheses_and_read_back()
    {
        Dual<Dual<double>> nested = new(new(1, -2), new(-3, 4));
        Assert.Equal("(1 - 2ε) + (-3 + 4ε)ε", nested.ToString());
        Assert.Equal(nested, Dual<Dual<double>>.Parse(nested.ToString()));
        Assert.Equal(new(new(5, 0), new(0, 0)), Dual<Dual<double>>.Parse("5"));
        Assert.Equal("1.0 + 2.0ε", new Dual<double>(1, 2).ToString("F1", null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("3 + ε")]
    [InlineData("3+4ε")]
    [InlineData("4ε")]
    [InlineData("3 + 4")]
    public void What_is_not_a_dual_number_is_refused_with_the_way_to_write_one(string text)
    {
        Assert.False(Dual<double>.TryParse(text, null, out _));
        Assert.Equal($"'{text}' is not a dual number. Write it as 1 + 2ε, or its value alone for a constant.",
            Assert.Throws<FormatException>(() => Dual<double>.Parse(text)).Message);
    }
}
