using System.Xml.Linq;
using Microsoft.DotNet.Interactive.Formatting;

namespace LinearLayer.Display.Tests;

public class HtmlTests
{
    private readonly Tensor<int> matrix = Tensors.Of(new[,] { { 1, 2 }, { 3, 4 } });

    [Fact]
    public void A_matrix_is_a_table_with_its_shape_as_caption_and_its_indices_as_headers()
    {
        var table = Table(matrix);

        Assert.Equal("(2, 2)", table.Element("caption")!.Value);
        Assert.Equal(["", "0", "1"], table.Element("thead")!.Element("tr")!.Elements().Select(cell => cell.Value));
        Assert.Equal([["0", "1", "2"], ["1", "3", "4"]], table.Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value)));
        Assert.All(table.Descendants("th"), header => Assert.Contains(header.Attribute("scope")!.Value, new[] { "col", "row" }));
    }

    [Fact]
    public void A_vector_is_a_table_of_one_row_without_a_row_header()
    {
        var table = Table(Tensors.Of(new[] { 5, 6 }));

        Assert.Equal("(2,)", table.Element("caption")!.Value);
        Assert.Equal(["5", "6"], Assert.Single(table.Element("tbody")!.Elements("tr")).Elements("td").Select(cell => cell.Value));
        Assert.DoesNotContain(table.Descendants("th"), header => header.Attribute("scope")!.Value == "row");
    }

    [Fact]
    public void A_cell_tells_its_index_and_all_its_digits_to_who_points_at_it()
    {
        var named = Table(Tensors.Of(new[,] { { 1, 2 / 3.0 } }).Coloured(name: "w"));
        var ofRank3 = Shown.Body(Tensors.Of(new float[,,] { { { 1.5f } } }));

        Assert.Equal(["w[0, 0] = 1", "w[0, 1] = 0.6666666666666666"], named.Descendants("td").Attributes("title").Select(title => title.Value));
        Assert.Contains("title=\"[0, 0, 0] = 1.5\"", ofRank3);
    }

    [Fact]
    public void Colours_are_centred_at_0_and_as_strong_as_the_number_is_large()
    {
        var cells = Table(Tensors.Of(new[] { -4.0, -2, 0, 1, 4 }).Coloured()).Element("tbody")!.Descendants("td").ToList();

        Assert.Equal(["ll-negative", "ll-negative", null, "ll-positive", "ll-positive"], cells.Select(cell => cell.Attribute("class")?.Value));
        Assert.Equal(["--ll-heat:55%", "--ll-heat:28%", null, "--ll-heat:14%", "--ll-heat:55%"], cells.Select(cell => cell.Attribute("style")?.Value));
        Assert.Equal("--ll-heat:6%", Table(Tensors.Of(new[] { 1.0 }).Coloured(limit: 10)).Descendants("td").Single(cell => cell.Attribute("style") is not null).Attribute("style")!.Value);
    }

    [Fact]
    public void A_limit_that_is_no_magnitude_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Tensors.Of(new[] { 1.0 }).Coloured(limit: 0));

        Assert.StartsWith("Coloured: the limit is 0. It is the magnitude that gets the full colour, and must be positive and finite.", error.Message);
    }

    [Fact]
    public void NaN_and_infinities_are_marked_and_have_no_colour_of_a_number()
    {
        var cells = Table(Tensors.Of(new[] { double.NaN, double.NegativeInfinity, 1 }).Coloured()).Element("tbody")!.Descendants("td").ToList();

        Assert.Equal(["NaN", "-∞", "1"], cells.Select(cell => cell.Value));
        Assert.Equal(["ll-odd", "ll-odd", "ll-positive"], cells.Select(cell => cell.Attribute("class")!.Value));
    }

    [Fact]
    public void A_NaN_in_the_hidden_middle_is_told_of()
    {
        var numbers = Tensor.CreateFromShape<double>([100, 100]);
        numbers[50, 50] = double.NaN;
        numbers[51, 50] = double.PositiveInfinity;

        Assert.Contains("not finite: 1 NaN, 1 infinite", Shown.Body(numbers));
        Assert.EndsWith("\nnot finite: 1 NaN, 1 infinite", Shown.Text(numbers));
        Assert.DoesNotContain("not finite", Shown.Text(Tensor.CreateFromShape<double>([100, 100])));
    }

    [Fact]
    public void Axes_have_the_names_that_the_notebook_gave_them_and_no_others()
    {
        var (named, unnamed) = (Tensors.Of(new[,] { { 1.0, 2 } }), Tensors.Of(new[,] { { 1.0, 2 } }));
        Shapes.StartAfresh();
        Shapes.Check("(N, D)", named);

        Assert.StartsWith("(N, D) = (1, 2)\n", Shown.Text(named));
        Assert.Contains("<span class=\"ll-axis\" style=\"color:var(--ll-axis-1-color)\">N</span>", Shown.Body(named));
        Assert.StartsWith("(1, 2)\n", Shown.Text(unnamed));

        Shapes.StartAfresh();
        Assert.StartsWith("(1, 2)\n", Shown.Text(named));
    }

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
        Assert.Contains(">&lt;script&gt;&amp;</td>", Shown.Body(Tensors.Of(new[] { "<script>&" })));

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

    private static XElement Table(object value) => Assert.Single(XElement.Parse(Shown.Body(value)).Descendants("table"));

    private static IEnumerable<string> Captions(object value) =>
        XElement.Parse(Shown.Body(value)).Descendants("caption").Select(caption => caption.Value);
}
