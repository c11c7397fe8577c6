namespace LinearLayer.Display.Tests;

public class CheckResultTests
{
    [Fact]
    public void A_passed_check_is_one_line_of_text()
    {
        var (N, M) = (2, 4);

        Assert.Equal("✓ N < M: true", Shown.Text(Check.That(N < M)));
    }

    [Fact]
    public void Evidence_that_the_claim_ends_with_is_not_said_twice()
    {
        Assert.Equal("✓ 2 + 2 == 4", Shown.Text(Check.Equal(2 + 2, 4)));
        Assert.DoesNotContain("ll-evidence", Shown.Body(Check.Equal(2 + 2, 4)));
    }

    [Fact]
    public void A_shape_note_that_holds_is_shown_as_a_passed_check()
    {
        var check = new ShapeScope().Check("(N, M) = (N, D) x (D, M)", Tensors.Of(new int[2, 4]), Tensors.Of(new int[2, 3]), Tensors.Of(new int[3, 4]));

        Assert.Equal("✓ (N, M) = (N, D) x (D, M): (2, 4) = (2, 3) x (3, 4)", Shown.Text(check));
        Assert.Contains("<div class=\"ll-figure ll-check\" data-check=\"passed\">", Shown.Body(check));
    }

    [Fact]
    public void A_passed_check_is_an_element_that_says_so()
    {
        var (N, M) = (2, 4);

        Assert.Equal(
            "<div class=\"ll-figure ll-check\" data-check=\"passed\"><span class=\"ll-check-mark\" role=\"img\" aria-label=\"passed\">✓</span>&#160;"
            + "<code class=\"ll-claim\">N &lt; M</code><span class=\"ll-evidence\">: true</span></div>",
            Shown.Body(Check.That(N < M)));
    }

    [Fact]
    public void Evidence_of_several_lines_keeps_its_lines()
    {
        var x = Tensors.Of(new[,] { { 1, 2 } });
        var error = Check.Throws<ShapeException>(() => x.MatMul(x));

        Shown.AssertText("""
            ✓ x.MatMul(x) throws ShapeException
              MatMul: left and right disagree on K: 2 in left, 1 in right.
                left: x   (I, K)  is (1, 2)
                right: x  (K, J)  is (1, 2)
              Each column of left needs its own row of right.
            """, error);
        Assert.Contains("<pre class=\"ll-evidence\">MatMul: left and right disagree on K: 2 in left, 1 in right.</pre>", Shown.Body(error));
    }

    [Fact]
    public void Lines_of_evidence_whose_columns_stand_below_each_other_are_not_folded_on_a_narrow_page()
    {
        var x = Tensors.Of(new[,] { { 1, 2 } });

        Assert.Contains(
            "<pre class=\"ll-evidence ll-exhibit\">  left: x   (I, K)  is (1, 2)\n  right: x  (K, J)  is (1, 2)</pre><pre class=\"ll-evidence\">Each column",
            Shown.Body(Check.Throws<ShapeException>(() => x.MatMul(x))));
    }
}
