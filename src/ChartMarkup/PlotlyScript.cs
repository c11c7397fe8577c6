namespace ChartMarkup;

/// <summary>Decides which chart brings plotly.js along: 3.6 MB that a notebook should hold once, and must not lose.</summary>
/// <remarks>
/// <para>The first chart that a session shows brings it. The output of a cell goes when the cell is run again, and the script
/// with it; nothing tells which cell a chart stands in. But a cell that is run again shows, as a rule, a chart that was shown
/// before: so such a chart brings the script once more, and from then on counts as the first. Running all cells again
/// therefore leaves the script in the notebook once, and running any one chart's cell again mends a notebook whose script is
/// gone. A new session begins anew.</para>
/// </remarks>
/// <param name="read">Reads plotly.js.</param>
internal sealed class PlotlyScript(Func<string> read)
{
    private readonly HashSet<string> _shown = [];
    private string? _element;

    /// <summary>The element that is to stand before a chart that is shown now: with plotly.js, or empty.</summary>
    /// <param name="chart">The chart's HTML.</param>
    public string ElementFor(string chart)
    {
        lock (_shown)
        {
            if (_shown.Count > 0 && _shown.Add(chart))
                return "";
            // Where a page has require.js, plotly.js would hand itself over to that and be found nowhere: so it sees no loader.
            _element ??= $"<script class=\"ll-plotly\">window.Plotly||function(exports,module,define){{\n{read()}\n}}.call(window);</script>\n";
            _shown.Clear();
            _shown.Add(chart);
            return _element;
        }
    }
}
