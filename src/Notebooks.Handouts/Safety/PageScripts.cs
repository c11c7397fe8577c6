using System.Text.Json;
using AngleSharp.Dom;

namespace Notebooks.Handouts.Safety;

/// <summary>The scripts that outputs bring and a page runs: those of this project's charts and steps, each once.</summary>
internal sealed class PageScripts
{
    private readonly List<string> known = [];

    /// <summary>The scripts, in the order in which outputs brought them.</summary>
    public IReadOnlyList<string> Known => known;

    /// <summary>Whether an output draws with Plotly; the page has a smaller build of its own.</summary>
    public bool Plotly { get; private set; }

    /// <summary>Takes the scripts out of <paramref name="part"/>. Data that outputs keep in script elements stays: it is JSON, and never runs.</summary>
    /// <param name="part">The part of a page.</param>
    /// <param name="trust">Whether the notebook's own scripts stay where they are.</param>
    public void Take(IElement part, bool trust)
    {
        foreach (var script in part.QuerySelectorAll("script").ToList())
        {
            if (IsData(script))
            {
                // A notebook may have lost the output that brought Plotly.
                Plotly |= script.ClassList.Contains("ll-chart-figure");
                KeepData(script);
                continue;
            }

            if (script.ClassList.Contains("ll-plotly"))
            {
                Plotly = true;
                script.Remove();
            }
            else if (KnownScripts.Contains(script.TextContent))
            {
                if (!known.Contains(script.TextContent))
                    known.Add(script.TextContent);
                script.Remove();
            }
            else if (!trust || script.HasAttribute("src"))
                script.Remove();
        }
    }

    /// <summary>Writes JSON so that no reader of HTML finds markup in it.</summary>
    private static void KeepData(IElement script)
    {
        try
        {
            using var json = JsonDocument.Parse(script.TextContent);
            script.TextContent = JsonSerializer.Serialize(json); // Its escapes leave no < or &.
        }
        catch (JsonException)
        {
            script.Remove();
        }
    }

    /// <summary>Whether the element holds JSON.</summary>
    public static bool IsData(IElement script) =>
        script.GetAttribute("type")?.Trim().ToLowerInvariant() is "application/json" or "application/ld+json" && !script.HasAttribute("src");
}
