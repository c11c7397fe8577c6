using System.Globalization;
using System.Numerics;
using CsCheck;

namespace LinearLayer.Tests.Scalars;

public class RationalConversionTests
{
    private static readonly Rational LeastDouble = new(1, BigInteger.One << 1074);

    [Fact]
    public void Every_finite_double_comes_back_from_its_fraction_unchanged() =>
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite).Sample(d =>
            Assert.Equal(d, (double)(Rational)d));

    [Fact]
    public void Every_subnormal_double_comes_back_from_its_fraction_unchanged() =>
        Gen.ULong[0, (1UL << 52) - 1].Sample(bits =>
        {
            var fraction = (Rational)BitConverter.UInt64BitsToDouble(bits);
            Assert.Equal((BigInteger)bits * LeastDouble, fraction); // a subnormal is a whole number of least doubles
            Assert.Equal(bits, BitConverter.DoubleToUInt64Bits((double)fraction));
        });

    [Fact]
    public void Every_finite_half_and_any_float_come_back_from_their_fractions_unchanged()
    {
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
            if (BitConverter.UInt16BitsToHalf((ushort)bits) is var half && Half.IsFinite(half))
                Assert.Equal(half, (Half)(Rational)(double)half);
        Gen.UInt.Select(BitConverter.UInt32BitsToSingle).Where(float.IsFinite).Sample(f =>
            Assert.Equal(f, (float)(Rational)f));
    }

    [Fact]
    public void A_double_is_the_fraction_that_its_bits_spell()
    {
        Assert.Equal(new Rational(1, 2), (Rational)0.5);
        Assert.Equal(new Rational(-13, 4), (Rational)(-3.25));
        Assert.Equal(new Rational(3602879701896397, BigInteger.One << 55), (Rational)0.1); // Python: (0.1).as_integer_ratio()
        Assert.Equal(BigInteger.One << 1000, (Rational)Math.ScaleB(1, 1000));
        Assert.Equal(LeastDouble, (Rational)double.Epsilon);
        Assert.Equal(((BigInteger.One << 53) - 1) << 971, (Rational)double.MaxValue);
        Assert.Equal(Rational.Zero, (Rational)(-0.0));
    }

    // The expected bits are those of Python's n / d, which rounds the quotient of two integers correctly.
    [Theory]
    [InlineData("1", "3", 0x3FD5555555555555UL)]
    [InlineData("2", "3", 0x3FE5555555555555UL)]
    [InlineData("-1", "10", 0xBFB999999999999AUL)]
    [InlineData("104", "798334", 0x3F21132DDC27DF85UL)]
    [InlineData("-240817", "2", 0xC0FD658800000000UL)]
    [InlineData("72565014497565355735834689298014023476462351", "16787575", 0x478A03EE95B14F56UL)]
    [InlineData("-2807925567796152267613036", "50731131729326407332008552972627", 0xBE6DB72177EF0E2AUL)]
    [InlineData("-24799677143188287015765874407077741403083177139361405", "4957560446795719283236534940776", 0xC470F2E2E41635F8UL)]
    [InlineData("-14101249161920064199", "4472057172728333684205398049909853852703592378303887", 0xB9305F4F33511A0CUL)]
    [InlineData("502377883735931370964", "115046677623675243334597679745467144463276208", 0x3B151DC0441BF915UL)]
    [InlineData("-472703381593636708639168280583872701486625305062", "21064582780754471805187488576003235415299894487", 0xC03670CFD83E9BFDUL)]
    [InlineData("647117398741448426693519462015269438133464668", "2039187972241552181165330276831832731147", 0x41135E72EB078926UL)]
    public void A_fraction_becomes_the_double_that_Python_says(string n, string d, ulong bits) =>
        Assert.Equal(bits, BitConverter.DoubleToUInt64Bits((double)new Rational(Integer(n), Integer(d))));

    [Theory]
    [InlineData("1", "3", 0UL)]
    [InlineData("1", "2", 0UL)] // a tie: 0 is even
    [InlineData("2", "3", 1UL)]
    [InlineData("3", "2", 2UL)] // a tie: 2 is even
    [InlineData("5", "2", 2UL)] // a tie: 2 is even
    [InlineData("5", "3", 2UL)]
    [InlineData("9007199254740991", "2", 0x10000000000000UL)] // a tie between the last subnormal and the first normal
    [InlineData("9007199254740989", "2", 0xFFFFFFFFFFFFEUL)]
    public void So_many_least_doubles_round_to_the_nearest_subnormal(string n, string d, ulong bits) =>
        Assert.Equal(bits, BitConverter.DoubleToUInt64Bits((double)(new Rational(Integer(n), Integer(d)) * LeastDouble)));

    [Fact]
    public void Halfway_between_two_doubles_the_even_one_wins_and_a_hair_decides_otherwise() =>
        // The positive doubles in order of size, every fourth one subnormal.
        Gen.Frequency((3, Gen.ULong[0, 0x7FEFFFFFFFFFFFFE]), (1, Gen.ULong[0, 0x000FFFFFFFFFFFFF])).Sample(bits =>
        {
            var (below, above) = (BitConverter.UInt64BitsToDouble(bits), BitConverter.UInt64BitsToDouble(bits + 1));
            var middle = ((Rational)below + (Rational)above) / 2;
            var hair = LeastDouble / BigInteger.Pow(10, 30);
            Assert.Equal(bits % 2 == 0 ? below : above, (double)middle);
            Assert.Equal(below, (double)(middle - hair));
            Assert.Equal(above, (double)(middle + hair));
            Assert.Equal(-above, (double)-(middle + hair));
        });

    [Fact]
    public void No_other_double_is_nearer_than_the_one_that_a_fraction_becomes() =>
        RationalTests.Rationals.Sample(r =>
        {
            var d = (double)r;
            var error = Rational.Abs(r - (Rational)d);
            Assert.True(error <= Rational.Abs(r - (Rational)Math.BitIncrement(d)));
            Assert.True(error <= Rational.Abs(r - (Rational)Math.BitDecrement(d)));
        });

    [Fact]
    public void Float_and_half_are_rounded_once_and_not_by_way_of_double()
    {
        Rational Two(int exponent) => Rational.Pow(2, exponent);
        // As a double, 1 + 2^-24 + 2^-60 loses its last bit, and the tie that is left would go down to 1.
        Assert.Equal(1 + MathF.ScaleB(1, -23), (float)(1 + Two(-24) + Two(-60)));
        Assert.Equal(1f, (float)(1 + Two(-24)));
        Assert.Equal((Half)(1 + Math.ScaleB(1, -10)), (Half)(1 + Two(-11) + Two(-60)));
        Assert.Equal((Half)1, (Half)(1 + Two(-11)));
        Assert.Equal(float.Epsilon, (float)(Two(-150) + Two(-400)));
        Assert.Equal(0f, (float)Two(-150));
        Assert.Equal(Half.Epsilon, (Half)(Two(-25) + Two(-400)));
    }

    [Fact]
    public void Beyond_the_largest_floating_point_number_is_infinity()
    {
        var limit = (Rational)double.MaxValue + Rational.Pow(2, 970); // half a step above
        Assert.Equal(double.MaxValue, (double)(limit - LeastDouble));
        Assert.Equal(double.PositiveInfinity, (double)limit);
        Assert.Equal(double.NegativeInfinity, (double)-Rational.Pow(10, 400));
        Assert.Equal(float.PositiveInfinity, (float)Rational.Pow(2, 128));
        Assert.Equal(float.MaxValue, (float)(Rational.Pow(2, 128) - Rational.Pow(2, 103) - 1));
        Assert.Equal(Half.PositiveInfinity, (Half)(Rational)65520);
        Assert.Equal(Half.MaxValue, (Half)(new Rational(65519, 1)));
        Assert.Equal(0.0, (double)Rational.Pow(10, -400));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_double_without_a_finite_value_is_refused(double value, string name) =>
        Assert.Equal($"{name} is not a fraction: only a finite floating-point number has an exact value. Check the number with double.IsFinite first.",
            Assert.Throws<OverflowException>(() => (Rational)value).Message);

    [Fact]
    public void Every_decimal_comes_back_from_its_fraction_unchanged() =>
        Gen.Decimal.Sample(m => Assert.Equal(m, (decimal)(Rational)m));

    [Theory]
    [InlineData("1/3", "0.3333333333333333333333333333")]
    [InlineData("-2/3", "-0.6666666666666666666666666667")]
    [InlineData("1/8", "0.125")]
    [InlineData("1/20000000000000000000000000000", "0")] // half of the last place, a tie: 0 is even
    [InlineData("3/20000000000000000000000000000", "0.0000000000000000000000000002")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("158456325028528675187087900669/2", "79228162514264337593543950334")]
    public void A_fraction_becomes_the_nearest_decimal(string fraction, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), (decimal)Rational.Parse(fraction));

    [Fact]
    public void Beyond_the_largest_decimal_is_an_error() =>
        Assert.Equal("79228162514264337593543950336 is beyond the range of decimal, which ends at 79228162514264337593543950335.",
            Assert.Throws<OverflowException>(() => (decimal)(Rational.One + (Rational)decimal.MaxValue)).Message);

    [Fact]
    public void Every_number_type_of_the_platform_converts_to_a_fraction_and_back()
    {
        RoundTrip<sbyte>(-100);
        RoundTrip<byte>(200);
        RoundTrip(short.MinValue);
        RoundTrip(ushort.MaxValue);
        RoundTrip(int.MinValue);
        RoundTrip(uint.MaxValue);
        RoundTrip(long.MinValue);
        RoundTrip(ulong.MaxValue);
        RoundTrip(Int128.MinValue);
        RoundTrip(UInt128.MaxValue);
        RoundTrip<nint>(-5);
        RoundTrip<nuint>(5);
        RoundTrip('x');
        RoundTrip(BigInteger.Pow(7, 100));
        RoundTrip(-0.375);
        RoundTrip(-0.375f);
        RoundTrip((Half)(-0.375));
        RoundTrip((System.Runtime.InteropServices.NFloat)(-0.375));
        RoundTrip(-0.375m);
        RoundTrip(new Complex(-0.375, 0));
        RoundTrip(new Rational(-3, 8));

        static void RoundTrip<T>(T value) where T : INumberBase<T>
        {
            Assert.Equal(value, Convert<Rational, T>(Convert<T, Rational>(value)));
            Assert.Equal(value, T.CreateSaturating(Saturate<T, Rational>(value)));
            Assert.Equal(value, T.CreateTruncating(Truncate<T, Rational>(value)));
        }

        static TTo Saturate<TFrom, TTo>(TFrom value) where TTo : INumberBase<TTo> where TFrom : INumberBase<TFrom> => TTo.CreateSaturating(value);

        static TTo Truncate<TFrom, TTo>(TFrom value) where TTo : INumberBase<TTo> where TFrom : INumberBase<TFrom> => TTo.CreateTruncating(value);
    }

    [Fact]
    public void To_an_integer_goes_the_integer_part_checked_clamped_or_wrapped_as_asked()
    {
        Rational minusSevenHalves = new(-7, 2), tooMuch = new(70001, 2);
        Assert.Equal(-3, int.CreateChecked(minusSevenHalves));
        Assert.Equal(-3, (BigInteger)minusSevenHalves);
        Assert.Throws<OverflowException>(() => byte.CreateChecked(tooMuch));
        Assert.Equal(byte.MaxValue, byte.CreateSaturating(tooMuch));
        Assert.Equal(35000 % 256, byte.CreateTruncating(tooMuch));
        Assert.Throws<OverflowException>(() => Convert<Complex, Rational>(Complex.ImaginaryOne));
        Assert.Throws<OverflowException>(() => Convert<double, Rational>(double.NaN));
    }

    private static TTo Convert<TFrom, TTo>(TFrom value) where TFrom : INumberBase<TFrom> where TTo : INumberBase<TTo> =>
        TTo.CreateChecked(value);

    private static BigInteger Integer(string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture);
}
