namespace LinearLayer.Display;

public static partial class LinearLayerFormatters
{
    static partial void RegisterReports()
    {
        Show<GradientReport>(GradientReportWriter.WriteHtml, GradientReportWriter.WriteText);
        Show<AdjointTest>(ReportWriters.WriteHtml, ReportWriters.WriteText);
        Show<StepSweep>(ReportWriters.WriteHtml, ReportWriters.WriteText);
        Show<CatchTable>(ReportWriters.WriteHtml, ReportWriters.WriteText);
        Show<ShapePuzzle>(ReportWriters.WriteHtml, ReportWriters.WriteText);
        Show<FixtureLinter>(ReportWriters.WriteHtml, ReportWriters.WriteText);
    }
}
