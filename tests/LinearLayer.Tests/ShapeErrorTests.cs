namespace LinearLayer.Tests;

/// <summary>What a learner reads when shapes do not fit, word for word; and every suggested fix, done.</summary>
public class ShapeErrorTests
{
    private readonly Tensor<double> x = Tensor.CreateFromShape<double>([2, 3]);
    private readonly Tensor<double> w = Tensor.CreateFromShape<double>([3, 4]);
    private readonly Tensor<double> b = Tensor.CreateFromShape<double>([4]);

    [Fact]
    public void Weights_that_lie_the_wrong_way_are_named_with_the_transpose_that_fits()
    {
        var weights = Tensor.CreateFromShape<double>([4, 3]);

        AssertShapeError(() => Linear.Forward(x, weights, b), """
            Linear.Forward: x and w disagree on D: 3 in x, 4 in w.
              x           (N, D)  is (2, 3)
              w: weights  (D, M)  is (4, 3)
              b           (M,)    is (4,)
            Each feature of x needs its own row of w.
            Fix: use weights.Transpose(), which is (3, 4).
            """);
        Linear.Forward(x, weights.Transpose(), b);
    }

    [Fact]
    public void A_transpose_too_many_is_taken_back()
    {
        AssertShapeError(() => Linear.Forward(x, w.Transpose(), b), """
            Linear.Forward: x and w disagree on D: 3 in x, 4 in w.
              x                 (N, D)  is (2, 3)
              w: w.Transpose()  (D, M)  is (4, 3)
              b                 (M,)    is (4,)
            Each feature of x needs its own row of w.
            Fix: use w, which is (3, 4).
            """);
    }

    [Fact]
    public void A_transpose_that_would_not_fit_the_bias_is_not_suggested()
    {
        var weights = Tensor.CreateFromShape<double>([5, 3]);

        AssertShapeError(() => Linear.Forward(x, weights, b), """
            Linear.Forward: x and w disagree on D: 3 in x, 5 in w.
              x           (N, D)  is (2, 3)
              w: weights  (D, M)  is (5, 3)
              b           (M,)    is (4,)
            Each feature of x needs its own row of w.
            """);
    }

    [Fact]
    public void Flattened_axes_are_multiplied_out()
    {
        var images = Tensor.CreateFromShape<double>([5, 2, 3]);

        AssertShapeError(() => Linear.Forward(images, w, b), """
            Linear.Forward: x and w disagree on D: 6 in x, 3 in w.
              x: images  (N, d_1, d_2)  is (5, 2, 3), D = 2·3 = 6
              w          (D, M)         is (3, 4)
              b          (M,)           is (4,)
            Each feature of x needs its own row of w.
            """);
        AssertShapeError(() => Linear.Forward(Tensor.CreateFromShape<double>([5, 2, 3, 1, 7]), w, b), """
            Linear.Forward: x and w disagree on D: 42 in x, 3 in w.
              x: Tensor.CreateFromShape<double>([5, 2, 3…  (N, d_1, d_2, ..., d_4)  is (5, 2, 3, 1, 7), D = 2·3·1·7 = 42
              w                                            (D, M)                   is (3, 4)
              b                                            (M,)                     is (4,)
            Each feature of x needs its own row of w.
            """);
    }

    [Fact]
    public void Arguments_in_the_wrong_order_are_put_right()
    {
        AssertShapeError(() => Linear.Forward(w, x, b), """
            Linear.Forward: x and w disagree on D: 4 in x, 2 in w.
              x: w  (N, D)  is (3, 4)
              w: x  (D, M)  is (2, 3)
              b     (M,)    is (4,)
            Each feature of x needs its own row of w.
            Fix: Linear.Forward(x, w, b)
            """);
        AssertShapeError(() => Linear.Forward(x, b, w), """
            Linear.Forward: w must have rank 2, not rank 1.
              x     (N, D)  is (2, 3)
              w: b  (D, M)  is (4,)
              b: w  (M,)    is (3, 4)
            w has a row for each feature of x and a column for each output.
            Fix: Linear.Forward(x, w, b)
            """);
    }

    [Fact]
    public void One_example_alone_is_made_a_row()
    {
        var example = Tensor.CreateFromShape<double>([3]);

        AssertShapeError(() => Linear.Forward(example, w, b), """
            Linear.Forward: x must have rank 2 or more, not rank 1.
              x: example  (N, d_1, ..., d_k)  is (3,)
              w           (D, M)              is (3, 4)
              b           (M,)                is (4,)
            The first axis of x counts the examples, the others hold the features of one.
            Fix: use example.Unsqueeze(0), which is (1, 3).
            """);
        Linear.Forward(example.Unsqueeze(0), w, b);
    }

    [Fact]
    public void Weights_of_one_output_are_made_a_column()
    {
        var weights = Tensor.CreateFromShape<double>([3]);
        var bias = Tensor.CreateFromShape<double>([1]);

        AssertShapeError(() => Linear.Forward(x, weights, bias), """
            Linear.Forward: w must have rank 2, not rank 1.
              x           (N, D)  is (2, 3)
              w: weights  (D, M)  is (3,)
              b: bias     (M,)    is (1,)
            w has a row for each feature of x and a column for each output.
            Fix: use weights.Unsqueeze(1), which is (3, 1).
            """);
        Linear.Forward(x, weights.Unsqueeze(1), bias);
    }

    [Fact]
    public void A_bias_that_is_a_row_is_refused_though_it_would_broadcast()
    {
        var row = Tensor.CreateFromShape<double>([1, 4]);

        AssertShapeError(() => Linear.Forward(x, w, row), """
            Linear.Forward: b must have rank 1, not rank 2.
              x       (N, D)  is (2, 3)
              w       (D, M)  is (3, 4)
              b: row  (M,)    is (1, 4)
            b holds one bias for each column of out. No other rank is broadcast: turned the wrong way, b could fit and be wrong.
            Fix: use row.SqueezeDimension(0), which is (4,).
            """);
        Linear.Forward(x, w, row.SqueezeDimension(0));
    }

    [Fact]
    public void A_bias_that_is_a_column_is_refused_where_N_equals_M_too()
    {
        var square = Tensor.CreateFromShape<double>([4, 3]);
        var column = Tensor.CreateFromShape<double>([4, 1]);

        AssertShapeError(() => Linear.Forward(square, w, column), """
            Linear.Forward: b must have rank 1, not rank 2.
              x: square  (N, D)  is (4, 3)
              w          (D, M)  is (3, 4)
              b: column  (M,)    is (4, 1)
            b holds one bias for each column of out. No other rank is broadcast: turned the wrong way, b could fit and be wrong.
            Fix: use column.SqueezeDimension(1), which is (4,).
            """);
        Linear.Forward(square, w, column.SqueezeDimension(1));
    }

    [Fact]
    public void A_bias_for_each_example_is_told_from_a_bias_for_each_output()
    {
        var perExample = Tensor.CreateFromShape<double>([2]);

        AssertShapeError(() => Linear.Forward(x, w, perExample), """
            Linear.Forward: w and b disagree on M: 4 in w, 2 in b.
              x              (N, D)  is (2, 3)
              w              (D, M)  is (3, 4)
              b: perExample  (M,)    is (2,)
            b holds one bias for each column of w, not one for each of the N = 2 examples.
            """);

        var tooLong = Tensor.CreateFromShape<double>([5]);
        AssertShapeError(() => Linear.Forward(x, w, tooLong), """
            Linear.Forward: w and b disagree on M: 4 in w, 5 in b.
              x           (N, D)  is (2, 3)
              w           (D, M)  is (3, 4)
              b: tooLong  (M,)    is (5,)
            b holds one bias for each column of w.
            """);
    }

    [Fact]
    public void Source_that_runs_over_several_lines_is_shown_on_one()
    {
        AssertShapeError(
            () => Linear.Forward(
                x,
                w
                    .Transpose(),
                b), """
            Linear.Forward: x and w disagree on D: 3 in x, 4 in w.
              x                  (N, D)  is (2, 3)
              w: w .Transpose()  (D, M)  is (4, 3)
              b                  (M,)    is (4,)
            Each feature of x needs its own row of w.
            Fix: use w.Transpose(), which is (3, 4).
            """);
    }

    [Fact]
    public void An_upstream_gradient_that_lies_the_wrong_way_is_named_with_its_transpose()
    {
        var (@out, cache) = Linear.Forward(x, w, b);
        var upstream = @out.Transpose();

        AssertShapeError(() => Linear.Backward(upstream, cache), """
            Linear.Backward: dout and cache.x disagree on N: 4 in dout, 2 in cache.x.
              dout: upstream  (N, M)  is (4, 2)
              cache.x         (N, D)  is (2, 3)
              cache.w         (D, M)  is (3, 4)
            dout is ∂L/∂out, so it has the shape of out: (N, M) = (2, 4).
            Fix: use upstream.Transpose(), which is (2, 4).
            """);
        Linear.Backward(upstream.Transpose(), cache);
    }

    [Fact]
    public void An_upstream_gradient_of_another_width_is_compared_with_w()
    {
        var (_, kept) = Linear.Forward(x, w, b);

        AssertShapeError(() => Linear.Backward(x, kept), """
            Linear.Backward: dout and cache.w disagree on M: 3 in dout, 4 in cache.w.
              dout: x          (N, M)  is (2, 3)
              cache.x: kept.x  (N, D)  is (2, 3)
              cache.w: kept.w  (D, M)  is (3, 4)
            dout is ∂L/∂out, so it has the shape of out: (N, M) = (2, 4).
            """);
    }

    [Fact]
    public void An_upstream_gradient_without_its_axis_of_one_gets_it_back()
    {
        var (_, cache) = Linear.Forward(x, Tensor.CreateFromShape<double>([3, 1]), Tensor.CreateFromShape<double>([1]));
        var dout = Tensor.CreateFromShape<double>([2]);

        AssertShapeError(() => Linear.Backward(dout, cache), """
            Linear.Backward: dout must have rank 2, not rank 1.
              dout     (N, M)  is (2,)
              cache.x  (N, D)  is (2, 3)
              cache.w  (D, M)  is (3, 1)
            dout is ∂L/∂out, so it has the shape of out: (N, M) = (2, 1).
            Fix: use dout.Unsqueeze(1), which is (2, 1).
            """);
        Linear.Backward(dout.Unsqueeze(1), cache);
    }

    [Fact]
    public void An_upstream_gradient_of_higher_rank_is_flattened()
    {
        var (_, cache) = Linear.Forward(x, w, b);
        var dout = Tensor.CreateFromShape<double>([2, 2, 2]);

        AssertShapeError(() => Linear.Backward(dout, cache), """
            Linear.Backward: dout must have rank 2, not rank 3.
              dout     (N, M)  is (2, 2, 2)
              cache.x  (N, D)  is (2, 3)
              cache.w  (D, M)  is (3, 4)
            dout is ∂L/∂out, so it has the shape of out: (N, M) = (2, 4).
            Fix: use dout.Flatten(), which is (2, 4).
            """);
        Linear.Backward(dout.Flatten(), cache);
    }

    [Fact]
    public void A_cache_put_together_by_hand_is_checked_as_Forward_checks_it()
    {
        AssertShapeError(() => Linear.Backward(x, new LinearCache<double>(x, x, b)), """
            Linear.Backward: cache.x and cache.w disagree on D: 3 in cache.x, 2 in cache.w.
              cache.x: new LinearCache<double>(x, x, b).x  (N, D)  is (2, 3)
              cache.w: new LinearCache<double>(x, x, b).w  (D, M)  is (2, 3)
              cache.b: new LinearCache<double>(x, x, b).b  (M,)    is (4,)
            Each feature of x needs its own row of w.
            """);
    }

    [Fact]
    public void A_missing_tensor_is_named_with_the_shape_it_should_have()
    {
        Tensor<double>? weights = null;

        AssertNullError("w", () => Linear.Forward(x, weights!, b), "Linear.Forward: w is null, written as weights. It must be a tensor of shape (D, M). (Parameter 'w')");
        AssertNullError("x", () => Linear.Forward(null!, w, b), "Linear.Forward: x is null. It must be a tensor of shape (N, d_1, ..., d_k). (Parameter 'x')");
        AssertNullError("b", () => Linear.Forward(x, w, null!), "Linear.Forward: b is null. It must be a tensor of shape (M,). (Parameter 'b')");
        AssertNullError("dout", () => Linear.Backward(null!, new LinearCache<double>(x, w, b)), "Linear.Backward: dout is null. It must be a tensor of shape (N, M). (Parameter 'dout')");
        AssertNullError("cache", () => Linear.Backward<double>(x, null!), "Linear.Backward: cache is null. It must be the cache that Linear.Forward returned. (Parameter 'cache')");
        AssertNullError("right", () => x.MatMul(null!), "MatMul: right is null. It must be a tensor of shape (K, J). (Parameter 'right')");
        AssertNullError("like", () => x.ReshapeAs(null!), "ReshapeAs: like is null. It must be a tensor. (Parameter 'like')");
    }

    [Fact]
    public void A_product_of_matrices_that_do_not_meet_names_the_transpose_that_fits()
    {
        var dout = Tensor.CreateFromShape<double>([2, 4]);

        AssertShapeError(() => dout.MatMul(w), """
            MatMul: left and right disagree on K: 4 in left, 3 in right.
              left: dout  (I, K)  is (2, 4)
              right: w    (K, J)  is (3, 4)
            Each column of left needs its own row of right.
            Fix: use w.Transpose(), which is (4, 3).
            """);
        dout.MatMul(w.Transpose());
    }

    [Fact]
    public void No_transpose_is_suggested_where_the_shapes_cannot_say_which()
    {
        AssertShapeError(() => x.MatMul(x), """
            MatMul: left and right disagree on K: 3 in left, 2 in right.
              left: x   (I, K)  is (2, 3)
              right: x  (K, J)  is (2, 3)
            Each column of left needs its own row of right.
            """);
    }

    [Fact]
    public void A_product_that_fits_the_other_way_round_is_turned()
    {
        AssertShapeError(() => w.MatMul(x), """
            MatMul: left and right disagree on K: 4 in left, 2 in right.
              left: w   (I, K)  is (3, 4)
              right: x  (K, J)  is (2, 3)
            Each column of left needs its own row of right.
            Fix: x.MatMul(w)
            """);
    }

    [Fact]
    public void Examples_that_were_not_flattened_are()
    {
        var images = Tensor.CreateFromShape<double>([2, 1, 3]);

        AssertShapeError(() => images.MatMul(w), """
            MatMul: left must have rank 2, not rank 3.
              left: images  (I, K)  is (2, 1, 3)
              right: w      (K, J)  is (3, 4)
            A product of matrices takes rows and columns on both sides.
            Fix: use images.Flatten(), which is (2, 3).
            """);
        images.Flatten().MatMul(w);
    }

    [Fact]
    public void The_other_operations_name_what_they_were_given()
    {
        AssertShapeError(() => b.Flatten(), """
            Flatten: x must have rank 2 or more, not rank 1.
              x: b  (N, d_1, ..., d_k)  is (4,)
            The first axis of x counts the examples; the others are flattened.
            """);
        AssertShapeError(() => b.Transpose(), """
            Transpose: matrix must have rank 2, not rank 1.
              matrix: b  (N, M)  is (4,)
            It takes a matrix: rows and columns.
            """);
        AssertShapeError(() => b.SumOverRows(), """
            SumOverRows: matrix must have rank 2, not rank 1.
              matrix: b  (N, M)  is (4,)
            It takes a matrix: rows and columns.
            """);
        AssertShapeError(() => x.AddToEachRow(b), """
            AddToEachRow: matrix and b disagree on M: 3 in matrix, 4 in b.
              matrix: x  (N, M)  is (2, 3)
              b          (M,)    is (4,)
            b is one number for each column of the matrix.
            """);
        AssertShapeError(() => x.AddToEachRow(w), """
            AddToEachRow: b must have rank 1, not rank 2.
              matrix: x  (N, M)  is (2, 3)
              b: w       (M,)    is (3, 4)
            b is one number for each column of the matrix.
            """);
        AssertShapeError(() => x.ReshapeAs(w), """
            ReshapeAs: tensor has 6 cells, like has 12.
              tensor: x  is (2, 3)
              like: w    is (3, 4)
            A reshape keeps every cell; it neither adds nor drops one.
            """);
    }

    private static void AssertShapeError(Func<object?> code, string message)
    {
        var error = Assert.Throws<ShapeException>(code);
        Assert.Equal(message.ReplaceLineEndings("\n"), error.Message);
        Assert.InRange(error.Message.Split('\n').Length, 1, 8);
    }

    private static void AssertNullError(string parameter, Func<object?> code, string message)
    {
        var error = Assert.Throws<ArgumentNullException>(code);
        Assert.Equal(message, error.Message);
        Assert.Equal(parameter, error.ParamName);
    }
}
