using CsCheck;

namespace LinearLayer.Tests;

public class ShapeNoteTests
{
    [Theory]
    [InlineData("(N, M) = (N, D) x (D, M)")]
    [InlineData("(N, D) <= (N, d1, d2)")]
    [InlineData("(N, D) <= (N, d_1, ..., d_k)")]
    [InlineData("(N, D) <= (N, d1, …, dk)")]
    [InlineData("(N, M) = (N, M) + (M,)")]
    [InlineData("(M,) <= (N, M)")]
    [InlineData("() <= (N, M)")]
    [InlineData("(D, M) = (N, D).T x (N, M) = (D, N) x (N, M)")]
    [InlineData("(N, M) = (N, D) · (D, M) = (N, D) @ (D, M)")]
    [InlineData("(N, d1·d2) <= (N, d1, d2)")]
    [InlineData("(2, 4) = (2, 3) x (3, 4)")]
    [InlineData("(N,M)=(N,D)x(D,M)+(M,)")]
    [InlineData("(x, y) = (x, x) x (x, y)")]
    [InlineData("(D', M) = (M, D')ᵀ")]
    public void A_note_is_read(string note) => Assert.Equal(note, ShapeNote.Parse(note).Text);

    [Fact]
    public void A_note_is_taken_apart_with_the_place_of_each_part()
    {
        var note = ShapeNote.Parse("(D, M) = (N, D).T x (N, M)");

        Assert.Equal(["", "="], note.Sides.Select(side => side.Relation));
        var product = Assert.IsType<NoteOperation>(note.Sides[1].Term);
        var left = Assert.IsType<NoteShape>(product.Left);
        Assert.Equal("x", product.Operator);
        Assert.True(left.IsTransposed);
        Assert.Equal("(N, D).T", note.Text.Substring(left.Start, left.Length));
        Assert.Equal("(N, D).T x (N, M)", note.Text.Substring(product.Start, product.Length));
        Assert.Equal(["N", "D"], left.Axes.Select(axis => axis.Axis.Name));
        Assert.Equal(["N", "D"], left.Axes.Select(axis => note.Text.Substring(axis.Start, axis.Length)));
    }

    [Fact]
    public void A_product_of_matrices_binds_tighter_than_a_sum()
    {
        var sum = Assert.IsType<NoteOperation>(ShapeNote.Parse("(M,) + (N, D) x (D, M)").Sides[0].Term);

        Assert.Equal("+", sum.Operator);
        Assert.Equal("x", Assert.IsType<NoteOperation>(sum.Right).Operator);
    }

    [Fact]
    public void A_run_of_axes_has_a_prefix_and_a_count()
    {
        var shape = Assert.IsType<NoteShape>(ShapeNote.Parse("(N, d_1, ..., d_k)").Sides[0].Term);

        Assert.Equal(new NoteRun("d_", "k"), shape.Axes[1].Run);
    }

    [Theory]
    [InlineData("", 1, "expected a shape such as (N, D), (M,) or (); the note ends here.")]
    [InlineData("N, M", 1, "expected a shape such as (N, D), (M,) or (); 'N' stands here.")]
    [InlineData("(N, M) = ", 10, "expected a shape such as (N, D), (M,) or (); the note ends here.")]
    [InlineData("(N, M) == (N, M)", 9, "expected a shape such as (N, D), (M,) or (); '=' stands here.")]
    [InlineData("(N, M) < (N, M)", 8, "expected =, <=, or an operator: x, +, -, *, /; '<' stands here.")]
    [InlineData("(N, M) (M,)", 8, "expected =, <=, or an operator: x, +, -, *, /; '(' stands here.")]
    [InlineData("(N, M", 6, "expected , or ); the note ends here.")]
    [InlineData("(N M)", 4, "expected , or ); 'M' stands here.")]
    [InlineData("(, D)", 2, "expected the name of an axis or a number; ',' stands here.")]
    [InlineData("(N,, D)", 4, "expected the name of an axis or a number; ',' stands here.")]
    [InlineData("(N, -3)", 5, "expected the name of an axis or a number; '-' stands here.")]
    [InlineData("(M)", 3, "a shape of one axis is written with a comma: (M,).")]
    [InlineData("(N, 2d)", 5, "'2d' is neither a name, which begins with a letter, nor a number.")]
    [InlineData("(N, d1·)", 8, "expected the name of an axis or a number; ')' stands here.")]
    [InlineData("(N, 99999999999999999999)", 5, "the size is too large.")]
    [InlineData("(N, d, ..., d_k)", 5, "a run of axes begins with a name that ends in 1: d_1, ..., d_k.")]
    [InlineData("(N, d_1, ...)", 13, "expected a comma and the last axis of the run: d_1, ..., d_k; ')' stands here.")]
    [InlineData("(N, d_1, ..., e_k)", 15, "a run that begins with d_1 ends with a letter for the count: d_k.")]
    [InlineData("(a_1, ..., a_k, b_1, ..., b_m)", 17, "a shape has one run of axes at most.")]
    [InlineData("(N, M) = (N, D) y (D, M)", 17, "expected =, <=, or an operator: x, +, -, *, /; 'y' stands here.")]
    public void A_text_that_is_no_note_is_pointed_at(string text, int column, string problem)
    {
        var error = Assert.Throws<ShapeNoteException>(() => ShapeNote.Parse(text));

        Assert.Equal(column, error.Column);
        Assert.Equal($"Shape note, column {column}: {problem}\n  {text}\n  {new string(' ', column - 1)}^", error.Message);
    }

    [Fact]
    public void A_note_over_several_lines_is_pointed_at_in_one()
    {
        var error = Assert.Throws<ShapeNoteException>(() => ShapeNote.Parse("(N, M)\n= (N,"));

        Assert.Equal("Shape note, column 13: expected the name of an axis or a number; the note ends here.\n  (N, M) = (N,\n              ^", error.Message);
    }

    [Fact]
    public void Any_text_is_a_note_or_refused_with_a_column_inside_it() =>
        Gen.OneOf(
            Gen.String,
            Words("(", ")", ",", " ", "N", "d_1", "...", "d_k", "x", "=", "<=", ".T", "+", "·", "1", "12", "\0", "\n", "(N, M)", "(M,)", "()").Array[0, 14].Select(string.Concat))
        .Sample(text =>
        {
            try
            {
                Assert.Equal(text, ShapeNote.Parse(text).Text);
            }
            catch (ShapeNoteException error)
            {
                Assert.InRange(error.Column, 1, text.Length + 1);
            }
        }, iter: 20_000);

    [Fact]
    public void Any_text_is_checked_or_refused_as_a_note_or_as_shapes() =>
        Words("(N, M)", "(M,)", "()", "(N, D)", "(D, M)", "(N, 2)", "(d_1, ..., d_k)", "(N, d_1, ..., d_k)", "(a·b, 1)", " x ", " + ", " = ", " <= ", ".T").Array[1, 9].Select(string.Concat).Sample(text =>
        {
            try
            {
                new ShapeScope().Check(text);
            }
            catch (Exception error) when (error is ShapeNoteException or ShapeException)
            {
                Assert.NotEmpty(error.Message);
            }
        }, iter: 20_000);

    private static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(word => words[word]);
}
