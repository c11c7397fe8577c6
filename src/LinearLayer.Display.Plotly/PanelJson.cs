using System.Text.Json;
using System.Text.Json.Serialization;

namespace LinearLayer.Display.Plotly;

/// <summary>What a panel says to both libraries.</summary>
internal static class PanelJson
{
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static Panel Read(string json) => JsonSerializer.Deserialize<Panel>(json, Options)!;

    /// <summary>Plotly's name of a scale.</summary>
    public static string AxisType(this PanelScale scale) => scale switch
    {
        PanelScale.Logarithmic => "log",
        PanelScale.Names => "category",
        _ => "linear",
    };

    /// <summary>Plotly's name of a look's drawing mode.</summary>
    public static string Mode(this CurveLook look) => look switch
    {
        CurveLook.Line => "lines",
        CurveLook.LineAndPoints => "lines+markers",
        _ => "markers",
    };

    /// <summary>The width of a marker, in CSS pixels.</summary>
    public static int MarkerSize(this CurveLook look) => look switch
    {
        CurveLook.LineAndPoints => 7,
        CurveLook.Rings => 15,
        _ => 9,
    };
}
