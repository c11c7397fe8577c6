using CsCheck;

namespace LinearLayer.Tests.Scalars;

public class ExpandedFormTests
{
    [Fact]
    public void At_2_2_3_every_entry_is_the_sum_written_by_hand()
    {
        var form = ExpandedForm.Of(N: 2, D: 2, M: 3);

        Assert.Equal(
        [
            "out[0,0] = x[0,0]·w[0,0] + x[0,1]·w[1,0] + b[0]",
            "out[0,1] = x[0,0]·w[0,1] + x[0,1]·w[1,1] + b[1]",
            "out[0,2] = x[0,0]·w[0,2] + x[0,1]·w[1,2] + b[2]",
            "out[1,0] = x[1,0]·w[0,0] + x[1,1]·w[1,0] + b[0]",
            "out[1,1] = x[1,0]·w[0,1] + x[1,1]·w[1,1] + b[1]",
            "out[1,2] = x[1,0]·w[0,2] + x[1,1]·w[1,2] + b[2]",
        ], Written(form.@out));
        Assert.Equal(
        [
            "dx[0,0] = dout[0,0]·w[0,0] + dout[0,1]·w[0,1] + dout[0,2]·w[0,2]",
            "dx[0,1] = dout[0,0]·w[1,0] + dout[0,1]·w[1,1] + dout[0,2]·w[1,2]",
            "dx[1,0] = dout[1,0]·w[0,0] + dout[1,1]·w[0,1] + dout[1,2]·w[0,2]",
            "dx[1,1] = dout[1,0]·w[1,0] + dout[1,1]·w[1,1] + dout[1,2]·w[1,2]",
        ], Written(form.dx));
        Assert.Equal(
        [
            "dw[0,0] = x[0,0]·dout[0,0] + x[1,0]·dout[1,0]",
            "dw[0,1] = x[0,0]·dout[0,1] + x[1,0]·dout[1,1]",
            "dw[0,2] = x[0,0]·dout[0,2] + x[1,0]·dout[1,2]",
            "dw[1,0] = x[0,1]·dout[0,0] + x[1,1]·dout[1,0]",
            "dw[1,1] = x[0,1]·dout[0,1] + x[1,1]·dout[1,1]",
            "dw[1,2] = x[0,1]·dout[0,2] + x[1,1]·dout[1,2]",
        ], Written(form.dw));
        Assert.Equal(
        [
            "db[0] = dout[0,0] + dout[1,0]",
            "db[1] = dout[0,1] + dout[1,1]",
            "db[2] = dout[0,2] + dout[1,2]",
        ], Written(form.db));
    }

    [Fact]
    public void The_terms_of_an_entry_are_data_with_their_factors_and_the_bias_last()
    {
        var entry = ExpandedForm.Of(2, 3, 4).@out[1, 2];

        Assert.Equal(new Variable("out", 1, 2), entry.Entry);
        Assert.Equal(4, entry.Terms.Length);
        Assert.All(entry.Terms, term => Assert.Equal(1, term.Coefficient));
        Assert.Equal([new("x", 1, 1), new Variable("w", 1, 2)], entry.Terms[1].Monomial.Factors.Select(factor => factor.Variable));
        Assert.Equal([new Variable("b", 2)], entry.Terms[^1].Monomial.Factors.Select(factor => factor.Variable));
    }

    [Fact]
    public void Sums_of_more_than_ten_terms_are_in_the_order_of_the_numbers()
    {
        var entry = ExpandedForm.Of(1, 12, 1).@out[0, 0];

        Assert.Equal([.. Enumerable.Range(0, 12).Select(d => $"x[0,{d}]·w[{d},0]"), "b[0]"], entry.Terms.Select(term => term.ToString()));
    }

    [Fact]
    public void Examples_of_two_axes_are_flattened_row_by_row()
    {
        var form = ExpandedForm.Of([1, 2, 2], 1);

        Assert.Equal("out[0,0] = x[0,0,0]·w[0,0] + x[0,0,1]·w[1,0] + x[0,1,0]·w[2,0] + x[0,1,1]·w[3,0] + b[0]", form.@out[0, 0].ToString());
        Assert.Equal([1, 2, 2], form.dx.Lengths.ToArray());
        Assert.Equal("dx[0,1,0] = dout[0,0]·w[2,0]", form.dx[0, 1, 0].ToString());
        Assert.Equal("dw[2,0] = x[0,1,0]·dout[0,0]", form.dw[2, 0].ToString());
    }

    [Fact]
    public void The_expanded_form_with_numbers_put_in_is_the_worked_example()
    {
        var form = ExpandedForm.Of(2, 3, 4);
        var numbers = new Dictionary<string, Tensor<double>>
        {
            ["x"] = Tensors.Of(new double[,] { { -2, 2, 3 }, { -2, 3, -2 } }),
            ["w"] = Tensors.Of(new double[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } }),
            ["b"] = Tensors.Of(new double[] { -1, -3, 1, 1 }),
            ["dout"] = Tensors.Of(new double[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } }),
        };

        double[] Values(Tensor<ExpandedEntry> entries) =>
            [.. entries.Select(entry => entry.Sum.Evaluate(v => numbers[v.Name][v.Indices.AsSpan()]))];

        Assert.Equal([-11, -4, 14, -5, -2, -21, 12, 6], Values(form.@out));
        Assert.Equal([1, -2, -5, -3, -4, 3], Values(form.dx));
        Assert.Equal([6, 4, 8, 2, -8, -5, -10, -4, 1, -1, -2, 7], Values(form.dw));
        Assert.Equal([-3, -2, -4, -1], Values(form.db));
    }

    [Fact]
    public void The_derivatives_of_the_loss_are_what_Backward_returns_at_every_shape() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 3].Array[1, 3], Gen.Int[1, 4]).Sample((n, features, m) =>
        {
            var form = ExpandedForm.Of(Shape.Of([n, .. features.Select(d => (nint)d)]), m);

            // The loss, with the output written out by hand and not by Forward: Σ_n Σ_m dout[n,m]·(Σ_d x[n,d]·w[d,m] + b[m]).
            var x = form.x.ToArray();
            var D = features.Aggregate(1, (a, b) => a * b);
            var loss = Polynomial.Zero;
            for (var row = 0; row < n; row++)
                for (var column = 0; column < m; column++)
                {
                    var sum = form.b[column];
                    for (var d = 0; d < D; d++)
                        sum += x[row * D + d] * form.w[d, column];
                    loss += form.dout[row, column] * sum;
                }

            Assert.Equal(loss, form.Loss);
            AssertTensor.Equal(loss.Gradient(form.x), Sums(form.dx));
            AssertTensor.Equal(loss.Gradient(form.w), Sums(form.dw));
            AssertTensor.Equal(loss.Gradient(form.b), Sums(form.db));
        }, iter: 60);

    [Fact]
    public void A_batch_of_no_examples_has_no_outputs_and_gradients_of_zero()
    {
        var form = ExpandedForm.Of(0, 2, 1);

        Assert.Equal([0, 1], form.@out.Lengths.ToArray());
        Assert.Equal(["dw[0,0] = 0", "dw[1,0] = 0"], Written(form.dw));
        Assert.Equal(["db[0] = 0"], Written(form.db));
        Assert.Equal(0, form.Loss);
    }

    [Fact]
    public void A_shape_without_features_is_refused_as_by_Forward()
    {
        Assert.StartsWith("Linear.Forward: x must have rank 2 or more, not rank 1.", Assert.Throws<ShapeException>(() => ExpandedForm.Of([2], 3)).Message);
        Assert.Throws<ArgumentException>(() => ExpandedForm.Of([], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpandedForm.Of(2, -1, 3));
    }

    private static string[] Written(Tensor<ExpandedEntry> entries) => [.. entries.Select(entry => entry.ToString())];

    private static Tensor<Polynomial> Sums(Tensor<ExpandedEntry> entries) =>
        Tensor.Create(entries.Select(entry => entry.Sum).ToArray(), entries.Lengths);
}
