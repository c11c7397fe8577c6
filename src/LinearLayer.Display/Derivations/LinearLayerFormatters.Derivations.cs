using Microsoft.DotNet.Interactive.Formatting;

namespace LinearLayer.Display;

public static partial class LinearLayerFormatters
{
    static partial void RegisterDerivations()
    {
        Show<StepCheck>(StepCheckWriter.WriteHtml, StepCheckWriter.WriteText);

        Show(typeof(DerivationReport), "text/markdown", (report, writer) => DerivationWriter.WriteMarkdown((DerivationReport)report, writer));
        Show(typeof(DerivationReport), "text/plain", (report, writer) => DerivationWriter.WriteText((DerivationReport)report, writer));
        Formatter.SetPreferredMimeTypesFor(typeof(DerivationReport), "text/markdown", "text/plain");
    }
}
