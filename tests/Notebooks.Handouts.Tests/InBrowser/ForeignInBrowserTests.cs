using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.InBrowser;

/// <summary>What a notebook of another world brings: its style sheets.</summary>
public class ForeignInBrowserTests(Browser browser)
{
    [Fact]
    public async Task A_style_sheet_of_a_notebook_holds_in_its_cells_and_never_for_the_page_around_them()
    {
        string[] sheets =
        [
            "p { color: rgb(1, 2, 3) } :root { --mine: 3px; --nb-paper: red } .mine { padding: var(--mine) }",
            "body, .nb-bar, .nb-checked, .nb-prompt, .nb-error-title, .nb-skip { color: red !important; display: none !important }",
            "} .nb-footer, .nb-checked { color: red !important } .a { b: } } } .nb-checked { color: red !important }",
            "x{y:url( } .z){}} .nb-checked { color: red !important }",
            "x{y:\\75 rl({ } } } .nb-checked { color: red !important }",
            ".ll-a { body:has(&) .nb-checked { color: red !important } } .ll-a { + .b, .nb-checked:not(&) { color: red !important } }",
            ".ll-a { .nb-checked:not(.b, &), .nb-checked:not(:is(.c), &), .nb-checked:not(:is(.c;, &)), .nb-checked:not(:is([)];, &)) { color: red !important } } .ll-a, .nb-checked { color: red !important }",
            "@media all { .ll-a, .nb-checked { color: red !important } } @media all { .nb-checked { color: red !important } } @supports (color: red) { } } .nb-checked { color: red !important }",
            "@property --nb-text { syntax: '*'; inherits: false } @property --nb-paper { syntax: '<color>'; inherits: false; initial-value: red }",
            "@scope (html) { .nb-checked { color: red !important } } @scope { .nb-checked { color: red !important } }",
            "/* } */ a::before { content: '}' } } .nb-checked { color: red !important } /* open",
            "b::before { content: 'open } .nb-checked { color: red !important }\n} .nb-checked { color: red !important }",
        ];
        var cells = sheets.Select((sheet, number) => CodeCell($"c{number}", Display(("text/html", $"<style>{sheet}</style><p class=\"mine\">x</p>"))));
        var notebook = Notebook([TextCell("# T\n\nProse."), CodeCell("e", new ErrorOutput("E", "wrong", [])), .. cells]);
        await using var plain = await browser.OpenAsync(Renderer.Render(Notebook(TextCell("# T\n\nProse."), CodeCell("e", new ErrorOutput("E", "wrong", []))), "n").Html);
        await using var open = await browser.OpenAsync(Renderer.Render(notebook, "n").Html);

        const string frame = """
            ['body', '.nb-bar', '.nb-checked', '.nb-footer', '.nb-prompt', '.nb-error-title', 'h1'].map(name => {
              const style = getComputedStyle(document.querySelector(name));
              return [name, style.color, style.display, style.backgroundColor].join(' ');
            })
            """;
        Assert.Equal(await plain.AskAsync<string[]>(frame), await open.AskAsync<string[]>(frame));
        // Across the cells of the notebook they hold, as an author may mean them to.
        Assert.Equal(["rgb(1, 2, 3)", "3px"], await open.AskAsync<string[]>("[getComputedStyle(document.querySelector('.nb-cell-text p')).color, getComputedStyle([...document.querySelectorAll('.mine')].at(-1)).padding]"));
    }
}
