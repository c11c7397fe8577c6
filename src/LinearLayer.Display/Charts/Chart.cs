namespace LinearLayer.Display;

/// <summary>A chart with its words and its numbers: it shows itself in a notebook, and as text in a terminal.</summary>
/// <remarks><see cref="Charts"/> makes them.</remarks>
public sealed class Chart
{
    internal Chart(string title, string description, IReadOnlyList<Panel> panels, IReadOnlyList<ChartTable> tables, string? text = null)
    {
        (Title, Description, Panels, Tables) = (title, description, panels, tables);
        Text = string.Join('\n', [title, description, .. text is null ? ChartText.Lines(panels) : text.Split('\n')]);
    }

    /// <summary>What it shows, in a few words.</summary>
    public string Title { get; }

    /// <summary>What there is to see, in a sentence or two.</summary>
    public string Description { get; }

    internal IReadOnlyList<Panel> Panels { get; }

    internal IReadOnlyList<ChartTable> Tables { get; }

    /// <summary>The library that makes the figures.</summary>
    internal FigureMaker Maker { get; init; } = FigureMaker.PlotlyNet;

    /// <summary>Whether panels stand side by side in pairs, where there is room.</summary>
    internal bool InPairs { get; init; }

    private string Text { get; }

    /// <summary>The chart in words, numbers and small bars.</summary>
    public override string ToString() => Text;
}
