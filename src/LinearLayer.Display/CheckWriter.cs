using System.Net;

namespace LinearLayer.Display;

/// <summary>Writes a passed check: a check mark, the claim, and what was compared.</summary>
internal static class CheckWriter
{
    public static void WriteText(CheckResult check, TextWriter writer)
    {
        writer.Write($"✓ {check.Claim}");
        if (!SaysItself(check))
            writer.Write(check.Evidence.Contains('\n') ? "\n  " + check.Evidence.ReplaceLineEndings("\n  ") : $": {check.Evidence}");
    }

    public static void WriteHtml(CheckResult check, TextWriter writer)
    {
        var evidence = WebUtility.HtmlEncode(check.Evidence);
        writer.Write(Style.Sheet);
        writer.Write("<div class=\"ll-check\" data-check=\"passed\"><span class=\"ll-check-mark\" role=\"img\" aria-label=\"passed\">✓</span> ");
        writer.Write($"<code class=\"ll-claim\">{WebUtility.HtmlEncode(check.Claim)}</code>");
        if (!SaysItself(check))
            writer.Write(check.Evidence.Contains('\n') ? $"<pre class=\"ll-evidence\">{evidence}</pre>" : $"<span class=\"ll-evidence\">: {evidence}</span>");
        writer.Write("</div>");
    }

    /// <summary>Whether the evidence would only say again what the claim ends with, as in 2 + 2 == 4.</summary>
    private static bool SaysItself(CheckResult check) => check.Claim.EndsWith($" == {check.Evidence}", StringComparison.Ordinal);
}
