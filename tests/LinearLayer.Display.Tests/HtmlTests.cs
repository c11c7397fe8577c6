using System.Xml.Linq;
using Microsoft.DotNet.Interactive.Formatting;

namespace LinearLayer.Display.Tests;

public class HtmlTests
{
    private readonly Tensor<int> matrix = Tensors.Of(new[,] { { 1, 2 }, { 3, 4 } });

    [Fact]
    public void A_matrix_is_a_table_with_its_shape_as_caption_and_its_indices_as_headers() =>
        Assert.Equal(
            "<div class=\"ll-figure ll-tensors\"><table class=\"ll-tensor\"><caption>(2, 2)</caption>"
            + "<thead><tr><td></td><th scope=\"col\">0</th><th scope=\"col\">1</th></tr></thead>"
            + "<tbody><tr><th scope=\"row\">0</th><td>1</td><td>2</td></tr><tr><th scope=\"row\">1</th><td>3</td><td>4</td></tr></tbody></table></div>",
            Shown.Body(matrix));

    [Fact]
    public void A_vector_is_a_table_of_one_row_without_a_row_header() =>
        Assert.Equal(
            "<div class=\"ll-figure ll-tensors\"><table class=\"ll-tensor\"><caption>(2,)</caption>"
            + "<thead><tr><th scope=\"col\">0</th><th scope=\"col\">1</th></tr></thead><tbody><tr><td>5</td><td>6</td></tr></tbody></table></div>",
            Shown.Body(Tensors.Of(new[] { 5, 6 })));

    [Fact]
    public void A_tensor_of_rank_3_is_a_named_group_of_tables()
    {
        var html = XElement.Parse(Shown.Body(Tensors.Of(new int[,,] { { { 1, 2 } }, { { 3, 4 } } })));

        var group = Assert.Single(html.Elements());
        Assert.Equal("group", group.Attribute("role")!.Value);
        Assert.Equal("(2, 1, 2)", group.Attribute("aria-label")!.Value);
        Assert.Equal(["[0, :, :]", "[1, :, :]"], group.Descendants("caption").Select(caption => caption.Value));
    }

    [Fact]
    public void A_large_tensor_stays_small()
    {
        var html = XElement.Parse(Shown.Body(Tensor.CreateFromShape<double>([50, 50, 200, 300])));

        Assert.Equal(6, html.Descendants("table").Count());
        Assert.Equal(6 * 20, html.Descendants("tbody").Elements("tr").Count(row => row.Elements("th").Any()));
        Assert.Contains("… 2494 more", html.Value);
        Assert.InRange(html.ToString().Length, 0, 200_000);
    }

    [Fact]
    public void Text_from_cells_is_escaped() =>
        Assert.Contains("<td>&lt;script&gt;&amp;</td>", Shown.Body(Tensors.Of(new[] { "<script>&" })));

    [Fact]
    public void Gradients_and_cache_are_shown_with_their_names()
    {
        var (@out, cache) = Linear.Forward(matrix, matrix, Tensors.Of(new[] { 1, 1 }));
        var gradients = Linear.Backward(@out, cache);

        Assert.Equal(["x (2, 2)", "w (2, 2)", "b (2,)"], Captions(cache));
        Assert.Equal(["dx (2, 2)", "dw (2, 2)", "db (2,)"], Captions(gradients));
        Shown.AssertText("""
            dx (2, 2)
              30   68
              62  140

            dw (2, 2)
              56   80
              80  114

            db (2,)
              24  34
            """, gradients);
    }

    [Fact]
    public void A_tuple_of_tensors_is_shown_as_its_tensors()
    {
        var (w, b) = (matrix, Tensors.Of(new[] { 1, 1 }));

        Assert.Equal(["(2, 2)", "(2,)"], Captions((w, b)));
        Assert.Equal(["(2,)", "(2, 2)", "(2,)"], Captions((b, w, b)));
        Assert.Equal(["(2, 2)", "x (2, 2)", "w (2, 2)", "b (2,)"], Captions(Linear.Forward(matrix, w, b)));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain")]
    public void Other_tuples_keep_the_look_that_the_host_gives_them(string mimeType)
    {
        object[] values = [(1, 2), (1, "b", 2.5), ((1, 2), 3), new[] { (1, 2) }, new { Pair = (1, 2) }, (1, (string?)null)];
        Formatter.ResetToDefault();
        var usual = values.Select(value => value.ToDisplayString(mimeType)).ToList();

        LinearLayerFormatters.Register();

        Assert.Equal(usual, values.Select(value => value.ToDisplayString(mimeType)));
    }

    [Fact]
    public void A_tensor_inside_other_values_is_shown_as_a_tensor() =>
        Assert.Contains("<caption>(2, 2)</caption>", new { Weights = matrix }.ToDisplayString("text/html"));

    [Fact]
    public void Values_are_sent_as_html_and_as_text()
    {
        LinearLayerFormatters.Register();

        foreach (var type in new[] { typeof(Tensor<float>), typeof(Tensor<string>), typeof(LinearCache<int>), typeof(LinearGradients<int>), typeof(CheckResult) })
            Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(type).Order());
        Assert.Equal(["text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Shape)));
    }

    [Fact]
    public void A_shape_is_shown_as_it_is_written() => Assert.Equal("(2, 2)", Shown.Text(matrix.Shape));

    [Fact]
    public void Registering_again_after_a_reset_brings_the_formatters_back()
    {
        Formatter.ResetToDefault();
        Assert.DoesNotContain("ll-tensor", matrix.ToDisplayString("text/html"));

        LinearLayerFormatters.Register();

        Assert.Contains("ll-tensor", matrix.ToDisplayString("text/html"));
    }

    private static IEnumerable<string> Captions(object value) =>
        XElement.Parse(Shown.Body(value)).Descendants("caption").Select(caption => caption.Value);
}
