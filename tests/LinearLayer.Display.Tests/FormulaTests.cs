namespace LinearLayer.Display.Tests;

/// <summary>Values that are sent as LaTeX or as Markdown, for the front end to render. That KaTeX does is tested in the browser.</summary>
public class FormulaTests
{
    public static TheoryData<string> Names { get; } = [.. Gallery.Formulas.Select(exhibit => exhibit.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_formula_looks_as_it_did_when_somebody_last_looked_at_it(string name)
    {
        foreach (var (mimeType, text) in Shown.Forms(Gallery.Of(name).Make()))
            Golden.AssertEqual($"{name}.{mimeType switch { "text/latex" => "tex", "text/markdown" => "md", _ => "txt" }}", text);
    }

    [Fact]
    public void Numbers_are_written_as_formulas()
    {
        Assert.Equal(@"$\displaystyle -\frac{3}{4}$", Latex(new Rational(-3, 4)));
        Assert.Equal(@"$\displaystyle 5$", Latex(new Rational(5, 1)));
        Assert.Equal(@"$\displaystyle 3 - 2\,\varepsilon$", Latex(new Dual<double>(3, -2)));
        Assert.Equal(@"$\displaystyle 1.5 \cdot 10^{-7} + 1 \cdot 10^{20}\,\varepsilon$", Latex(new Dual<double>(1.5e-7, 1e20)));
    }

    [Fact]
    public void A_sum_is_written_with_signs_powers_and_indices()
    {
        var (x, w) = (Polynomial.Variable("x"), Polynomial.Variable("w", 1, 10));

        Assert.Equal(@"$\displaystyle -{x}^{2}\, w_{1,10} + \frac{3}{2}\, x - 1$", Latex(-(x * x * w) + new Rational(3, 2) * x - 1));
        Assert.Equal(@"$\displaystyle 0$", Latex(Polynomial.Zero));
        Assert.Equal(@"$\displaystyle \mathtt{dout}_{01}$", Latex(Polynomial.Variable("dout", 0, 1)));
    }

    [Fact]
    public void A_derivation_is_a_chain_of_equations_that_names_a_side_once()
    {
        var markdown = Shown.Forms(Derivations.Of("db").Verify()).Single(form => form.MimeType == "text/markdown").Text;

        Assert.StartsWith("**db** ✓ all 7 steps hold exactly at N = 2, D = 3, M = 4; numeric error ", markdown);
        Assert.Contains(@" &= \sum_n G_{nj} && (5)\;\checkmark", markdown);
        Assert.DoesNotContain(@"\sum_n \sum_m G_{nm}\, \delta_{mj} &=", markdown); // the fourth line ends with it
        Assert.Equal(7, markdown.Split('\n').Count(line => line.Length > 2 && char.IsAsciiDigit(line[0]) && line[1..].StartsWith(". ✓ **", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_step_that_does_not_hold_is_marked_and_says_what_differs()
    {
        // The sum over the examples is forgotten: every b_j is given the gradient of the first one.
        var right = Derivations.Of("db");
        var wrong = right with
        {
            Steps = right.Steps.SetItem(5, right.Steps[5] with
            {
                InIndices = right.Steps[5].InIndices with { Latex = @"\frac{\partial L}{\partial b_j} = G_{0j}", Right = t => IndexNotation.Entries(t.M, m => t.G[0, m]) },
            }),
        };

        var markdown = Shown.Forms(wrong.Verify()).Single(form => form.MimeType == "text/markdown").Text;

        Assert.StartsWith("**db** ✗ 1 of 7 steps does not hold at N = 2, D = 3, M = 4", markdown);
        Assert.Contains(@"\frac{\partial L}{\partial b_j} &\mathrel{\boxed{\neq}} G_{0j} && (6)\;\boldsymbol{\times}", markdown);
        Assert.Contains(@"With indices: 4 of 4 entries differ; first entry [0], left $G_{00} + G_{10}$, right $G_{00}$.", markdown);
        Assert.DoesNotContain("With matrices: 4", markdown);
    }

    [Fact]
    public void In_a_terminal_a_derivation_has_no_markup()
    {
        Assert.All(Derivations.All, derivation => Assert.DoesNotContain(Shown.Text(derivation.Verify()), letter => letter is '\\' or '{' or '}' or '&'));

        var text = Shown.Text(Derivations.Of("dw").Verify());
        Assert.Contains("\n     ∂L/∂w_ij = Σ_n Σ_m G_nm ∂z_nm/∂w_ij\n     vec(∂L/∂W)ᵀ = vec(G)ᵀ ∂vec Z/∂vec W\n", text);
        Assert.Contains("\n     X W + 1 b = X\u0303 W\u0303, X\u0303 = [X 1], W\u0303 = [W; b]\n", Shown.Text(Derivations.Of("bias trick").Verify()));
    }

    [Fact]
    public void In_a_reason_an_entry_is_a_formula() =>
        Assert.Contains("In row n, $z_{nm}$ contains $b_{m}$ once", Shown.Forms(Derivations.Of("db").Verify()).Single(form => form.MimeType == "text/markdown").Text);

    private static string Latex(object value) => Shown.Forms(value).Single(form => form.MimeType == "text/latex").Text;
}
