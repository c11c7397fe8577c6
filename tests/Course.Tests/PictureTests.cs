using System.Text.Json;
using Microsoft.Playwright;
using Notebooks;
using Notebooks.Kernel;

namespace Course.Tests;

/// <summary>A picture of every kind, as two front ends show it.</summary>
public sealed class PictureTests(Browser browser)
{
    private const string Notebook = "pictures.ipynb";

    /// <summary>What of a cell's pictures must be the same wherever they are shown; it is read by the browser.</summary>
    private const string Describe =
        """
        outputs => JSON.stringify(outputs.map(output => {
          const words = text => text.replace(/\s+/g, ' ').trim();
          const tex = [...output.querySelectorAll('script[type^="math/tex"], annotation[encoding="application/x-tex"]')].map(source => words(source.textContent));
          const copy = output.cloneNode(true);
          copy.querySelectorAll('br').forEach(line => line.replaceWith(' '));
          copy.querySelectorAll('script, style, .prompt, .output_prompt, .katex, .MathJax, .MathJax_Preview, .ll-chart-plot, .ll-chart-missing').forEach(part => part.remove());
          const structure = [], places = [];
          const place = (element, frame) => {
            const [box, room] = [element.getBoundingClientRect(), frame.getBoundingClientRect()];
            if (room.width > 0 && room.height > 0) // a drawing of marks for others has no size
              places.push((box.left - room.left) / room.width, (box.top - room.top) / room.height, box.width / room.width, box.height / room.height);
          };
          for (const figure of output.querySelectorAll('.ll-figure')) {
            for (const element of [figure, ...figure.querySelectorAll('*')]) {
              if (element.closest('.ll-chart-plot') && !element.matches('.ll-chart-plot') || element.matches('script, style')) continue;
              structure.push([element.localName, ...[...element.classList].filter(name => name.startsWith('ll-'))].join('.') + (element.checkVisibility() ? '' : ' (hidden)'));
              if (element.matches('td, th')) structure.push(getComputedStyle(element).textAlign, getComputedStyle(element).fontWeight);
              if (element.matches('.ll-positive, .ll-negative')) structure.push(/, 0\)$|\/ 0\)$/.test(getComputedStyle(element).backgroundColor) ? 'not coloured' : 'coloured');
            }
            // Drawings by their shapes, charts by their marks on the plot area, whose height depends on the font. A marker is a point.
            for (const drawing of figure.querySelectorAll('svg:not(.main-svg)')) {
              if (drawing.closest('.ll-chart-plot')) continue;
              drawing.querySelectorAll('rect, circle, ellipse, line, path, polygon').forEach(shape => place(shape, drawing));
            }
            figure.querySelectorAll('span.ll-box').forEach(box => places.push(box.offsetWidth / 100, box.offsetHeight / 100));
            for (const plot of figure.querySelectorAll('.ll-chart-plot')) {
              plot.querySelectorAll('.js-line, .heatmaplayer image').forEach(mark => place(mark, plot.querySelector('.nsewdrag')));
              plot.querySelectorAll('.points path').forEach(mark => {
                const [box, room] = [mark.getBoundingClientRect(), plot.querySelector('.nsewdrag').getBoundingClientRect()];
                places.push((box.left + box.width / 2 - room.left) / room.width, (box.top + box.height / 2 - room.top) / room.height);
              });
              structure.push(...[...plot.querySelectorAll('text')].map(text => text.textContent));
            }
          }
          return { text: words(copy.textContent), tex, structure, places };
        }))
        """;

    private sealed record Picture(string Text, string[] Tex, string[] Structure, double[] Places);

    [Fact]
    public async Task A_cell_shows_the_same_picture_in_Jupyter_Notebook_and_in_a_handout()
    {
        var source = Path.Combine(CourseFolder.Root, "tests", "Course.Tests", Notebook);
        var cells = NotebookFile.Read(source).Cells;
        await using var server = await JupyterNotebookServer.StartAsync((files, data) =>
        {
            CSharpKernel.Spec("dotnet", Path.Combine(AppContext.BaseDirectory, "Notebooks.Cli.dll"), "kernel", "start").Install(data);
            File.Copy(source, Path.Combine(Directory.CreateDirectory(Path.Combine(files, "notebooks")).FullName, Notebook));
            Directory.CreateDirectory(Path.Combine(files, "artifacts"));
            Directory.CreateSymbolicLink(Path.Combine(files, "artifacts", "notebooks"), Path.Combine(CourseFolder.Root, "artifacts", "notebooks"));
        });
        var export = NotebooksCommand.RunAsync(server.Files, "export", Path.Combine("notebooks", Notebook), "--output", "handouts");

        await using var jupyter = await browser.OpenAsync(server.Page($"notebooks/notebooks/{Notebook}"));
        await WaitAsync(jupyter.Page, "window.Jupyter?.notebook?._fully_loaded && Jupyter.notebook.kernel?.is_connected() && !Jupyter.notebook.kernel_busy");
        await jupyter.Page.EvaluateAsync("Jupyter.notebook.execute_all_cells()");
        await WaitAsync(jupyter.Page, "Jupyter.notebook.get_cells().every(cell => typeof cell.input_prompt_number === 'number') && !Jupyter.notebook.kernel_busy");
        await jupyter.Page.EvaluateAsync("new Promise(done => MathJax.Hub.Queue(done))");
        var result = await export;
        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
        await using var handout = await browser.OpenAsync(await File.ReadAllTextAsync(Path.Combine(server.Files, "handouts", "pictures.html"), TestContext.Current.CancellationToken));

        var inJupyter = await PicturesAsync(jupyter, "Jupyter.notebook.get_cells().map(cell => cell.element[0].querySelector('.output'))");
        var inHandout = await PicturesAsync(handout, "[...document.querySelectorAll('.nb-cell-code')].map(cell => cell.querySelector('.nb-output') ?? document.createElement('p'))");

        Assert.Equal(cells.Count, inJupyter.Count);
        Assert.Equal(cells.Count, inHandout.Count);
        Assert.All(cells.Zip(inJupyter, inHandout).Skip(1), cell => // the first one loads the library and shows nothing
        {
            var (name, (text, tex, structure, places), other) = (cell.First.Id, cell.Second, cell.Third);
            Assert.True(text != "" || tex.Length > 0, $"{name} shows nothing.");
            Assert.Equal($"{name}: {text}", $"{name}: {other.Text}");
            Assert.Equal(tex, other.Tex);
            Assert.Equal(structure, other.Structure);
            if (name.Split('-')[0] is "shapes" && name != "shapes-check" || name.Split('-')[0] is "graph" or "chart" or "diagram")
                Assert.NotEmpty(places); // something was drawn
            Assert.Equal(places.Length, other.Places.Length);
            Assert.All(places.Zip(other.Places), place => Assert.Equal(place.First, place.Second, tolerance: 0.01));
        });

        Assert.Equal("Step 3 of 12", await ThreeStepsAsync(jupyter.Page));
        Assert.Equal("Step 3 of 12", await ThreeStepsAsync(handout.Page));
        Assert.Empty(jupyter.Requests);
        Assert.Empty(handout.Requests);
        Assert.Empty(handout.Console);
    }

    private static async Task<IReadOnlyList<Picture>> PicturesAsync(OpenPage open, string outputs)
    {
        await WaitAsync(open.Page, "[...document.querySelectorAll('.ll-chart-plot')].every(plot => plot.querySelector('svg.main-svg .nsewdrag'))");
        // A plot gives room to its ticks and its bar of colours after it is first drawn.
        await open.Page.WaitForFunctionAsync(
            """
            () => {
              const [last, now] = [window.testWidths, [...document.querySelectorAll('.nsewdrag')].map(area => area.getBoundingClientRect().width).join()];
              window.testWidths = now;
              return now === last;
            }
            """, null, new() { PollingInterval = 500 });
        return JsonSerializer.Deserialize<Picture[]>(await open.AskAsync<string>($"({Describe})({outputs})"), JsonSerializerOptions.Web)!;
    }

    private static async Task<string?> ThreeStepsAsync(IPage page)
    {
        for (var i = 0; i < 3; i++)
            await page.Locator("[data-ll-go='1']").First.ClickAsync();
        return await page.Locator(".ll-step-status").First.TextContentAsync();
    }

    private static Task WaitAsync(IPage page, string condition) => page.WaitForFunctionAsync(condition, null, new() { Timeout = 240_000 });
}
