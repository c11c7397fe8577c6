namespace LinearLayer.Tests.Scalars;

public class PolynomialTextTests
{
    private static readonly Polynomial a = Polynomial.Variable("a"), b = Polynomial.Variable("b"), x = Polynomial.Variable("x"), y = Polynomial.Variable("y");

    public static TheoryData<Polynomial, string> Written => new()
    {
        { 0, "0" },
        { -1, "-1" },
        { new Rational(-3, 4), "-3/4" },
        { x, "x" },
        { -x, "-x" },
        { 1 - x, "-x + 1" },
        { new Rational(3, 2) * x - 1, "3/2·x - 1" },
        { -x * x / 2 + y - 2, "-1/2·x² + y - 2" },
        { Polynomial.Pow(a + b, 3), "a³ + 3·a²·b + 3·a·b² + b³" },
        { Polynomial.Pow(x, 1234567890), "x¹²³⁴⁵⁶⁷⁸⁹⁰" },
        { b * a * y * x, "x·a·b·y" },
        { y + x + b + a, "x + a + b + y" },
        { Polynomial.Variable("w", 1, 2) * Polynomial.Variable("w", 1, 2), "w[1,2]²" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_polynomial_is_written_as_a_person_would(Polynomial polynomial, string text) =>
        Assert.Equal(text, polynomial.ToString());

    [Fact]
    public void A_cell_of_the_output_is_written_in_the_order_of_the_sum_with_the_bias_last()
    {
        var (x, w, b) = (Polynomial.Variables("x", 1, 12), Polynomial.Variables("w", 12, 1), Polynomial.Variables("b", 1));
        Assert.Equal("x[0,0]·w[0,0] + x[0,1]·w[1,0] + b[0]", (b[0] + w[1, 0] * x[0, 1] + w[0, 0] * x[0, 0]).ToString());
        // 10 comes after 2, and not before it as in the order of letters.
        Assert.Equal("x[0,2]·w[2,0] + x[0,10]·w[10,0]", (x[0, 10] * w[10, 0] + x[0, 2] * w[2, 0]).ToString());
    }

    [Fact]
    public void The_products_of_the_gradients_are_written_as_in_their_formulas()
    {
        var (x, w, dout) = (Polynomial.Variable("x", 0, 1), Polynomial.Variable("w", 1, 2), Polynomial.Variable("dout", 0, 2));
        Assert.Equal("dout[0,2]·w[1,2]", (w * dout).ToString());
        Assert.Equal("x[0,1]·dout[0,2]", (dout * x).ToString());
    }

    [Fact]
    public void Variables_are_equal_by_name_and_indices()
    {
        Assert.Equal(new Variable("x", 1, 2), new Variable("x", 1, 2));
        Assert.Equal(new Variable("x", 1, 2).GetHashCode(), new Variable("x", 1, 2).GetHashCode());
        Assert.True(new Variable("x", 1) == new Variable("x", 1) && new Variable("x", 1) != new Variable("x", 1, 0));
        Assert.NotEqual(new Variable("x", 1, 2), new Variable("x", 2, 1));
        Assert.NotEqual(new Variable("x"), new Variable("X"));
        Assert.False(new Variable("x") == null);
    }

    [Fact]
    public void Variables_sort_with_the_input_first_then_by_name_then_by_place()
    {
        string[] written = ["x[0,0]", "x[0,1]", "x[0,10]", "x[1,0]", "b", "b[0]", "dout[0,0]", "w[0,0]"];
        Variable[] variables = [new("w", 0, 0), new("x", 1, 0), new("b", 0), new("x", 0, 10), new("dout", 0, 0), new("x", 0, 1), new("b"), new("x", 0, 0)];
        Assert.Equal(written, variables.Order().Select(v => v.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x[1,2]")]
    [InlineData("2x")]
    [InlineData("x y")]
    [InlineData("x·y")]
    public void A_name_that_could_be_mistaken_for_something_else_is_refused(string name) =>
        Assert.StartsWith($"'{name}' is not the name of a variable: a name is a letter, followed by letters, digits and underscores. The indices of an entry are given apart, as in new Variable(\"x\", 1, 2).",
            Assert.Throws<ArgumentException>(() => new Variable(name)).Message);

    [Fact]
    public void A_negative_index_is_refused() =>
        Assert.StartsWith("The index -1 of x is negative. Indices count from 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Variable("x", 0, -1)).Message);
}
