namespace LinearLayer.Display;

/// <summary>Writes a passed check: a check mark, the claim, and what was compared.</summary>
internal static class CheckWriter
{
    private const string Rules = """
        .ll-check { margin: .15em 0; padding-left: .6em; border-left: 3px solid var(--ll-passed-color); }
        .ll-check-mark { color: var(--ll-passed-color); font-weight: bold; }
        .ll-claim { font-family: var(--ll-mono-font); color: inherit; background: none; overflow-wrap: anywhere; }
        .ll-evidence { color: var(--ll-muted-color); }
        pre.ll-evidence { font-family: var(--ll-mono-font); margin: .25em 0 0; white-space: pre-wrap; }
        """;

    public static void WriteText(CheckResult check, TextWriter writer)
    {
        writer.Write($"✓ {check.Claim}");
        if (!SaysItself(check))
            writer.Write(check.Evidence.Contains('\n') ? "\n  " + check.Evidence.ReplaceLineEndings("\n  ") : $": {check.Evidence}");
    }

    public static void WriteHtml(CheckResult check, TextWriter writer)
    {
        var evidence = Figure.Html(check.Evidence);
        writer.Write(Style.Sheet(Rules));
        writer.Write("<div class=\"ll-figure ll-check\" data-check=\"passed\"><span class=\"ll-check-mark\" role=\"img\" aria-label=\"passed\">✓</span> ");
        writer.Write($"<code class=\"ll-claim\">{Figure.Html(check.Claim)}</code>");
        if (!SaysItself(check))
            writer.Write(check.Evidence.Contains('\n') ? $"<pre class=\"ll-evidence\">{evidence}</pre>" : $"<span class=\"ll-evidence\">: {evidence}</span>");
        writer.Write("</div>");
    }

    /// <summary>Whether the evidence would only say again what the claim ends with, as in 2 + 2 == 4.</summary>
    private static bool SaysItself(CheckResult check) => check.Claim.EndsWith($" == {check.Evidence}", StringComparison.Ordinal);
}
