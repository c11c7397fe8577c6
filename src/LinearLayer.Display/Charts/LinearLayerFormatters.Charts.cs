namespace LinearLayer.Display;

public static partial class LinearLayerFormatters
{
    static partial void RegisterCharts() => Show<Chart>(ChartHtml.Write, (chart, writer) => writer.Write(chart.ToString()));
}
