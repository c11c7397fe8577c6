using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Safety;

public class SanitiserTests
{
    // Ways to a script that have worked somewhere, from the OWASP cheat sheet and the tests of DOMPurify's kind; the texts are our own.
    [Theory]
    [InlineData("<script>run()</script>")]
    [InlineData("<SCRIPT SRC=//e.example/x.js></SCRIPT>")]
    [InlineData("<img src=x onerror=run()>")]
    [InlineData("<img/src=x/onerror=run()>")]
    [InlineData("<svg onload=run()>")]
    [InlineData("<svg><script>run()</script></svg>")]
    [InlineData("<svg><script xlink:href=\"data:,run()\"/></svg>")]
    [InlineData("<svg><a xlink:href=\"javascript:run()\"><text>x</text></a></svg>")]
    [InlineData("<svg><a><animate attributeName=href values=javascript:run() /><text>x</text></a></svg>")]
    [InlineData("<svg><set attributeName=onmouseover to=run() /></svg>")]
    [InlineData("<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='run()'/></svg>#x\"/></svg>")]
    [InlineData("<svg><foreignObject><iframe srcdoc='<script>run()</script>'></iframe></foreignObject></svg>")]
    [InlineData("<a href=\"javascript:run()\">x</a>")]
    [InlineData("<a href=\" &#1; java&#10;script&colon;run()\">x</a>")]
    [InlineData("<a href=\"JaVaScRiPt:run()\">x</a>")]
    [InlineData("<a href=\"vbscript:run()\">x</a>")]
    [InlineData("<a href=\"data:text/html,<script>run()</script>\">x</a>")]
    [InlineData("<iframe srcdoc=\"<script>run()</script>\"></iframe>")]
    [InlineData("<object data=\"javascript:run()\"></object><embed src=\"javascript:run()\">")]
    [InlineData("<form action=\"javascript:run()\"><button formaction=\"javascript:run()\">x</button></form>")]
    [InlineData("<details open ontoggle=run()>x</details>")]
    [InlineData("<math><maction actiontype=\"statusline#http://e\" xlink:href=\"javascript:run()\">x</maction></math>")]
    [InlineData("<math href=\"javascript:run()\">x</math>")]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=run()&gt;\">")]
    [InlineData("<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=run()></style></annotation-xml></math>")]
    [InlineData("<svg><style><img src=x onerror=run()></style></svg>")]
    [InlineData("<svg></p><style><a id=\"</style><img src=1 onerror=run()>\">")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=run()>\"></noscript>")]
    [InlineData("<template><script>run()</script></template>")]
    [InlineData("<template shadowrootmode=open><img src=x onerror=run()></template>")]
    [InlineData("<textarea></textarea><img src=x onerror=run()>")]
    [InlineData("<xmp><img src=x onerror=run()></xmp><plaintext><img src=x onerror=run()>")]
    [InlineData("<meta http-equiv=refresh content=\"0;url=javascript:run()\"><base href=\"javascript:run()//\">")]
    [InlineData("<link rel=stylesheet href=\"data:text/css,*{}\"><link rel=import href=x>")]
    [InlineData("<select><option><style></option></select><img src=x onerror=run()></style>")]
    [InlineData("<img src=\"data:image/svg+xml,<svg onload=run()>\" srcset=\"x 1x\" usemap=\"#m\">")]
    [InlineData("<!--><img src=x onerror=run()>-->")]
    [InlineData("<p style=\"background:url(javascript:run())\">x</p>")]
    public void Nothing_that_runs_is_left_of_an_output_or_a_text(string html)
    {
        foreach (var cell in new[] { CodeCell("x", Display(("text/html", html))), TextCell(html), CodeCell("x", Display(("image/svg+xml", html))), CodeCell("x", Display(("text/markdown", html))) })
        {
            var page = Renderer.Render(Notebook(cell), "n", options: new HandoutOptions { KeepGoing = true }).Html;
            // As a browser would: from the bytes.
            var body = Parse(page).QuerySelector("article")!;

            Assert.Empty(body.QuerySelectorAll("script, iframe, object, embed, form, template, noscript, style, link, meta, base, animate, set, textarea, xmp, plaintext, annotation-xml, mglyph"));
            foreach (var attribute in body.QuerySelectorAll("*").SelectMany(element => element.Attributes))
            {
                Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.Name);
                Assert.DoesNotContain("script:", string.Concat(attribute.Name is "alt" or "title" ? "" : attribute.Value.Where(letter => letter > ' ')), StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(attribute.Name, (string[])["srcset", "srcdoc", "formaction", "action", "usemap"]);
            }
        }
    }

    [Theory]
    [InlineData("<table class=\"dataframe\"><caption>c</caption><thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td colspan=\"2\">1</td></tr></tbody></table>")]
    [InlineData("<details open=\"\"><summary>s</summary><p>x</p></details>")]
    [InlineData("<p data-ll-row=\"1\" role=\"note\" aria-label=\"x\" lang=\"de\" dir=\"rtl\" style=\"color: light-dark(#111, #eee); --ll-depth: 0.4; background: color-mix(in srgb, currentColor 20%, transparent)\">x</p>")]
    [InlineData("<math display=\"block\"><semantics><mrow><mi mathvariant=\"bold\">x</mi><mo stretchy=\"false\">(</mo><mfrac linethickness=\"0\"><mn>1</mn><mn>2</mn></mfrac></mrow><annotation encoding=\"application/x-tex\">x</annotation></semantics></math>")]
    [InlineData("<svg viewBox=\"0 0 9 9\" role=\"img\" aria-labelledby=\"ll-t\"><title id=\"ll-t\">T</title><defs><linearGradient id=\"g\" gradientTransform=\"rotate(9)\"><stop offset=\"0\" stop-color=\"red\"></stop></linearGradient><marker id=\"m\" markerWidth=\"3\" refX=\"1\" orient=\"auto\"></marker></defs><path d=\"M0 0\" fill=\"url(#g)\" marker-end=\"url(#m)\" style=\"stroke: var(--ll-line, currentColor)\"></path><text x=\"1\" text-anchor=\"middle\"><tspan dy=\"1\">b</tspan></text><use href=\"#m\"></use></svg>")]
    [InlineData("<div><button type=\"button\" class=\"ll-next\" aria-pressed=\"false\">Next</button><input type=\"range\" min=\"0\" max=\"3\" value=\"1\" aria-label=\"step\"><output>1</output></div>")]
    [InlineData("<script type=\"application/json\" class=\"ll-chart-figure\">{\"a\":\"\\u003Cb\\u003E\"}</script>")]
    [InlineData("<img src=\"data:image/png;base64,AQID\" alt=\"a\" width=\"3\"><a href=\"https://example.org/\">x</a><a href=\"mailto:a@example.org\">m</a><a href=\"#x\">x</a>")]
    public void What_only_shows_something_stays_as_it_is(string html) =>
        Assert.Equal(html, Output(Display(("text/html", html))));

    [Fact]
    public void Style_sheets_stay_as_written_but_for_what_asks_for_other_files()
    {
        var page = Parse(Renderer.Render(Notebook(CodeCell("x", Display(("text/html",
            """
            <style>@import url("https://e.example/a.css"); .ll-a { color: light-dark(red, blue); & b { top: 0 } background: url(https://e.example/b.png), url(data:image/png;base64,AQID) }</style>
            <style>.ll-b { background: u\72l(https://e.example/c.png) }</style>
            <p style="background: url('https://e.example/d.png'); color: red">x</p>
            """)))), "n").Html);
        var sheets = page.QuerySelectorAll("head style").Skip(1).Select(sheet => sheet.TextContent.Trim());

        Assert.Equal([".ll-a { color: light-dark(red, blue); & b { top: 0 } background: none, url(data:image/png;base64,AQID) }"], sheets);
        Assert.Equal("background: none; color: red", page.QuerySelector(".nb-html p")!.GetAttribute("style"));
    }

    [Theory]
    [InlineData("position: fixed; inset: 0; color: red", "position:static; inset: 0; color: red")]
    [InlineData("POSITION : fixed !important; color: red", "position:static; color: red")]
    [InlineData("--a: fixed; position: var(--a); color: red", "--a: fixed; position:static; color: red")]
    [InlineData("position: f\\69xed; inset: 0", null)]
    [InlineData("posi/**/tion: fixed", null)]
    [InlineData("background-position: fixed; position: sticky; top: 0", "background-position: fixed; position: sticky; top: 0")]
    public void Nothing_of_a_notebook_lies_over_the_window(string style, string? left)
    {
        var page = Parse(Renderer.Render(Notebook(CodeCell("x", Display(("text/html", $"<p style=\"{style}\">x</p>")))), "n").Html);

        Assert.Equal(left, page.QuerySelector(".nb-html p")!.GetAttribute("style"));
    }

    [Fact]
    public void An_output_that_is_nothing_but_a_script_shows_its_next_form()
    {
        Assert.Equal("<pre><samp>Figure(3)</samp></pre>", Output(Display(("text/html", "<div id=\"p\"></div><script>draw('p')</script>"), ("text/plain", "Figure(3)"))));
        Assert.Equal("<p>This output is drawn by a script, which a handout does not run.</p>", Output(Display(("text/html", "<script>draw()</script>"))));
        Assert.StartsWith("<img ", Output(Display(("text/html", "<script>draw()</script>"), ("image/png", "AQID"), ("text/plain", "Figure(3)"))));
    }

    [Fact]
    public void Trust_keeps_the_scripts_of_an_author_and_still_lets_nothing_out()
    {
        var page = Parse(Renderer.Render(
            Notebook(CodeCell("x", Display(("text/html", "<p onclick=\"run()\">x</p><script>run()</script><script src=\"https://e.example/a.js\"></script>")))),
            "n", options: new HandoutOptions { Trust = true }).Html);
        var policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content");

        Assert.Equal("run()", page.QuerySelector("article script")!.TextContent);
        Assert.Equal("run()", page.QuerySelector("article p")!.GetAttribute("onclick"));
        Assert.Equal("default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'; base-uri 'none'; form-action 'none'", policy);
    }

    [Fact]
    public void Two_outputs_may_use_the_same_ids()
    {
        const string svg = "<svg viewBox=\"0 0 1 1\"><title id=\"t\">T</title><clipPath id=\"c\"></clipPath><path clip-path=\"url(#c)\" aria-labelledby=\"t\"></path><use href=\"#c\"></use></svg>";
        var article = Article(TextCell("## T\n\n<a id=\"c\"></a>"), CodeCell("x", Display(("text/html", svg)), Display(("text/html", svg))));
        var ids = article.QuerySelectorAll("[id]").Select(element => element.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
        foreach (var drawing in article.QuerySelectorAll("svg"))
        {
            var clip = drawing.QuerySelector("clipPath")!.Id;
            Assert.Equal($"url(#{clip})", drawing.QuerySelector("path")!.GetAttribute("clip-path"));
            Assert.Equal(drawing.QuerySelector("title")!.Id, drawing.QuerySelector("path")!.GetAttribute("aria-labelledby"));
            Assert.Equal($"#{clip}", drawing.QuerySelector("use")!.GetAttribute("href"));
        }
        Assert.Equal("c", article.QuerySelector("p a")!.Id);
    }

    [Fact]
    public void A_drawing_with_a_style_sheet_of_its_own_keeps_it_to_itself()
    {
        const string foreign = "<svg viewBox=\"0 0 1 1\"><defs><style>*{stroke-linecap:butt}</style></defs><path d=\"M0 0\"/></svg>";
        const string ours = "<svg viewBox=\"0 0 1 1\"><style>.ll-a { fill: red } svg .ll-b { fill: blue }</style><path class=\"ll-a\"/></svg>";

        Assert.StartsWith("<img src=\"data:image/svg+xml;base64,", Output(Display(("image/svg+xml", foreign))));
        Assert.StartsWith("<div role=\"img\"", Output(Display(("image/svg+xml", ours))));
    }
}
