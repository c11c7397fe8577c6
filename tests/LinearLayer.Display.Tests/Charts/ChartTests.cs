using static LinearLayer.Display.Charts;

namespace LinearLayer.Display.Tests.Charts;

public class ChartTests
{
    private static Chart Bars(string title) => Plot(title, "x", "y", ChartSeries.Bars("n", ["a"], [1]));

    private static bool BringsTheScript(Chart chart) => Shown.HtmlWithScript(chart).Contains("<script class=\"ll-plotly\">", StringComparison.Ordinal);

    [Fact]
    public void The_script_comes_with_the_first_chart_and_again_when_a_cell_is_run_again()
    {
        var (first, second, third) = (Bars("first"), Bars("second"), Bars("third"));
        BringsTheScript(first); // whatever was shown before it in this process
        Assert.True(BringsTheScript(first));

        // The notebook goes on.
        Assert.False(BringsTheScript(second));
        Assert.False(BringsTheScript(third));

        // Its cells are run again, from the first: once is enough.
        Assert.True(BringsTheScript(first));
        Assert.False(BringsTheScript(second));
        Assert.False(BringsTheScript(third));

        // A single cell is run again.
        Assert.True(BringsTheScript(second));
        Assert.True(BringsTheScript(second));
    }

    [Fact]
    public void Nothing_in_a_chart_points_to_a_network()
    {
        foreach (var exhibit in Gallery.All.Where(exhibit => exhibit.Make() is Chart))
        {
            var html = Shown.Html(exhibit.Make());
            Assert.DoesNotContain("http", html);
            Assert.DoesNotContain("src=", html);
            Assert.DoesNotContain("require", html);
        }
    }

    [Fact]
    public void No_text_of_a_reader_ends_the_script_that_holds_the_figure()
    {
        var html = Shown.Html(Plot("</script><b>", "</script>", "<!--", ChartSeries.Bars("</script>", ["</script>"], [1])));

        Assert.Equal(2, html.Split("</script>").Length - 1); // the figure's and the one that draws
        Assert.DoesNotContain("<!--", html);
    }

    [Fact]
    public void A_terminal_gets_the_numbers_as_a_row_of_bars() =>
        Shown.AssertText("""
            Growth
            Size over step: n, n².
              n   ▁▃▆█  1 to 4, least 1, most 4
              n²  ▁▂▅█  1 to 16, least 1, most 16
            """, Plot("Growth", "step", "size", ChartSeries.Line("n", [1, 2, 3, 4], [1, 2, 3, 4]), ChartSeries.Line("n²", [1, 2, 3, 4], [1, 4, 9, 16])));

    [Fact]
    public void A_terminal_gets_each_bar_with_the_name_that_it_stands_over() =>
        Shown.AssertText("""
            Caught
            N over data: a < b.
              a < b  x & y: 13, z: 17
            """, Plot("Caught", "data", "n", ChartSeries.Bars("a < b", ["x & y", "z"], [13, 17])));

    [Fact]
    public void In_a_terminal_a_mark_on_a_curve_is_no_value_of_its_own()
    {
        var text = Shown.Text(StepSweep(Gallery.Sweep));

        Assert.Contains("The relative error is least at h = 1e-05: 0.", text); // where the mark stands
        Assert.DoesNotContain("1e-08", text); // how high it is drawn, since 0 has no place on a log axis
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_with_the_reason()
    {
        Refused<ArgumentException>("there is no series to draw", () => Plot("t", "x", "y"));
        Refused<ArgumentException>("bars stand over names, lines and points over numbers", () => Plot("t", "x", "y", ChartSeries.Bars("a", ["a"], [1]), ChartSeries.Line("b", [1], [1])));
        Refused<ArgumentException>("The series 'l' has 1 place and 2 values", () => ChartSeries.Line("l", [1], [1, 2]));
        Refused<ArgumentException>("dw has no finite value", () => Histogram([double.NaN], name: "dw"));
        Refused<ArgumentException>("there is no roof to draw", () => RoofLine([]));
        Refused<ArgumentException>("the roof 'r' has the bandwidth 0", () => RoofLine([new Roof("r", 1, 0)]));
        Refused<ArgumentException>("'w' has the speed ∞", () => RoofLine(Gallery.Roofs, new TimedWork("w", 1, 1, 0)));
        Refused<ArgumentException>("there is no tensor to draw", () => HeatMaps());
        Refused<ArgumentException>("t (0,) has 0 cells", () => HeatMaps(Tensors.Of(Array.Empty<double>()), "t"));
        Refused<ArgumentException>("(300, 300) has 90000 cells", () => HeatMaps(Tensor.CreateFromShape<float>([300, 300])));
        Refused<ShapeException>("the network takes 1 features", () => DecisionBoundary(new Mlp([1, 2], seed: 0), Gallery.Points));

        static void Refused<T>(string reason, Func<object> make) where T : Exception => Assert.Contains(reason, Assert.ThrowsAny<T>(make).Message);
    }
}
