using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;

namespace Notebooks.Handouts.Page;

/// <summary>The checks on a page, with the address of each.</summary>
internal sealed record CheckList(CheckSummary Summary, IReadOnlyList<(string Id, string Claim)> Checks)
{
    private const int LongestClaim = 100;

    /// <summary>Finds the checks in the outputs of <paramref name="text"/>, and gives each an address.</summary>
    public static CheckList Find(IElement text)
    {
        var checks = new List<(string, string)>();
        var failed = 0;
        foreach (var check in text.QuerySelectorAll(".nb-output").SelectMany(CheckSummary.In))
        {
            if (string.IsNullOrEmpty(check.Id))
                check.Id = string.Create(CultureInfo.InvariantCulture, $"nb-check-{checks.Count + 1}");
            if (CheckSummary.HasFailed(check))
                failed++;
            var claim = Outline.PlainText(check.QuerySelector(".ll-claim") ?? check);
            checks.Add((check.Id, claim.Length <= LongestClaim ? claim : claim[..LongestClaim] + "..."));
        }
        return new CheckList(new CheckSummary(checks.Count - failed, failed), checks);
    }

    /// <summary>What the foot of the page says of them.</summary>
    public string Html(HandoutOptions options)
    {
        var ran = options.Ran
            ? "It was run from top to bottom for this page."
            : "It was not run for this page: the outputs are those that it holds.";
        if (Checks.Count == 0)
            return $"<p class=\"nb-checked\">{ran} It shows no checks.</p>";

        var html = new StringBuilder($"<p class=\"nb-checked\">{ran}</p>\n<details class=\"nb-checks\"><summary>{Summary}</summary>\n<ol>\n");
        foreach (var (id, claim) in Checks)
            html.Append($"<li><a href=\"#{Uri.EscapeDataString(id)}\">{WebUtility.HtmlEncode(claim)}</a></li>\n");
        return html.Append("</ol></details>").ToString();
    }
}
