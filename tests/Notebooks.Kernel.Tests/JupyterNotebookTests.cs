using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Notebooks.Kernel.Tests;

/// <summary>The kernel as a learner meets it: behind Jupyter Notebook, in a browser, by keyboard and buttons.</summary>
public sealed class JupyterNotebookTests(Browser browser)
{
    private const string Notebook = "00-start-here.ipynb";

    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    [Fact]
    public async Task A_course_notebook_is_stepped_through_completed_interrupted_and_restarted()
    {
        await using var server = await JupyterNotebookServer.StartAsync((files, data) =>
        {
            OurKernel.Spec.Install(data);
            Directory.CreateDirectory(Path.Combine(files, "course"));
            File.Copy(Path.Combine(Root, "notebooks", Notebook), Path.Combine(files, "course", Notebook));
            Directory.CreateDirectory(Path.Combine(files, "artifacts"));
            Directory.CreateSymbolicLink(Path.Combine(files, "artifacts", "notebooks"), Path.Combine(Root, "artifacts", "notebooks"));
        });
        await using var open = await browser.OpenAsync(server.Page($"notebooks/course/{Notebook}"));
        var page = open.Page;
        await WaitAsync(page, "() => window.Jupyter?.notebook?._fully_loaded && Jupyter.notebook.kernel?.is_connected() && !Jupyter.notebook.kernel_busy");
        Assert.Equal(".net-csharp", await page.EvaluateAsync<string>("Jupyter.notebook.kernel.name"));

        await StepThrough(page);
        await Complete(page);
        await InterruptAndGoOn(page);
        await Restart(page);
        Assert.Empty(open.Requests);
    }

    private static async Task StepThrough(IPage page)
    {
        var cells = await page.EvaluateAsync<int>("Jupyter.notebook.ncells()");
        await page.EvaluateAsync("Jupyter.notebook.select(0); Jupyter.notebook.command_mode(); Jupyter.notebook.focus_cell();");
        for (var i = 0; i < cells; i++)
        {
            await page.Keyboard.PressAsync("Shift+Enter");
            await WaitAsync(page, "i => { const c = Jupyter.notebook.get_cell(i); return c.cell_type != 'code' || (typeof c.input_prompt_number == 'number' && !Jupyter.notebook.kernel_busy); }", i);
            Assert.Equal("", await page.EvaluateAsync<string>("i => Jupyter.notebook.get_cell(i).element.find('.output_error').text()", i));
        }

        Assert.NotEqual(0, await page.Locator(".output_area svg").CountAsync());
        Assert.All(await page.Locator(".output_area svg").EvaluateAllAsync<double[]>("all => all.map(svg => svg.getBoundingClientRect().width)"), width => Assert.True(width > 20));
        await page.Locator(".text_cell_render .MathJax, .text_cell_render .MathJax_Display").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(0, await page.Locator(".MathJax_Error, .MathJax .merror").CountAsync());
    }

    private static async Task Complete(IPage page)
    {
        await NewCell(page, "");
        await page.Keyboard.TypeAsync("Console.WriteL");
        await page.Keyboard.PressAsync("Tab");
        await WaitAsync(page, "() => Jupyter.notebook.get_selected_cell().get_text() == 'Console.WriteLine'");

        // One of several, chosen from the menu: a name that a cell of the course declared, and what is offered for it.
        await NewCell(page, "var scores = new[] { 1, 2 };");
        await Run(page);
        await NewCell(page, "");
        await page.Keyboard.TypeAsync("scores.");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator("#complete").WaitForAsync();
        Assert.Contains("Length", await page.Locator("#complete").InnerTextAsync());
        await page.Keyboard.PressAsync("Escape");
    }

    private static async Task InterruptAndGoOn(IPage page)
    {
        await NewCell(page, "var kept = 17; Console.WriteLine(\"begun\"); while (true) { }");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Locator(".cell.selected .output_stdout").WaitForAsync();
        await page.Locator("[data-jupyter-action='jupyter-notebook:interrupt-kernel']").ClickAsync();
        await page.Locator(".cell.selected .output_error").WaitForAsync();
        Assert.Equal("The cell was interrupted.", (await page.Locator(".cell.selected .output_error").InnerTextAsync()).Trim());

        await NewCell(page, "kept + 1");
        Assert.Contains("18", await Run(page));
    }

    private static async Task Restart(IPage page)
    {
        await page.Locator("[data-jupyter-action='jupyter-notebook:confirm-restart-kernel']").ClickAsync();
        await page.Locator(".modal-dialog .btn-danger").ClickAsync();
        await WaitAsync(page, "() => !document.querySelector('.modal-dialog') && Jupyter.notebook.kernel.is_connected() && !Jupyter.notebook.kernel_busy");

        await NewCell(page, "kept");
        Assert.Contains("CS0103", await Run(page));
        await NewCell(page, "1 + 1");
        Assert.Contains("2", await Run(page));
    }

    private static Task NewCell(IPage page, string code) => page.EvaluateAsync(
        """
        code => {
            const cell = Jupyter.notebook.insert_cell_at_bottom('code');
            Jupyter.notebook.select(Jupyter.notebook.find_cell_index(cell));
            cell.set_text(code);
            Jupyter.notebook.edit_mode();
            cell.focus_editor();
        }
        """, code);

    /// <summary>Runs the selected cell by keyboard, and gives the text of its output.</summary>
    private static async Task<string> Run(IPage page)
    {
        await page.Keyboard.PressAsync("Control+Enter");
        await WaitAsync(page, "() => typeof Jupyter.notebook.get_selected_cell().input_prompt_number == 'number' && !Jupyter.notebook.kernel_busy");
        return await page.EvaluateAsync<string>("Jupyter.notebook.get_selected_cell().element.find('.output').text()");
    }

    private static Task WaitAsync(IPage page, string condition, object? argument = null) =>
        page.WaitForFunctionAsync(condition, argument, new() { Timeout = 120_000 });

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
