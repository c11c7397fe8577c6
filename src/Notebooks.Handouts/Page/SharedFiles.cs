namespace Notebooks.Handouts.Page;

/// <summary>The styles and scripts of every page: within a page that stands by itself, in files of their own beside the pages of a site.</summary>
internal static class SharedFiles
{
    /// <summary>The folder of the files of a site, below its top.</summary>
    public const string Folder = "nb-shared";

    public const string StyleName = "handout.css";
    public const string ScriptName = "handout.js";
    public const string SearchIndexName = "search-index.js";
    public const string PlotlyName = "plotly.js";

    private static readonly Lazy<string> LazyStyle = new(() => Asset.Text("handout.css"));
    private static readonly Lazy<string> LazyScript = new(() => Asset.Text("handout.js"));
    private static readonly Lazy<string> LazySearch = new(() => Asset.Text("search.js"));
    private static readonly Lazy<string> LazyCharts = new(() => Asset.Text("charts.js"));

    public static string Style => LazyStyle.Value;

    public static string Script => LazyScript.Value;

    /// <summary>What only the pages of a site need.</summary>
    public static string SearchScript => LazySearch.Value;

    /// <summary>Unpacks Plotly, then runs the scripts that draw with it.</summary>
    public static string ChartsScript => LazyCharts.Value;
}
