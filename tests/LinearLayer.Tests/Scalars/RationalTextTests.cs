using System.Globalization;
using System.Numerics;
using CsCheck;

namespace LinearLayer.Tests.Scalars;

public class RationalTextTests
{
    [Theory]
    [InlineData(3, 4, "3/4")]
    [InlineData(-3, 4, "-3/4")]
    [InlineData(5, 1, "5")]
    [InlineData(0, 9, "0")]
    public void A_fraction_is_written_as_by_hand(int n, int d, string text)
    {
        var fraction = new Rational(n, d);
        Assert.Equal(text, fraction.ToString());
        Assert.Equal(text, $"{fraction}");
        Assert.Equal(text, string.Format(CultureInfo.InvariantCulture, "{0:G}", fraction));
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        RationalTests.Rationals.Sample(r =>
        {
            Assert.Equal(r, Rational.Parse(r.ToString()));
            Assert.Equal(r, Generic<Rational>(r.ToString()));

            static T Generic<T>(string text) where T : INumberBase<T> => T.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
        });

    [Theory]
    [InlineData("3/4", 3, 4)]
    [InlineData(" -6 / 8 ", -3, 4)]
    [InlineData("+5", 5, 1)]
    [InlineData("0.125", 1, 8)]
    [InlineData("-.5", -1, 2)]
    [InlineData("2.", 2, 1)]
    [InlineData("1.5e-3", 3, 2000)]
    [InlineData("25E1", 250, 1)]
    [InlineData("0.1", 1, 10)]
    public void Integers_fractions_and_decimals_are_read_exactly(string text, int n, int d)
    {
        Assert.Equal(new Rational(n, d), Rational.Parse(text));
        Assert.True(Rational.TryParse(text, CultureInfo.InvariantCulture, out var parsed));
        Assert.Equal(new Rational(n, d), parsed);
        Assert.Equal(parsed, Rational.Parse(text.AsSpan(), CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("3/0")]
    [InlineData("3/")]
    [InlineData("/4")]
    [InlineData("3/-4")]
    [InlineData("1/2/3")]
    [InlineData("0.5/2")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("1. 5")]
    [InlineData("1 e5")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData(".")]
    [InlineData("NaN")]
    [InlineData("1e999999999")]
    public void What_is_not_a_fraction_is_refused_with_the_ways_to_write_one(string text)
    {
        Assert.False(Rational.TryParse(text, CultureInfo.InvariantCulture, out var result));
        Assert.Equal(default, result);
        Assert.Equal($"'{text}' is not a fraction. Write an integer (-5), two integers with a denominator other than 0 (3/4), or a decimal number (0.125).",
            Assert.Throws<FormatException>(() => Rational.Parse(text)).Message);
    }

    [Fact]
    public void Null_is_refused_by_Parse_and_not_read_by_TryParse()
    {
        Assert.Throws<ArgumentNullException>(() => Rational.Parse(null!));
        Assert.False(Rational.TryParse(null, null, out _));
    }

    [Fact]
    public void Text_is_the_same_on_a_machine_of_any_culture_unless_a_culture_is_asked_for()
    {
        var before = CultureInfo.CurrentCulture;
        var german = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            CultureInfo.CurrentCulture = german;
            Assert.Equal("0.333", new Rational(1, 3).ToString("F3", null));
            Assert.Equal(new Rational(3, 2), Rational.Parse("1.5"));
            Assert.Equal("0,333", new Rational(1, 3).ToString("F3", german));
            Assert.Equal(new Rational(3, 2), Rational.Parse("1,5", german));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_numeric_format_is_that_of_the_integer_or_of_the_nearest_double()
    {
        Assert.Equal("0.67", new Rational(2, 3).ToString("F2", null));
        Assert.Equal("1" + new string('0', 400), Rational.Pow(10, 400).ToString("F0", null));
    }

    [Fact]
    public void Formatting_into_a_span_writes_all_or_nothing()
    {
        Span<char> room = stackalloc char[4];
        Assert.True(new Rational(-3, 4).TryFormat(room, out var written, default, null));
        Assert.Equal("-3/4", room[..written].ToString());
        Assert.False(new Rational(-3, 44).TryFormat(room, out written, default, null));
        Assert.Equal(0, written);
    }
}
