using static LinearLayer.Display.Charts;

namespace LinearLayer.Display.Tests.Charts;

/// <summary>What is drawn, against numbers that were written down by hand.</summary>
public class ChartFigureTests
{
    [Fact]
    public void Each_gradient_stands_as_a_heat_map_behind_its_tensor_with_the_numbers_of_the_worked_example()
    {
        var cache = new LinearCache<int>(Tensors.Of(new[,] { { -2, 2, 3 }, { -2, 3, -2 } }), Tensors.Of(new[,] { { 1 }, { -1 }, { -2 } }), Tensors.Of(new[] { 4 }));
        var gradients = new LinearGradients<int>(Tensors.Of(new[,] { { 1, -2, -5 }, { -3, -4, 3 } }), Tensors.Of(new[,] { { 6 }, { -8 }, { 1 } }), Tensors.Of(new[] { -3 }));

        var chart = new ShownChart(HeatMaps(cache, gradients));

        Assert.Equal(["x", "dx", "w", "dw", "b", "db"], chart.Figures.Select(figure => (string?)figure["data"]![0]!["name"]));
        var dx = chart.Trace("dx");
        Assert.Equal("heatmap", (string?)dx["type"]);
        Assert.Equal([1, -2, -5], dx["z"]![0].Numbers());
        Assert.Equal([-3, -4, 3], dx["z"]![1].Numbers());
        Assert.Equal((-5, 5), ((double)dx["zmin"]!, (double)dx["zmax"]!));
        Assert.Equal(["-3", "-4", "3"], dx["text"]![1].Texts());
        Assert.Equal("<b>dx[1,2]</b> 3", (string?)dx["hovertext"]![1]![2]);
        // Row 0 is on top, as in the tables.
        Assert.Equal([1.5, -0.5], chart.Figures[1]["layout"]!["yaxis"]!["range"].Numbers());
        Assert.Contains(chart.Rows, row => row is ["dw[1,0]", "-8"]);
    }

    [Fact]
    public void A_cell_that_is_not_finite_stays_empty_and_says_so_where_it_is_read()
    {
        var chart = new ShownChart(HeatMaps(Tensors.Of(new[] { 1, double.NaN, double.PositiveInfinity }), "t"));

        Assert.Equal([1, double.NaN, double.NaN], chart.Trace("t")["z"]![0].Numbers());
        Assert.Equal(["t[1]", "NaN"], chart.Rows[1]);
        Assert.Equal(["t[2]", "∞"], chart.Rows[2]);
    }

    [Fact]
    public void A_tensor_of_more_axes_is_drawn_flattened_and_names_its_cells_by_their_own_index()
    {
        var chart = new ShownChart(HeatMaps(Tensors.Of(new int[,,] { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } }), "x"));

        Assert.Equal([5, 6, 7, 8], chart.Trace("x")["z"]![1].Numbers());
        Assert.Equal("<b>x[1,1,0]</b> 7", (string?)chart.Trace("x")["hovertext"]![1]![2]);
    }

    [Fact]
    public void A_histogram_counts_each_value_once_and_leaves_out_what_is_not_finite()
    {
        var chart = new ShownChart(Histogram([0, 0.1, 0.5, 1, 1.4, 2, double.NaN], bins: 4, name: "v"));

        var bars = chart.Trace("v");
        Assert.Equal("bar", (string?)bars["type"]);
        Assert.Equal([0.25, 0.75, 1.25, 1.75], bars["x"].Numbers());
        Assert.Equal([2, 1, 2, 1], bars["y"].Numbers()); // 2, the upper edge, is in the last bar
        Assert.Equal(0.5, (double)bars["width"]!);
        Assert.Equal(["0.5", "1", "1"], chart.Rows[1]);
        Assert.Contains("6 values from 0 to 2, mean 0.83333", chart.Description);
        Assert.Contains("Not counted: 1 value", chart.Description);
    }

    [Fact]
    public void Right_cells_lie_on_the_diagonal_and_wrong_ones_are_ringed()
    {
        var chart = new ShownChart(NumericAgainstAnalytic(Gallery.WrongReport));

        Assert.Equal([1, -2, -5, 1, -2, -5], chart.Trace("dx")["x"].Numbers());
        Assert.Equal([1, -2, -5, -3, -4, 3], chart.Trace("dx")["y"].Numbers());
        Assert.Equal(chart.Trace("dw")["x"].Numbers(), chart.Trace("dw")["y"].Numbers());
        Assert.Equal([1, -2, -5], chart.Trace("wrong")["x"].Numbers());
        Assert.Equal([-3, -4, 3], chart.Trace("wrong")["y"].Numbers());
        var layout = chart.Figure["layout"]!;
        Assert.Equal(layout["xaxis"]!["range"].Numbers(), layout["yaxis"]!["range"].Numbers());
        Assert.Contains(chart.Rows, row => row is ["dx[1,2]", "-5", "3", "8", "wrong"]);
        Assert.Equal(6 + 12 + 4, chart.Rows.Count);
    }

    [Fact]
    public void A_gradient_of_the_wrong_shape_is_named_and_not_drawn()
    {
        var (x, w, b) = (Tensors.Of(new double[,] { { 1, 2 } }), Tensors.Of(new double[,] { { 3 }, { 4 } }), Tensors.Of(new double[] { 5 }));
        var report = GradientCheck.Run(x, w, b, Tensors.Of(new double[,] { { 1 } }), (dout, cache) => Linear.Backward(dout, cache) with { dw = Tensors.Of(new double[,] { { 1, 2 } }) });

        var chart = new ShownChart(NumericAgainstAnalytic(report));

        Assert.Contains("dw cannot be drawn", chart.Description);
        Assert.DoesNotContain(chart.Figure["data"]!.AsArray(), trace => (string?)trace!["name"] == "dw");
    }

    [Fact]
    public void The_U_curve_stands_on_log_axes_and_an_error_of_0_at_their_lower_edge()
    {
        var chart = new ShownChart(StepSweep(Gallery.Sweep));

        Assert.Equal([1e-15, 1e-9, 1e-5, 0.01, 1], chart.Trace("largest relative error")["x"].Numbers());
        Assert.Equal([0.125, 1e-7, double.NaN, 5e-5, 0.5], chart.Trace("largest relative error")["y"].Numbers());
        Assert.Equal([0.25, 2e-6, double.NaN, 8e-4, 8], chart.Trace("largest absolute error")["y"].Numbers());
        Assert.Equal([1e-5], chart.Trace("no error at all")["x"].Numbers());
        var axes = chart.Figure["layout"]!;
        Assert.Equal(("log", "log"), ((string?)axes["xaxis"]!["type"], (string?)axes["yaxis"]!["type"]));
        Assert.Equal(["10⁻¹⁵", "10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "1"], axes["xaxis"]!["ticktext"].Texts());
        Assert.Equal([1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1], axes["xaxis"]!["tickvals"].Numbers());
        Assert.Equal(["1e-05", "0", "0"], chart.Rows[2]);
    }

    [Fact]
    public void A_training_shows_its_losses_and_on_a_log_axis_each_layers_gradient()
    {
        var chart = new ShownChart(Training(Gallery.ShortTraining));

        Assert.Equal([0.75, 0.5, 0.25, 0.125], chart.Trace("loss")["y"].Numbers());
        Assert.Equal([0, 1, 2, 3], chart.Trace("loss")["x"].Numbers());
        Assert.Equal([0.5, 0.25, 0.125, double.NaN], chart.Trace("layer 0")["y"].Numbers()); // 0 has no place on a log axis
        Assert.Equal([2, 1, 0.25, 0.125], chart.Trace("layer 1")["y"].Numbers());
        Assert.Equal("log", (string?)chart.Figures[1]["layout"]!["yaxis"]!["type"]);
        Assert.Equal("step", (string?)chart.Figures[0]["layout"]!["xaxis"]!["title"]!["text"]);
        Assert.Equal(["3", "0.125", "0", "0.125", "1"], chart.Rows[3]);
    }

    [Fact]
    public void XPlot_draws_the_same_training()
    {
        var (plotly, xplot) = (new ShownChart(Training(Gallery.ShortTraining)), new ShownChart(TrainingWithXPlot(Gallery.ShortTraining)));

        foreach (var name in (string[])["loss", "layer 0", "layer 1"])
        {
            foreach (var axis in (string[])["x", "y"])
                Assert.Equal(plotly.Trace(name)[axis].Numbers(), xplot.Trace(name)[axis].Numbers());
            Assert.Equal((string?)plotly.Trace(name)["line"]!["color"], (string?)xplot.Trace(name)["line"]!["color"]);
        }
        Assert.Equal("log", (string?)xplot.Figures[1]["layout"]!["yaxis"]!["type"]);
        Assert.Equal("step", (string?)xplot.Figures[0]["layout"]!["xaxis"]!["title"]);
        Assert.Equal(plotly.Rows, xplot.Rows);
    }

    [Fact]
    public void A_decision_boundary_colours_each_place_by_its_class_and_rings_the_points_on_the_wrong_side()
    {
        var chart = new ShownChart(DecisionBoundary(Gallery.Diagonal, Gallery.Points, resolution: 3));

        var regions = chart.Figure["data"]!.AsArray().Where(trace => (string?)trace!["type"] == "heatmap").ToList();
        Assert.Equal(["class 0", "class 1"], regions.Select(region => (string?)region!["name"]));
        Assert.False(double.IsNaN(regions[0]!["z"]![0].Numbers()[0])); // lower left
        Assert.True(double.IsNaN(regions[1]!["z"]![0].Numbers()[0]));
        Assert.False(double.IsNaN(regions[1]!["z"]![2].Numbers()[2])); // upper right
        Assert.Equal([0.5], chart.Trace("classified wrong")["x"].Numbers());
        Assert.Equal([0.25], chart.Trace("classified wrong")["y"].Numbers());
        Assert.Contains("3 points of 4 are classified right", chart.Description);
        Assert.Equal(["2", "0.5", "0.25", "0", "1"], chart.Rows[2]);
    }

    [Fact]
    public void A_roof_rises_to_its_ridge_and_what_was_measured_stands_below_it_on_log_axes()
    {
        var chart = new ShownChart(RoofLine(Gallery.Roofs, Gallery.Works));

        // 40 Gflop/s and 20 GB/s meet at 2 flop/byte; the axis begins at a quarter of the least intensity and ends at four times the greatest.
        Assert.Equal([0.0625, 2, 64], chart.Trace("one core")["x"].Numbers());
        Assert.Equal([1.25, 40, 40], chart.Trace("one core")["y"].Numbers());
        Assert.Equal([0.0625, 2.5, 64], chart.Trace("all cores")["x"].Numbers());
        Assert.Equal([2, 80, 80], chart.Trace("all cores")["y"].Numbers());
        // 64 million operations on 4 million bytes in 20 ms.
        Assert.Equal((16, 3.2), (chart.Trace("row by row")["x"].Numbers().Single(), chart.Trace("row by row")["y"].Numbers().Single()));
        Assert.Equal((0.25, 4), (chart.Trace("one example")["x"].Numbers().Single(), chart.Trace("one example")["y"].Numbers().Single()));
        var axes = chart.Figure["layout"]!;
        Assert.Equal(("log", "log"), ((string?)axes["xaxis"]!["type"], (string?)axes["yaxis"]!["type"]));
        Assert.Equal(["one core", "40", "20", "2"], chart.Rows[0]);
        Assert.Equal(["row by row", "16", "3.2", "8 % of one core, 4 % of all cores"], chart.Rows[2]);
        Assert.Equal(["one example", "0.25", "4", "80 % of one core, 50 % of all cores"], chart.Rows[3]);
        Assert.Contains("The fastest of 2 computations: one example: 4 Gflop/s.", chart.Description);
    }

    [Fact]
    public void A_roof_stands_alone_where_nothing_was_measured()
    {
        var chart = new ShownChart(RoofLine([new Roof("here", 30e9, 10e9)]));

        Assert.Equal([0.75, 3, 12], chart.Trace("here")["x"].Numbers());
        Assert.Equal([["here", "30", "10", "3"]], chart.Rows);
    }

    [Fact]
    public void Many_computations_under_one_roof_differ_in_colour_or_symbol()
    {
        var chart = RoofLine([Gallery.Roofs[0]], [.. Enumerable.Range(1, 20).Select(n => new TimedWork($"work {n}", 1e9, 1e8 * n, 1))]);

        var looks = new ShownChart(chart).Figure["data"]!.AsArray().Skip(1).Select(trace => ((string?)trace!["marker"]!["color"], (string?)trace["marker"]!["symbol"])).ToList();
        Assert.Equal(20, looks.Distinct().Count());
    }

    [Fact]
    public void A_chart_of_ones_own_numbers_has_titles_units_and_the_scale_that_was_asked_for()
    {
        var chart = new ShownChart(Plot("Roof <line> & more", ChartAxis.Log("intensity", "flop/byte"), "speed", ChartSeries.Line("a<b", [0, 1, 10], [1, 2, double.NaN])));

        Assert.Equal("Roof <line> & more", chart.Title);
        var layout = chart.Figure["layout"]!;
        Assert.Equal(("intensity (flop/byte)", "log"), ((string?)layout["xaxis"]!["title"]!["text"], (string?)layout["xaxis"]!["type"]));
        Assert.Equal(("speed", "linear"), ((string?)layout["yaxis"]!["title"]!["text"], (string?)layout["yaxis"]!["type"]));
        var trace = chart.Trace("a&lt;b"); // Plotly reads HTML in names
        Assert.Equal([double.NaN, 1, 10], trace["x"].Numbers());
        Assert.Equal([1, 2, double.NaN], trace["y"].Numbers());
        Assert.Equal(["0", "1"], chart.Rows[0]);
    }

    [Theory]
    [InlineData(new[] { 1.0, 1000 }, "1 10 100 1000")]
    [InlineData(new[] { 0.03, 0.6 }, "0.01 0.02 0.05 0.1 0.2 0.5 1 2 5")]
    [InlineData(new[] { 1e-8, 3e-8 }, "10⁻⁸ 2·10⁻⁸ 5·10⁻⁸ 10⁻⁷ 2·10⁻⁷ 5·10⁻⁷")]
    [InlineData(new[] { 1e-15, 1 }, "10⁻¹⁵ 10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 1")]
    public void Ticks_of_a_log_axis_are_few_and_read_well(double[] numbers, string ticks)
    {
        var chart = new ShownChart(Plot("t", ChartAxis.Log("x"), "y", ChartSeries.Points("p", numbers, numbers)));

        Assert.Equal(ticks.Split(' '), chart.Figure["layout"]!["xaxis"]!["ticktext"].Texts());
    }

    [Fact]
    public void A_long_table_loses_its_middle_and_says_how_much()
    {
        var numbers = Enumerable.Range(0, 100).Select(n => (double)n).ToArray();

        var rows = new ShownChart(Plot("t", "x", "y", ChartSeries.Line("l", numbers, numbers))).Rows;

        Assert.Equal(41, rows.Count);
        Assert.Equal(["… 60 more rows …"], rows[20]);
        Assert.Equal(["99", "99"], rows[^1]);
    }
}
