using CsCheck;

namespace LinearLayer.Tests.GradientChecks;

public class ShapePuzzleTests
{
    [Theory]
    [InlineData(2, 3, 4, 1, 1)]
    [InlineData(4, 3, 2, 1, 1)]
    [InlineData(2, 2, 3, 8, 4)]
    [InlineData(3, 3, 3, 36, 36)]
    public void As_many_products_fit_dx_and_dw_as_there_are_by_hand(int n, int d, int m, int ofDx, int ofDw)
    {
        Assert.Equal(ofDx, ShapePuzzle.ForDx(n, d, m).Count);
        Assert.Equal(ofDw, ShapePuzzle.ForDw(n, d, m).Count);
    }

    [Fact]
    public void Of_the_eight_products_that_fit_dx_at_2_2_3_four_are_of_x_alone_and_four_of_w_and_dout()
    {
        Assert.Equal(
            ["x·x", "x·xᵀ", "xᵀ·x", "xᵀ·xᵀ", "w·wᵀ", "w·doutᵀ", "dout·wᵀ", "dout·doutᵀ"],
            ShapePuzzle.ForDx(2, 2, 3).Products.Select(product => product.ToString()));
    }

    [Fact]
    public void With_all_sizes_different_the_one_product_that_fits_is_the_gradient() =>
        Gen.Select(Gen.Int[2, 9], Gen.Int[2, 9], Gen.Int[2, 9])
            .Where((n, d, m) => n != d && d != m && m != n)
            .Sample((n, d, m) =>
            {
                Assert.Equal("dout·wᵀ", Assert.Single(ShapePuzzle.ForDx(n, d, m).Products).ToString());
                Assert.Equal("xᵀ·dout", Assert.Single(ShapePuzzle.ForDw(n, d, m).Products).ToString());
            });

    [Fact]
    public void Every_product_that_is_listed_can_be_multiplied_and_has_the_shape() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 4]).Sample((n, d, m) =>
        {
            foreach (var puzzle in new[] { ShapePuzzle.ForDx(n, d, m), ShapePuzzle.ForDw(n, d, m) })
            {
                foreach (var product in puzzle.Products)
                {
                    var left = Tensor.CreateFromShape<double>(product.LeftShape.AsSpan());
                    var right = Tensor.CreateFromShape<double>(product.RightShape.AsSpan());
                    Assert.Equal(puzzle.Shape, left.MatMul(right).Shape);
                }

                Assert.Single(puzzle.Products, product => product.IsTheGradient);
            }
        });

    [Fact]
    public void A_puzzle_reads_as_one_line() =>
        Assert.Equal("1 of 36 products has the shape of dw, (3, 4): xᵀ·dout", ShapePuzzle.ForDw(2, 3, 4).ToString());

    [Fact]
    public void A_size_below_1_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => ShapePuzzle.ForDw(0, 3, 4));
}
