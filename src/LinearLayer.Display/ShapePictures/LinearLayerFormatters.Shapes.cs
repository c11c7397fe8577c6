using Microsoft.DotNet.Interactive.Formatting;

namespace LinearLayer.Display;

public static partial class LinearLayerFormatters
{
    static partial void RegisterShapes()
    {
        Show<ShapeExplanation>(ShapeHtmlWriter.Write, (explanation, writer) => writer.Write(ShapeTextWriter.Write(explanation)));
        Show<ShapeClash>(ShapeHtmlWriter.Write, (clash, writer) => writer.Write(clash.ToString()));
        Show<ShapeCheck>((check, writer) => CheckWriter.WriteHtml(Passed(check), writer), (check, writer) => CheckWriter.WriteText(Passed(check), writer));

        Show(typeof(Shape), "text/plain", (value, writer) => writer.Write(((Shape)value).ToString()));
        Formatter.SetPreferredMimeTypesFor(typeof(Shape), "text/plain");
    }

    private static CheckResult Passed(ShapeCheck check) => new(check.Note.Text, check.Sizes);
}
