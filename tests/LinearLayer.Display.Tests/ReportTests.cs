using System.Xml.Linq;

namespace LinearLayer.Display.Tests;

/// <summary>Shapes, checks of steps and of gradients as pictures.</summary>
public class ReportTests
{
    [Fact]
    public void The_text_of_an_explanation_lines_up_under_the_source_line() =>
        Shown.AssertText("""
            x.Flatten().MatMul(w) + b
            x                          input      (N, d1, d2) = (2, 2, 3)
            x.Flatten()                flatten    (N, D) = (2, 6)
                               w       input      (D, M) = (6, 4)
            x.Flatten().MatMul(w)      product    (N, M) = (2, 4)
                                    b  input      (M,) = (4,)
                                    b  broadcast  (N, M) = (2, 4)
            x.Flatten().MatMul(w) + b  addition   (N, M) = (2, 4)
            """, Gallery.Of("shapes").Make());

    [Fact]
    public void Boxes_are_to_one_scale_and_an_axis_has_one_colour_wherever_it_recurs()
    {
        var html = XElement.Parse(Shown.Body(Gallery.Of("shapes").Make()));
        var boxes = html.Descendants("span").Where(span => span.Attribute("class")?.Value == "ll-box").Select(box => box.Attribute("style")!.Value).ToList();
        var colours = html.Descendants("span").Where(span => span.Attribute("class")?.Value == "ll-axis")
            .Select(axis => (Name: axis.Value.Split(' ')[0], Colour: axis.Attribute("style")!.Value)).Distinct().ToList();

        Assert.Contains(boxes, box => box.StartsWith("width:132px;height:44px;", StringComparison.Ordinal)); // (N, D) = (2, 6)
        Assert.Contains(boxes, box => box.StartsWith("width:88px;height:132px;", StringComparison.Ordinal)); // (D, M) = (6, 4)
        Assert.Equal(["D", "M", "N", "d1", "d2"], colours.Select(axis => axis.Name).Order(StringComparer.Ordinal));
        Assert.Equal(5, colours.Select(axis => axis.Colour).Distinct().Count());
    }

    [Fact]
    public void The_pair_that_clashes_is_marked_and_no_other()
    {
        var html = XElement.Parse(Shown.Body(Gallery.Of("shapes-clash").Make()));

        Assert.Equal(["✗ N = 2", "✗ D = 6"], html.Descendants("span").Where(span => span.Attribute("class")?.Value == "ll-clash").Select(span => span.Value));
        Assert.Contains("Fix: x.Flatten().MatMul(w)", html.Value);
    }

    [Fact]
    public void The_check_of_a_wrong_step_keeps_the_valid_formula_to_itself()
    {
        var check = Derivations.CheckStep("db", t => IndexNotation.Entries(t.M, m => t.G[0, m]));

        foreach (var shown in new[] { Shown.Text(check), Shown.Body(check) })
        {
            Assert.Contains("is wrong at N = 2, D = 3, M = 4.", shown);
            Assert.Contains("4 of 4 entries differ. First entry [0]: yours is G[0,0].", shown);
            Assert.DoesNotContain("G[1,0]", shown); // the valid entry is G[0,0] + G[1,0]
        }
    }

    [Fact]
    public void A_wrong_gradient_is_told_first_and_its_worst_cell_stands_out_in_the_errors()
    {
        var html = XElement.Parse(Shown.Body(Gallery.Of("gradient-check-wrong").Make()));
        var marked = html.Descendants("td").Where(cell => cell.Attribute("class")?.Value.Contains("ll-wrong") ?? false).ToList();

        Assert.StartsWith("✗ dx is wrong, dw and db are right", html.Elements().First().Value);
        Assert.Equal(["4", "2", "-8"], marked.Select(cell => cell.Value)); // dx row 1 must be -3, -4, 3, and is 1, -2, -5
        Assert.Equal("-8", Assert.Single(marked, cell => cell.Attribute("class")!.Value.EndsWith("ll-worst", StringComparison.Ordinal)).Value);
        Assert.EndsWith("dx: analytic − numeric (2, 3), the worst cell marked *\n  0   0    0\n  4   2   -8*", Shown.Text(Gallery.Of("gradient-check-wrong").Make()));
    }

    [Fact]
    public void A_gradient_of_a_wrong_shape_has_no_errors_to_show()
    {
        var html = XElement.Parse(Shown.Body(Gallery.Of("gradient-check-shape").Make()));

        Assert.Contains("db has the shape (2,), and must have (4,).", html.Value);
        Assert.DoesNotContain(html.Descendants("table"), table => table.Attribute("class")!.Value == "ll-tensor");
    }

    [Fact]
    public void A_drawing_can_be_kept_as_a_file_that_needs_no_page()
    {
        var picture = new SvgPicture("A title", "What there <is>.", "<svg viewBox=\"0 0 9 9\"><path d=\"M0 0h9\" stroke=\"currentColor\"/></svg>", "text");

        var file = XDocument.Parse(picture.ToFile());
        XNamespace svg = "http://www.w3.org/2000/svg";

        Assert.Equal(svg + "svg", file.Root!.Name);
        Assert.Equal("0 0 9 9", file.Root.Attribute("viewBox")!.Value);
        Assert.Equal(["A title", "What there <is>."], new[] { "title", "desc" }.Select(name => file.Root.Element(svg + name)!.Value));
        Assert.Contains("prefers-color-scheme: dark", file.Root.Element(svg + "style")!.Value);
        Assert.Equal("text", Shown.Text(picture));
        Assert.Contains("<svg viewBox=\"0 0 9 9\" role=\"img\" aria-label=\"A title\">", Shown.Body(picture));
    }
}
