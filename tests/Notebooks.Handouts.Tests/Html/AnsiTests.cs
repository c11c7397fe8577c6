using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Html;

public class AnsiTests
{
    [Theory]
    [InlineData("plain <b> & text", "plain &lt;b&gt; &amp; text")]
    [InlineData("\e[1mbold\e[22m \e[3mslanted\e[23m \e[4mline\e[24m \e[9mgone\e[0m.", "<span class=\"nb-bold\">bold</span> <span class=\"nb-italic\">slanted</span> <span class=\"nb-underline\">line</span> <span class=\"nb-struck\">gone</span>.")]
    [InlineData("\e[1;4mboth\e[m.", "<span class=\"nb-bold nb-underline\">both</span>.")]
    [InlineData("\e[2;7mback\e[27m.", "<span class=\"nb-dim nb-inverse\">back</span><span class=\"nb-dim\">.</span>")]
    [InlineData("\e[48;5;231;38;5;16mx", "<span style=\"background:#ffffff;color:#000000\">x</span>")]
    [InlineData("\e[48;2;10;20;30mx", "<span style=\"background:#0a141e;color:#ffffff\">x</span>")]
    [InlineData("\e[48:2::255:255:0mx\e[49my", "<span style=\"background:#ffff00;color:#000000\">x</span>y")]
    [InlineData("\e]0;title\a\e[2K\e[1A\e[?25l\e(B\bx\0", "x")]
    [InlineData("\e]8;;https://example.org\e\\link\e]8;;\e\\", "link")]
    [InlineData("\e[38;5;300m\e[38;7mx", "x")]
    [InlineData("10%\r50%\r100%\r\nnext\r\n", "100%\nnext")]
    [InlineData("done\r", "done")]
    public void Text_looks_as_a_terminal_would_show_it(string text, string html) =>
        Assert.Equal($"<pre><samp>{html}</samp></pre>", Output(new StreamOutput("stdout", text)));

    [Fact]
    public void Every_text_colour_can_be_read_on_a_light_page_and_on_a_dark_one()
    {
        for (var colour = 0; colour < 256; colour++)
        {
            var html = Output(new StreamOutput("stdout", $"\e[38;5;{colour}mx"));
            var colours = System.Text.RegularExpressions.Regex.Matches(html, "#([0-9a-f]{6})").Select(match => Convert.ToInt32(match.Groups[1].Value, 16)).ToList();

            // The paper of outputs without a colour of their own, and the panels of errors and messages.
            Assert.All([0xfffdf9, 0xfbf4e1, 0xfcefec], paper => Assert.True(Contrast(colours[0], paper) >= 4.5, $"{colour} on light {paper:x6}: {html}"));
            Assert.All([0x17191d, 0x2e291c, 0x331f1f], paper => Assert.True(Contrast(colours[^1], paper) >= 4.5, $"{colour} on dark {paper:x6}: {html}"));
        }
    }

    // WCAG 2.2, "contrast ratio" and "relative luminance".
    private static double Contrast(int one, int other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(int rgb)
    {
        double[] linear = [.. new[] { rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff }.Select(c => c / 255.0).Select(c => c <= 0.03928 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }
}
