using CsCheck;

namespace LinearLayer.Tests;

public class ShapeCheckTests
{
    private readonly ShapeScope _scope = new();

    [Theory]
    [InlineData("(N, M) = (N, D) x (D, M)")]
    [InlineData("(N, D) = (N, M) x (D, M).T = (N, M) x (M, D) = (N, D)")]
    [InlineData("(D, M) = (N, D).T x (N, M) = (D, N) x (N, M)")]
    [InlineData("(N, M) = (N, M) + (M,)")]
    [InlineData("(N, M) = (N, M) + (1, M)")]
    [InlineData("(N, M) = (N, D) x (D, M) + (M,)")]
    [InlineData("(N, D) <= (N, d1, d2)")]
    [InlineData("(N, d1, d2) <= (N, D)")]
    [InlineData("(N, D) <= (N, d_1, ..., d_k)")]
    [InlineData("(N, d_1, ..., d_k) <= (N, D)")]
    [InlineData("(K,) <= (N, M)")]
    [InlineData("(M,) <= (N, M)")]
    [InlineData("(1, M) <= (N, M)")]
    [InlineData("() <= (N, M)")]
    [InlineData("(N, M) <= (M,)")]
    [InlineData("(N, M) <= (1, M)")]
    [InlineData("(2, 4) = (2, 3) x (3, 4)")]
    [InlineData("(N, 6) <= (N, 2, 3)")]
    public void A_note_that_fits_itself_passes(string note) => Assert.Equal(note, _scope.Check(note).Note.Text);

    [Theory]
    [InlineData("(N, M) = (N, D) x (M, D)")]
    [InlineData("(N, M) = (N, D)")]
    [InlineData("(N, M) = (M, N)")]
    [InlineData("(N, M) = (N, D, K) x (D, M)")]
    [InlineData("(N, M) = (N, M) + (N,)")]
    [InlineData("(N, N) = (N, 1) + (N,)")]
    [InlineData("(N, D) <= (N, M)")]
    [InlineData("(M, N) <= (N, M)")]
    [InlineData("(N, M) <= (N,)")]
    [InlineData("(N, M, K) = (N, M, K).T")]
    [InlineData("(2, 4) = (2, 3) x (4, 4)")]
    [InlineData("(N, 7) <= (N, 2, 3)")]
    [InlineData("(M,) <= (N, D)  = (D,)")]
    public void A_note_that_does_not_fit_itself_is_refused(string note) =>
        Assert.Throws<ShapeException>(() => _scope.Check(note));

    [Fact]
    public void A_factor_of_a_note_is_marked_and_the_one_transpose_that_fits_is_named()
    {
        var error = Assert.Throws<ShapeException>(() => _scope.Check("(N, M) = (N, D) x (M, D)"));

        Assert.Equal(
            """
            The note does not fit at 'x': the last axis of (N, D), D, meets the first axis of (M, D), M: the inner axes of a product must be the same.
              (N, M) = (N, D) x (M, D)
                           ^     ^
            Fix: (N, D) x (M, D).T, which is (N, M)
            """.ReplaceLineEndings("\n"), error.Message);
    }

    [Fact]
    public void A_note_over_several_lines_is_marked_in_one()
    {
        var error = Assert.Throws<ShapeException>(() => _scope.Check("(N, M) = (N, D) x\n         (M, D)"));

        Assert.Equal("  (N, M) = (N, D) x          (M, D)\n               ^              ^", string.Join('\n', error.Message.Split('\n')[1..3]));
    }

    [Fact]
    public void A_reshape_that_would_swap_axes_is_told_from_a_transpose()
    {
        var error = Assert.Throws<ShapeException>(() => _scope.Check("(M, N) <= (N, M)"));

        Assert.EndsWith("Fix: (M, N) = (N, M).T", error.Message);
    }

    [Fact]
    public void Tensors_give_the_names_their_sizes()
    {
        var check = _scope.Check("(N, M) = (N, D) x (D, M)", Zeros(2, 4), Zeros(2, 3), Zeros(3, 4));

        Assert.Equal("(2, 4) = (2, 3) x (3, 4)", check.Sizes);
        Assert.Equal("(N, M) = (N, D) x (D, M)\n(2, 4) = (2, 3) x (3, 4)", check.ToString());
        Assert.Equal(["D = 3", "M = 4", "N = 2"], _scope.Bindings.Select(binding => $"{binding.Name} = {binding.Size}"));
    }

    [Fact]
    public void A_run_stands_for_as_many_axes_as_the_tensor_has()
    {
        var check = _scope.Check("(N, D) <= (N, d_1, ..., d_k)", Zeros(2, 24), Zeros(2, 2, 3, 4));

        Assert.Equal("(2, 24) <= (2, 2, 3, 4)", check.Sizes);
        Assert.Equal("(N, d_1, d_2, d_3)", check.Operands[1].Axes.ToString());
        Assert.Equal("d_1·d_2·d_3", _scope.Bindings.Single(binding => binding.Name == "D").Product);
    }

    [Fact]
    public void A_run_may_be_one_axis_alone() =>
        Assert.Equal("(2, 3) <= (2, 3)", _scope.Check("(N, D) <= (N, d_1, ..., d_k)", Zeros(2, 3), Zeros(2, 3)).Sizes);

    [Fact]
    public void Sizes_that_do_not_multiply_up_are_refused()
    {
        var (xFlat, x) = (Zeros(2, 7), Zeros(2, 2, 3));

        var error = Assert.Throws<ShapeException>(() => _scope.Check("(N, D) <= (N, d1, d2)", xFlat, x));

        Assert.Equal(
            """
            The note does not fit at '<=': (N, D) and (N, d1, d2) do not fit; <= is a reshape (the same cells in the same order), a sum over axes, or copies along new axes on the left.
              (N, D) <= (N, d1, d2)
              ^^^^^^    ^^^^^^^^^^^
              (N = 2, D = 7) <= (N = 2, d1 = 2, d2 = 3)
            D = 7 by xFlat in (N, D) <= (N, d1, d2).
            d1 = 2 by x in (N, D) <= (N, d1, d2).
            """.ReplaceLineEndings("\n"), error.Message);
    }

    [Fact]
    public void A_product_is_as_long_as_its_factors_make_it()
    {
        var (xFlat, x) = (Zeros(2, 7), Zeros(2, 2, 3));

        var error = Assert.Throws<ShapeException>(() => _scope.Check("(N, d1·d2) <= (N, d1, d2)", xFlat, x));

        Assert.Equal(
            """
            The last axis of xFlat has size 7, but d1·d2 is 6.
              (N, d1·d2) <= (N, d1, d2)
                  ^^^^^
              xFlat (2, 7)
                        ^
            d1 = 2 by x in (N, d1·d2) <= (N, d1, d2).
            d2 = 3 by x in (N, d1·d2) <= (N, d1, d2).
            """.ReplaceLineEndings("\n"), error.Message);
    }

    [Fact]
    public void Any_note_about_any_tensors_is_checked_or_refused() =>
        Gen.Select(
            Words("(N, M)", "(M,)", "()", "(N, D)", "(D, M)", "(N, 2)", "(d_1, ..., d_k)", "(N, d_1, ..., d_k)", "(N, a·b)", "(a, b, N)", "(N, D).T").Array[1, 3],
            Words(" x ", " + ", " = ", " <= ").Array[2],
            Gen.Int[0, 3].Array[0, 4].Select(sizes => Zeros([.. sizes.Select(size => (nint)size)])).Array[3])
        .Sample((shapes, signs, tensors) =>
        {
            var scope = new ShapeScope();
            var note = shapes[0] + string.Concat(shapes.Skip(1).Zip(signs, (shape, sign) => sign + shape));
            try
            {
                // Twice, so that names and axes are known already the second time.
                for (var time = 0; time < 2; time++)
                {
                    Assert.Equal(note, (shapes.Length switch
                    {
                        1 => scope.Check(note, tensors[0]),
                        2 => scope.Check(note, tensors[0], tensors[1]),
                        _ => scope.Check(note, tensors[0], tensors[1], tensors[2]),
                    }).Note.Text);
                }
            }
            catch (ShapeException error)
            {
                Assert.InRange(error.Message.Split('\n').Length, 2, 8);
            }
            catch (ArgumentException error)
            {
                Assert.Contains("Give one tensor for each", error.Message);
            }
        }, iter: 20_000);

    [Fact]
    public void Two_tensors_of_a_note_that_disagree_are_shown_side_by_side()
    {
        var (z, x, w) = (Zeros(2, 4), Zeros(2, 3), Zeros(5, 4));

        var error = Assert.Throws<ShapeException>(() => _scope.Check("(N, M) = (N, D) x (D, M)", z, x, w));

        Assert.Equal(
            """
            D is 3 in x, but 5 in w.
              (N, M) = (N, D) x (D, M)
                           ^     ^
              x (2, 3), w (5, 4)
                    ^      ^
            """.ReplaceLineEndings("\n"), error.Message);
    }

    [Fact]
    public void A_name_keeps_its_size_from_check_to_check_and_the_first_sight_is_named()
    {
        var (x, w) = (Zeros(2, 3), Zeros(5, 4));
        _scope.Check("(N, D)", x);

        var error = Assert.Throws<ShapeException>(() => _scope.Check("(D, M)", w));

        Assert.Equal(
            """
            D is 3, but 5 in w.
              (D, M)
               ^
              w (5, 4)
                 ^
            D = 3 by x in (N, D).
            If the sizes changed on purpose: StartAfresh() of this scope forgets every name.
            """.ReplaceLineEndings("\n"), error.Message);
    }

    [Fact]
    public void A_check_that_fails_binds_nothing()
    {
        Assert.Throws<ShapeException>(() => _scope.Check("(N, M) = (N, D) x (D, M)", Zeros(2, 4), Zeros(2, 3), Zeros(5, 4)));

        Assert.Empty(_scope.Bindings);
    }

    [Fact]
    public void After_StartAfresh_a_cell_can_be_run_again_with_other_sizes()
    {
        _scope.Check("(N, D)", Zeros(2, 3));

        _scope.StartAfresh();

        Assert.Equal("(5, 6)", _scope.Check("(N, D)", Zeros(5, 6)).Sizes);
    }

    [Fact]
    public void The_scope_of_the_notebook_says_how_to_start_afresh()
    {
        Shapes.StartAfresh();
        Shapes.Check("(N, D)", Zeros(2, 3));

        var error = Assert.Throws<ShapeException>(() => Shapes.Check("(N, D)", Zeros(5, 6)));

        Assert.EndsWith("If the sizes changed on purpose: Shapes.StartAfresh() forgets every name.", error.Message);
        Shapes.StartAfresh();
    }

    [Fact]
    public void A_tensor_keeps_its_axes_and_cannot_be_called_otherwise()
    {
        var w = Zeros(4, 4);
        _scope.Check("(D, M)", w);

        var error = Assert.Throws<ShapeException>(() => _scope.Check("(M, D)", w));

        Assert.StartsWith("The first axis of w is D, but the note calls it M.", error.Message);
        Assert.Equal("(D, M)", _scope.AxesOf(w).ToString());
    }

    [Fact]
    public void A_rank_that_the_note_does_not_give_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => _scope.Check("(N, D)", Zeros(2, 3, 4)));

        Assert.Equal("Zeros(2, 3, 4) has rank 3, but the note gives it rank 2.\n  (N, D)\n  ^^^^^^\n  Zeros(2, 3, 4) (2, 3, 4)", error.Message);
    }

    [Fact]
    public void A_number_in_a_note_is_the_size()
    {
        Assert.Equal("(2, 3)", _scope.Check("(2, D)", Zeros(2, 3)).Sizes);
        var error = Assert.Throws<ShapeException>(() => _scope.Check("(7, D)", Zeros(2, 3)));
        Assert.StartsWith("The first axis of Zeros(2, 3) has size 2, but the note says 7.", error.Message);
    }

    [Fact]
    public void As_many_tensors_as_shapes_are_asked_for()
    {
        var error = Assert.Throws<ArgumentException>(() => _scope.Check("(M,) <= (N, M)", Zeros(4)));

        Assert.Equal("The note (M,) <= (N, M) has 2 shapes; 1 tensor was given. Give one tensor for each, from left to right.", error.Message);
    }

    [Fact]
    public void In_a_chain_the_tensors_are_those_before_the_second_sign()
    {
        var check = _scope.Check("(D, M) = (N, D).T x (N, M) = (D, N) x (N, M)", Zeros(3, 4), Zeros(2, 3), Zeros(2, 4));

        Assert.Equal("(3, 4) = (2, 3).T x (2, 4) = (3, 2) x (2, 4)", check.Sizes);
    }

    [Fact]
    public void Tensors_of_several_types_are_checked_together()
    {
        var check = _scope.Check("(N, D) = (N, D)", Tensor.CreateFromShape<int>([2, 3]), Tensor.CreateFromShape<Rational>([2, 3]));

        Assert.Equal("(2, 3) = (2, 3)", check.Sizes);
    }

    [Fact]
    public void No_examples_at_all_are_a_size_too() =>
        Assert.Equal("(0, 6) <= (0, 2, 3)", _scope.Check("(N, D) <= (N, d1, d2)", Zeros(0, 6), Zeros(0, 2, 3)).Sizes);

    private static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(word => words[word]);

    private static Tensor<double> Zeros(params nint[] sizes) => Tensor.CreateFromShape<double>(sizes);
}
