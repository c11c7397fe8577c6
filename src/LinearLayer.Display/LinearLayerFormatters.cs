using Microsoft.DotNet.Interactive.Formatting;

namespace LinearLayer.Display;

/// <summary>How the library's values look in a notebook: text/html for its pages, text/plain for terminals and tests.</summary>
public static partial class LinearLayerFormatters
{
    /// <summary>Registers the formatters with the notebook's host. Calling it again changes nothing.</summary>
    public static void Register()
    {
        RegisterTensors();
        RegisterFormulas();
        RegisterShapes();

        Show<CheckResult>(CheckWriter.WriteHtml, CheckWriter.WriteText);
        Show<SvgPicture>((picture, writer) => picture.WriteHtml(writer), (picture, writer) => writer.Write(picture.PlainText));

        RegisterDerivations();
        RegisterReports();
        RegisterTraining();
        RegisterCharts();
        RegisterGraphs();
    }

    /// <summary>Each folder registers its own kinds, in a part of this class that stands there.</summary>
    static partial void RegisterTensors();
    static partial void RegisterFormulas();
    static partial void RegisterShapes();
    static partial void RegisterDerivations();
    static partial void RegisterReports();
    static partial void RegisterTraining();
    static partial void RegisterCharts();
    static partial void RegisterGraphs();

    /// <summary>Shows a type as text/html and as text/plain.</summary>
    private static void Show<T>(Action<T, TextWriter> html, Action<T, TextWriter> text)
    {
        Show(typeof(T), "text/html", (value, writer) => html((T)value, writer));
        Show(typeof(T), "text/plain", (value, writer) => text((T)value, writer));
        Formatter.SetPreferredMimeTypesFor(typeof(T), "text/html", "text/plain");
    }

    /// <summary>Shows a type as one MIME type; for an open generic type, whatever it is of.</summary>
    private static void Show(Type type, string mimeType, Action<object, TextWriter> write) => Formatter.Register(type, write, mimeType);
}
