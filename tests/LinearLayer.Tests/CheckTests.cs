using System.Numerics;

namespace LinearLayer.Tests;

public class CheckTests
{
    private readonly Tensor<double> @out = Tensors.Of(new double[,] { { -11, -4, 14, -5 }, { -2, -21, 12, 6 } });

    [Fact]
    public void A_claim_that_holds_is_returned_in_the_words_of_the_caller()
    {
        var (N, M) = (2, 4);

        Assert.Equal(new CheckResult("N < M", "true"), Check.That(N < M));
    }

    [Fact]
    public void A_claim_that_does_not_hold_is_shown()
    {
        var (N, M) = (2, 4);

        AssertFails(() => Check.That(N == M), """
            Check failed: N == M
              It is false.
            """);
    }

    [Fact]
    public void Equal_tensors_are_reported_with_what_was_compared()
    {
        var byHand = Tensors.Of(new double[,] { { -11, -4, 14, -5 }, { -2, -21, 12, 6 } });
        var one = Tensors.Of(new[] { 1 });

        Assert.Equal(new CheckResult("@out == byHand", "8 cells, all equal"), Check.Equal(@out, byHand));
        Assert.Equal(new CheckResult("one == one", "1 cell, all equal"), Check.Equal(one, one));
    }

    [Fact]
    public void The_first_cell_that_differs_is_shown_with_how_many_do()
    {
        var byHand = Tensors.Of(new double[,] { { -11, -4, 14, -5 }, { -2, -20, 12, 7 } });

        AssertFails(() => Check.Equal(@out, byHand), """
            Check failed: @out == byHand
              at [1, 1]: actual    -21
                         expected  -20
              8 cells, 2 differ; this is the first
            """);
    }

    [Fact]
    public void A_single_cell_that_differs_by_the_last_bit_differs()
    {
        var sum = Tensors.Of(new double[,,] { { { 0.5 }, { 0.1 + 0.2 } } });

        AssertFails(() => Check.Equal(sum, Tensors.Of(new double[,,] { { { 0.5 }, { 0.3 } } })), """
            Check failed: sum == Tensors.Of(new double[,,] { { { 0.5 }, { 0.3 } } })
              at [0, 1, 0]: actual    0.30000000000000004
                            expected  0.3
              2 cells, 1 differs
            """);
    }

    [Fact]
    public void Tensors_of_other_shapes_differ_even_with_the_same_cells()
    {
        var column = Tensors.Of(new[,] { { 1 }, { 2 } });
        var row = Tensors.Of(new[,] { { 1, 2 } });

        AssertFails(() => Check.Equal(column, row), """
            Check failed: column == row
              actual has the shape    (2, 1)
              expected has the shape  (1, 2)
            """);
        AssertFails(() => Check.Equal(column, null!), """
            Check failed: column == null
              expected is null.
            """);
    }

    [Fact]
    public void Slices_are_compared_by_their_cells()
    {
        var columns = @out.Transpose();

        Check.Equal(columns, Tensors.Of(new double[,] { { -11, -2 }, { -4, -21 }, { 14, 12 }, { -5, 6 } }));
        AssertFails(() => Check.Equal(columns, Tensors.Of(new double[4, 2])), """
            Check failed: columns == Tensors.Of(new double[4, 2])
              at [0, 0]: actual    -11
                         expected  0
              8 cells, 8 differ; this is the first
            """);
    }

    [Fact]
    public void NaN_equals_NaN_but_is_close_to_nothing()
    {
        var nan = Tensors.Of(new[] { double.NaN });

        Check.Equal(nan, nan);
        AssertFails(() => Check.Close(nan, nan, 1), """
            Check failed: nan ≈ nan
              at [0]: actual    NaN
                      expected  NaN
              1 cell, 1 differs
              off by up to NaN, tolerance 1
            """);
        Assert.Throws<CheckFailedException>(() => Check.Close(double.NaN, double.NaN, 1));
        Assert.Throws<CheckFailedException>(() => Check.Close(1, double.NaN, double.PositiveInfinity));
    }

    [Fact]
    public void Tensors_without_cells_are_equal_if_their_shapes_are()
    {
        Check.Equal(Tensors.Of(new int[0, 3]), Tensors.Of(new int[0, 3]));
        Assert.Throws<CheckFailedException>(() => Check.Equal(Tensors.Of(new int[0, 3]), Tensors.Of(new int[3, 0])));
        Check.Close(Tensors.Of(new int[0, 3]), Tensors.Of(new int[0, 3]), 0);
    }

    [Fact]
    public void Values_shapes_and_sequences_are_compared_by_what_they_hold()
    {
        Assert.Equal(new CheckResult("@out.Shape == [2, 4]", "(2, 4)"), Check.Equal(@out.Shape, [2, 4]));
        Assert.Equal(new CheckResult("1 + 1 == 2", "2"), Check.Equal(1 + 1, 2));
        Check.Equal("relu", "relu");
        Check.Equal(new[] { 1, 2 }, [1, 2]);
        Check.Equal(new List<int[]> { new[] { 1 } }, new List<int[]> { new[] { 1 } });
        Check.Equal(new[,] { { 1, 2 } }, new[,] { { 1, 2 } });
        Check.Equal((1, "a"), (1, "a"));
        Check.Equal((string?)null, null);
    }

    [Fact]
    public void Values_that_differ_are_both_shown()
    {
        AssertFails(() => Check.Equal(@out.Shape, [4, 2]), """
            Check failed: @out.Shape == [4, 2]
              actual    (2, 4)
              expected  (4, 2)
            """);
        AssertFails(() => Check.Equal(new[] { 1, 2 }, [1, 2, 3]), """
            Check failed: new[] { 1, 2 } == [1, 2, 3]
              actual    [1, 2]
              expected  [1, 2, 3]
            """);
        AssertFails(() => Check.Equal("w", "W"), """
            Check failed: "w" == "W"
              actual    "w"
              expected  "W"
            """);
        AssertFails(() => Check.Equal(new[,] { { 1, 2 } }, new[,] { { 1 }, { 2 } }), """
            Check failed: new[,] { { 1, 2 } } == new[,] { { 1 }, { 2 } }
              actual    (1, 2): [1, 2]
              expected  (2, 1): [1, 2]
            """);
        AssertFails(() => Check.Equal((double?)null, 0.5), """
            Check failed: (double?)null == 0.5
              actual    null
              expected  0.5
            """);
    }

    [Fact]
    public void An_array_can_stand_for_the_expected_vector()
    {
        Check.Equal(Tensors.Of(new double[] { 1, 2 }), new double[] { 1, 2 });
    }

    [Fact]
    public void Close_tensors_are_reported_with_the_largest_distance()
    {
        var almost = Tensors.Of(new double[,] { { -11, -4.125, 14, -5 }, { -2, -21, 12, 6 } });

        Assert.Equal(
            new CheckResult("almost ≈ @out", "8 cells, off by at most 0.125, tolerance 0.125"),
            Check.Close(almost, @out, 0.125));
    }

    [Fact]
    public void A_tensor_that_is_not_close_shows_its_first_cell_beyond_the_tolerance_and_the_largest_distance()
    {
        var almost = Tensors.Of(new double[,] { { -11, -4.125, 14, -5 }, { -2, -21, 12, 8 } });

        AssertFails(() => Check.Close(almost, @out, 0.1), """
            Check failed: almost ≈ @out
              at [0, 1]: actual    -4.125
                         expected  -4
              8 cells, 2 differ; this is the first
              off by up to 2, tolerance 0.1
            """);
    }

    [Fact]
    public void Numbers_of_any_type_are_compared_within_a_tolerance()
    {
        Assert.Equal(new CheckResult("1f ≈ 1.25f", "off by 0.25, tolerance 0.25"), Check.Close(1f, 1.25f, 0.25));
        Check.Close(new Complex(1, 1), new Complex(1, 2), 1);
        Check.Close(1.5m, 1.25m, 0.25);
        Check.Close(double.PositiveInfinity, double.PositiveInfinity, 0);
        AssertFails(() => Check.Close(1.0, 1.5, 0.25), """
            Check failed: 1.0 ≈ 1.5
              actual    1
              expected  1.5
              off by 0.5, tolerance 0.25
            """);
        Assert.Throws<CheckFailedException>(() => Check.Close(new Complex(1, 1), new Complex(1, -1), 1.9));
    }

    [Fact]
    public void A_tolerance_below_zero_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Check.Close(1.0, 1.0, -0.5));
        Assert.StartsWith("Check.Close: the tolerance is -0.5. It must be 0 or more.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Check.Close(@out, @out, double.NaN));
    }

    [Fact]
    public void An_error_that_was_claimed_is_the_evidence()
    {
        var matrix = Tensors.Of(new[,] { { 1, 2 } });

        var result = Check.Throws<ShapeException>(() => matrix.MatMul(matrix));

        Assert.Equal("matrix.MatMul(matrix) throws ShapeException", result.Claim);
        Assert.StartsWith("MatMul: left and right disagree on K", result.Evidence);
        Check.Throws<ArgumentException>(() => matrix.MatMul(matrix));
        Check.Throws<IndexOutOfRangeException>(() => matrix[0, 5]);
        Check.Throws<InvalidOperationException>(() => { throw new InvalidOperationException(); });
    }

    [Fact]
    public void An_error_that_does_not_come_fails_the_check()
    {
        AssertFails(() => Check.Throws<ShapeException>(() => @out.Transpose()), """
            Check failed: @out.Transpose() throws ShapeException
              It throws nothing.
            """);
        AssertFails(() => Check.Throws<ShapeException>(() => { throw new InvalidOperationException("first\nsecond"); }), """
            Check failed: { throw new InvalidOperationException("first\nsecond"); } throws ShapeException
              It throws InvalidOperationException instead:
              first
              second
            """);
    }

    [Fact]
    public void Long_source_is_cut_and_set_on_one_line()
    {
        AssertFails(
            () => Check.Equal(
                @out,
                Tensors.Of(new double[,]
                {
                    { -11, -4, 14, -5 },
                    { -2, -21, 12, 7 },
                })), """
            Check failed: @out == Tensors.Of(new double[,] { { -11, -4, 14, -5 }, { -2, -21,…
              at [1, 3]: actual    6
                         expected  7
              8 cells, 1 differs
            """);
    }

    [Fact]
    public void Numbers_are_written_the_same_in_every_culture()
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");

            AssertFails(() => Check.Close(-1.5, 1.5, 0.25), """
                Check failed: -1.5 ≈ 1.5
                  actual    -1.5
                  expected  1.5
                  off by 3, tolerance 0.25
                """);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    private static void AssertFails(Func<object?> check, string message) =>
        Assert.Equal(message.ReplaceLineEndings("\n"), Assert.Throws<CheckFailedException>(check).Message);
}
