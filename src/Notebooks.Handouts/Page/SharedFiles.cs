using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Page;

/// <summary>The styles and scripts of every page: within a page that stands by itself, in files of their own beside the pages of a site.</summary>
internal static partial class SharedFiles
{
    /// <summary>The folder of the files of a site, below its top.</summary>
    public const string Folder = "nb-shared";

    public const string StyleName = "handout.css";
    public const string ScriptName = "handout.js";
    public const string SearchIndexName = "search-index.js";
    public const string PlotlyName = "plotly.js";

    private static readonly Lazy<string> LazyStyle = new(() => Remarks().Replace(Asset.Text("handout.css"), "\n").TrimStart());
    private static readonly Lazy<string> LazyScript = new(() => Asset.Text("handout.js"));
    private static readonly Lazy<string> LazySearch = new(() => Asset.Text("search.js"));
    private static readonly Lazy<string> LazyCharts = new(() => Asset.Text("charts.js"));

    /// <summary>The styles, without the comments and the indents of their source.</summary>
    public static string Style => LazyStyle.Value;

    public static string Script => LazyScript.Value;

    /// <summary>What only the pages of a site need.</summary>
    public static string SearchScript => LazySearch.Value;

    /// <summary>Unpacks Plotly, then runs the scripts that draw with it.</summary>
    public static string ChartsScript => LazyCharts.Value;

    [GeneratedRegex(@"\s*/\*.*?\*/\s*|\s*\n\s*", RegexOptions.Singleline)]
    private static partial Regex Remarks();
}
