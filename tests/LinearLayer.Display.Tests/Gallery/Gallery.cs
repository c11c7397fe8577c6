namespace LinearLayer.Display.Tests;

/// <summary>One value of every kind that shows itself: what the golden files hold and what the browser looks at.</summary>
/// <param name="Name">Its name, and that of its golden files.</param>
/// <param name="Make">Makes the value.</param>
public sealed record Exhibit(string Name, Func<object> Make)
{
    /// <summary>Whether its HTML is too long for a golden file; its text is kept.</summary>
    public bool IsLong { get; init; }

    public override string ToString() => Name;
}

/// <summary>The rooms of the gallery, a file each.</summary>
public static partial class Gallery
{
    public static IReadOnlyList<Exhibit> All { get; } = [.. Values(), .. Charts(), .. Graphs()];

    public static Exhibit Of(string name) => All.Single(exhibit => exhibit.Name == name);

    /// <summary>What the charts of a page need once.</summary>
    public static string ChartScript { get; } = PlotlyScript();

    /// <summary>All that an output puts in a page, one after the other, as the outputs of a notebook.</summary>
    /// <param name="exhibits">What the page shows.</param>
    /// <param name="isDark">Dark letters on light paper, or the other way round.</param>
    public static string Page(IEnumerable<Exhibit> exhibits, bool isDark) => $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Gallery</title>
        <style>
        body { margin: 1rem; font: 16px/1.5 sans-serif; {{(isDark ? "background: #17191d; color: #e3e0d9; color-scheme: dark;" : "background: #fff; color: #222; color-scheme: light;")}} }
        h2 { font-size: .8rem; font-weight: normal; margin: 2rem 0 0; opacity: .8; }
        </style>
        </head>
        <body>
        <main>
        <h1>Gallery</h1>
        {{ChartScript}}
        {{string.Join("\n", exhibits.Select(exhibit => $"<section>\n<h2>{exhibit.Name}</h2>\n{Shown.Html(exhibit.Make())}\n</section>"))}}
        </main>
        </body>
        </html>
        """;
}
