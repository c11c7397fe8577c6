using System.Text;

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
        pre.ll-evidence + pre.ll-evidence { margin: 0; }
        pre.ll-exhibit { white-space: pre; max-width: 100%; overflow-x: auto; }
        @media print { pre.ll-exhibit { white-space: pre-wrap; overflow: visible; } }
        """;

    public static void WriteText(CheckResult check, TextWriter writer)
    {
        writer.Write($"✓ {check.Claim}");
        if (!SaysItself(check))
            writer.Write(check.Evidence.Contains('\n') ? "\n  " + check.Evidence.ReplaceLineEndings("\n  ") : $": {check.Evidence}");
    }

    public static void WriteHtml(CheckResult check, TextWriter writer)
    {
        writer.Write(Style.Sheet(Rules));
        writer.Write("<div class=\"ll-figure ll-check\" data-check=\"passed\"><span class=\"ll-check-mark\" role=\"img\" aria-label=\"passed\">✓</span>&#160;"); // A long claim begins beside its mark, and breaks within.
        writer.Write($"<code class=\"ll-claim\">{Figure.Html(check.Claim)}</code>");
        if (!SaysItself(check))
            writer.Write(check.Evidence.Contains('\n') ? Message(check.Evidence) : $"<span class=\"ll-evidence\">: {Figure.Html(check.Evidence)}</span>");
        writer.Write("</div>");
    }

    /// <summary>A message of several lines: its sentences fold, and the indented lines between them, whose columns stand below each other, do not.</summary>
    private static string Message(string text)
    {
        var html = new StringBuilder();
        var lines = text.Split('\n');
        for (var (i, end) = (0, 0); i < lines.Length; i = end)
        {
            var indented = lines[i].StartsWith(' ');
            for (end = i + 1; end < lines.Length && lines[end].StartsWith(' ') == indented;)
                end++;
            html.Append($"<pre class=\"ll-evidence{(indented ? " ll-exhibit" : "")}\">{Figure.Html(string.Join('\n', lines[i..end]))}</pre>");
        }

        return html.ToString();
    }

    /// <summary>Whether the evidence would only say again what the claim ends with, as in 2 + 2 == 4.</summary>
    private static bool SaysItself(CheckResult check) => check.Claim.EndsWith($" == {check.Evidence}", StringComparison.Ordinal);
}
