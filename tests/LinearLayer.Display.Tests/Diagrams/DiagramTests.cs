using System.Xml.Linq;

namespace LinearLayer.Display.Tests;

public class DiagramTests
{
    private readonly Tensor<double> w = Tensors.Of(new double[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } });
    private readonly Tensor<double> b = Tensors.Of(new double[] { -1, -3, 1, 1 });

    [Fact]
    public void The_layer_has_a_weight_on_each_line_and_adds_each_bias_after_the_sum()
    {
        var texts = Texts(Diagrams.Layer(D: 3, M: 2));

        Assert.Equal(["w[0,0]", "w[1,0]", "w[2,0]", "w[0,1]", "w[1,1]", "w[2,1]"], texts.Where(text => text.StartsWith('w')));
        Assert.Equal(["Σ", "+", "b[0]", "out[0]", "Σ", "+", "b[1]", "out[1]"], texts.Where(text => text is "Σ" or "+" || text[0] is 'b' or 'o'));
        Shown.AssertText("""
            out[0] = (x[0]·w[0,0] + x[1]·w[1,0] + x[2]·w[2,0]) + b[0]
            out[1] = (x[0]·w[0,1] + x[1]·w[1,1] + x[2]·w[2,1]) + b[1]
            """, Diagrams.Layer(D: 3, M: 2));
    }

    [Fact]
    public void The_plus_stands_right_of_its_sum_and_below_its_bias()
    {
        var elements = Svg(Diagrams.Layer(D: 2, M: 1)).Descendants("text").ToDictionary(text => text.Value, text => (X: (double)text.Attribute("x")!, Y: (double)text.Attribute("y")!));

        Assert.True(elements["w[0,0]"].X < elements["Σ"].X && elements["Σ"].X < elements["+"].X && elements["+"].X < elements["out[0]"].X);
        Assert.True(elements["b[0]"].Y < elements["+"].Y);
        Assert.Equal(elements["Σ"].Y, elements["+"].Y);
    }

    [Fact]
    public void With_an_example_the_numbers_are_those_of_the_calculation_by_hand() =>
        Shown.AssertText("""
            out[0] = ((-2)·1 + 2·(-1) + 3·(-2)) + (-1) = -11
            out[1] = ((-2)·3 + 2·(-2) + 3·3) + (-3) = -4
            out[2] = ((-2)·(-2) + 2·3 + 3·1) + 1 = 14
            out[3] = ((-2)·1 + 2·1 + 3·(-2)) + 1 = -5
            """, Diagrams.Layer(w, b, Tensors.Of(new double[] { -2, 2, 3 })));

    [Fact]
    public void The_weights_of_one_output_can_be_made_bold()
    {
        var strong = Svg(Diagrams.Layer(D: 3, M: 4, highlight: 1)).Descendants("g").Where(group => group.Attribute("class")!.Value == "ll-strong");

        Assert.Equal(["w[0,1]", "w[1,1]", "w[2,1]"], Assert.Single(strong).Elements("text").Select(text => text.Value).Where(text => text.StartsWith('w')));
    }

    [Fact]
    public void A_large_layer_loses_its_middle()
    {
        var texts = Texts(Diagrams.Layer(D: 784, M: 10));

        Assert.Contains("w[783,9]", texts);
        Assert.Contains("⋮", texts);
        Assert.InRange(texts.Count, 1, 100);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_a_word()
    {
        Assert.Equal(
            "Diagrams.Layer: example is (2,), but w is (3, 4).\nAn example has one number for each row of w: (3,).",
            Assert.Throws<ShapeException>(() => Diagrams.Layer(w, b, Tensors.Of(new double[] { 1, 2 }))).Message);
        Assert.Throws<ShapeException>(() => Diagrams.Layer(w, Tensors.Of(new double[] { 1, 2 })));
        Assert.Throws<ShapeException>(() => Diagrams.Layer(b, b));
        Assert.StartsWith("The layer has the outputs 0 to 3.", Assert.Throws<ArgumentOutOfRangeException>(() => Diagrams.Layer(w, b, highlight: 4)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Diagrams.Layer(D: 0, M: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Diagrams.ExpandedProduct(N: 2, D: 0, M: 3));
        Assert.Throws<ShapeException>(() => Diagrams.BiasGradient(b));
    }

    [Fact]
    public void The_expanded_product_writes_every_entry_with_the_bias_last_and_copies_b_into_every_row()
    {
        var formulas = Texts(Diagrams.ExpandedProduct(N: 2, D: 3, M: 2));

        Assert.Equal(2, formulas.Count(formula => formula == "b0")); // one for each row
        Assert.Equal(2, formulas.Count(formula => formula == "b1"));
        Assert.Contains("x10w01 + x11w11 + x12w21 + b1", formulas);
        Shown.AssertText("""
            out = x·w + b  (2, 2) = (2, 3) x (3, 2) + (2,)
              out[0,0] = x[0,0]·w[0,0] + x[0,1]·w[1,0] + x[0,2]·w[2,0] + b[0]
              out[0,1] = x[0,0]·w[0,1] + x[0,1]·w[1,1] + x[0,2]·w[2,1] + b[1]
              out[1,0] = x[1,0]·w[0,0] + x[1,1]·w[1,0] + x[1,2]·w[2,0] + b[0]
              out[1,1] = x[1,0]·w[0,1] + x[1,1]·w[1,1] + x[1,2]·w[2,1] + b[1]
            """, Diagrams.ExpandedProduct(N: 2, D: 3, M: 2));
    }

    [Fact]
    public void The_bias_gradient_is_the_sum_of_each_column()
    {
        var dout = Tensors.Of(new double[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } });

        Shown.AssertText("""
            db = 1ᵀ·dout  (1, 4) = (1, 2) x (2, 4), as (M,) = (4,)
              db[0] = -1 + (-2) = -3
              db[1] = -1 + (-1) = -2
              db[2] = -2 + (-2) = -4
              db[3] = 1 + (-2) = -1
            """, Diagrams.BiasGradient(dout));
        Assert.Equal(["1", "1"], Texts(Diagrams.BiasGradient(dout)).Where(text => text == "1").Skip(1)); // one is in dout
    }

    [Fact]
    public void Large_ones_are_shortened_and_keep_their_ends()
    {
        var product = Texts(Diagrams.ExpandedProduct(N: 20, D: 30, M: 40));
        var step = Texts(Diagrams.BiasGradient(N: 20, M: 40));

        Assert.Contains("x19,0w0,39 + x19,1w1,39 + … + x19,29w29,39 + b39", product);
        Assert.Contains("dout19,39", step);
        Assert.InRange(product.Count, 1, 120);
        Assert.InRange(step.Count, 1, 120);
    }

    private static XElement Svg(SvgPicture picture) => XElement.Parse(picture.Svg);

    private static List<string> Texts(SvgPicture picture) => [.. Svg(picture).Descendants("text").Select(text => text.Value)];
}
