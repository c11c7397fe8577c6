using System.Globalization;
using System.Numerics;

namespace LinearLayer.Display.Tests;

public class TensorTextTests
{
    [Fact]
    public void A_matrix_shows_its_shape_and_its_rows_with_aligned_columns() =>
        Shown.AssertText("""
            (2, 4)
              -11   -4  14  -5
               -2  -21  12   6
            """, Tensors.Of(new double[,] { { -11, -4, 14, -5 }, { -2, -21, 12, 6 } }));

    [Fact]
    public void A_vector_shows_one_row() =>
        Shown.AssertText("""
            (3,)
              -1  0  10
            """, Tensors.Of(new[] { -1, 0, 10 }));

    [Fact]
    public void A_tensor_of_higher_rank_shows_a_matrix_for_each_index() =>
        Shown.AssertText("""
            (2, 1, 1, 3)
            [0, 0, :, :]
              1  2  3
            [1, 0, :, :]
              4  5  6
            """, Tensors.Of(new int[,,,] { { { { 1, 2, 3 } } }, { { { 4, 5, 6 } } } }));

    [Fact]
    public void A_slice_shows_its_own_cells() =>
        Shown.AssertText("""
            (2, 2)
              2  5
              3  6
            """, Tensors.Of(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }).Slice([0..2, 1..3]).Transpose());

    [Fact]
    public void A_tensor_without_cells_says_so()
    {
        Shown.AssertText("(0, 3), no cells", Tensor.CreateFromShape<float>([0, 3]));
        Shown.AssertText("(3, 0), no cells", Tensor.CreateFromShape<float>([3, 0]));
        Shown.AssertText("(2, 0, 3), no cells", Tensor.CreateFromShape<float>([2, 0, 3]));
        Shown.AssertText("(), no cells", Tensor<float>.Empty);
    }

    [Fact]
    public void All_cells_have_as_many_decimals_as_the_longest_but_no_more_than_four()
    {
        Shown.AssertText("""
            (2,)
              0.5  2.0
            """, Tensors.Of(new[] { 0.5, 2 }));
        Shown.AssertText("""
            (2,)
              0.3333  2.0000
            """, Tensors.Of(new[] { 1f / 3, 2 }));
        Shown.AssertText("""
            (2,)
              1.50  2.00
            """, Tensors.Of(new[] { 1.50m, 2m }));
    }

    [Fact]
    public void Numbers_that_four_decimals_would_hide_are_shown_in_scientific_notation() =>
        Shown.AssertText("""
            (3,)
              1.0000e-07  2.0000e+00  0.0000e+00
            """, Tensors.Of(new[] { 1e-7, 2, 0 }));

    [Fact]
    public void NaN_infinity_and_minus_zero_can_be_read() =>
        Shown.AssertText("""
            (5,)
              NaN  ∞  -∞  0  1
            """, Tensors.Of(new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 1 }));

    [Fact]
    public void Whole_numbers_are_shown_whole() =>
        Shown.AssertText("""
            (2,)
              123456789012  -1
            """, Tensors.Of(new double[] { 123456789012, -1 }));

    [Fact]
    public void Complex_numbers_and_numbers_of_other_types_are_shown_too()
    {
        Shown.AssertText("""
            (2,)
              1.0 - 2.0i  0.5 + 3.0i
            """, Tensors.Of(new Complex[] { new(1, -2), new(0.5, 3) }));
        Shown.AssertText("""
            (1, 2)
              100000000000000000000  -1
            """, Tensors.Of(new BigInteger[,] { { BigInteger.Pow(10, 20), -1 } }));
        Shown.AssertText("""
            (2,)
              null  <b>
            """, Tensors.Of(new[] { null, "<b>" }));
    }

    [Fact]
    public void A_large_tensor_loses_its_middle()
    {
        var numbers = Tensor.Create(Enumerable.Range(0, 1000 * 1000).ToArray(), [1000, 1000]);

        var lines = Shown.Text(numbers).Split('\n');

        Assert.Equal("(1000, 1000)", lines[0]);
        Assert.Equal(1 + 20 + 1, lines.Length);
        Assert.Equal(["0", "1", "2", "3", "…", "996", "997", "998", "999"], Cells(lines[1]));
        Assert.All(Cells(lines[11]), cell => Assert.Equal("…", cell));
        Assert.Equal("999999", Cells(lines[21]).Last());
    }

    [Fact]
    public void A_tensor_of_many_matrices_shows_the_first_and_the_last()
    {
        var numbers = Tensor.Create(Enumerable.Range(0, 100).ToArray(), [10, 10, 1, 1]);

        Shown.AssertText("""
            (10, 10, 1, 1)
            [0, 0, :, :]
              0
            [0, 1, :, :]
              1
            [0, 2, :, :]
              2
            … 94 more
            [9, 7, :, :]
              97
            [9, 8, :, :]
              98
            [9, 9, :, :]
              99
            """, numbers);
    }

    [Fact]
    public void Numbers_are_written_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Shown.AssertText("""
                (2,)
                  -0.5  1000000.0
                """, Tensors.Of(new[] { -0.5, 1e6 }));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-1234.5)]
    [InlineData(-1e-12)]
    public void A_row_of_a_large_tensor_fits_a_line_of_a_terminal(double number)
    {
        var large = Tensor.Create(Enumerable.Range(0, 30 * 784).Select(cell => cell * number / 7).ToArray(), [30, 784]);

        var lines = Shown.Text(large).Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.InRange(Cells(lines[1]).Length, 5, 17); // both ends and the gap
        Assert.Equal("…", Cells(lines[1])[Cells(lines[1]).Length / 2]);
    }

    private static string[] Cells(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
