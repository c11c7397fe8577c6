using System.IO.Compression;
using System.Text;

namespace Notebooks.Handouts.Page;

/// <summary>The build of Plotly that draws the charts of a page; its licence stands in its first lines.</summary>
internal static class PlotlyBundle
{
    private static readonly Lazy<string> LazyText = new(() => Asset.Text("plotly/plotly-cartesian.min.js"));

    private static readonly Lazy<string> LazyPacked = new(() =>
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(Encoding.UTF8.GetBytes(Text));
        return Convert.ToBase64String(packed.ToArray());
    });

    public static string Text => LazyText.Value;

    /// <summary>The same as base64 of gzip, a third of the size: browsers unpack it by themselves.</summary>
    public static string Packed => LazyPacked.Value;
}
