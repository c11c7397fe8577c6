using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Tests.Browser))]

namespace Tests;

/// <summary>The Chromium that is installed, headless. Without one its tests are skipped, and fail in CI.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private readonly Lazy<Task<IBrowser>> chromium;
    private readonly string folder = Directory.CreateTempSubdirectory("handouts-").FullName;
    private IPlaywright? playwright;

    public Browser() => chromium = new(LaunchAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens a page from a file, with the network cut and every request but the page itself noted and refused.</summary>
    /// <param name="html">The page.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="scheme">What the system prefers.</param>
    /// <param name="withTools">Lets scripts from outside into the page (axe-core), which its policy would stop.</param>
    /// <param name="withScript">Whether the browser runs the page's script.</param>
    public async Task<OpenPage> OpenAsync(
        string html, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool withTools = false, bool withScript = true)
    {
        var file = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".html");
        await File.WriteAllTextAsync(file, html);
        var address = new Uri(file).AbsoluteUri;
        return await OpenAsync(file, width, scheme, withTools, withScript, (context, open) => context.RouteAsync("**/*", async route =>
        {
            if (route.Request.Url.Split('#')[0] == address)
            {
                await route.ContinueAsync();
                return;
            }
            open.Requests.Add(route.Request.Url);
            await route.AbortAsync();
        }));
    }

    /// <summary>Opens a page of a site, with the network cut and every request but those for the site's own files noted.</summary>
    public Task<OpenPage> OpenFileAsync(string file, string site, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool withTools = false)
    {
        var top = new Uri(site + Path.DirectorySeparatorChar).AbsoluteUri;
        return OpenAsync(file, width, scheme, withTools, withScript: true, (_, open) =>
        {
            open.Page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(top, StringComparison.Ordinal))
                    open.Requests.Add(request.Url);
            };
            return Task.CompletedTask;
        });
    }

    private async Task<OpenPage> OpenAsync(string file, int width, ColorScheme scheme, bool withTools, bool withScript, Func<IBrowserContext, OpenPage, Task> watch)
    {
        var browser = await chromium.Value;
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = scheme,
            Offline = true,
            BypassCSP = withTools,
            JavaScriptEnabled = withScript,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(120_000);

        var page = await context.NewPageAsync();
        var open = new OpenPage(context, page);
        page.Console += (_, message) => open.Say($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => open.Say($"uncaught: {error}");
        await watch(context, open);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        if (withScript)
            await page.EvaluateAsync("document.fonts.ready");
        return open;
    }

    /// <summary>Opens a page of a server on this machine, with every request to another place noted and refused.</summary>
    public async Task<OpenPage> OpenAsync(Uri address)
    {
        var context = await (await chromium.Value).NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 1000 } });
        context.SetDefaultTimeout(120_000);
        var page = await context.NewPageAsync();
        var open = new OpenPage(context, page);
        page.Console += (_, message) => open.Say($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => open.Say($"uncaught: {error}");
        await context.RouteAsync(url => new Uri(url) is { Scheme: "http" or "https" } asked && asked.Authority != address.Authority, async route =>
        {
            open.Requests.Add(route.Request.Url);
            await route.AbortAsync();
        });
        await page.GotoAsync(address.AbsoluteUri);
        return open;
    }

    private async Task<IBrowser> LaunchAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);
        if (chromium is null)
            Witness.IsMissing("No Chromium, Chrome or Edge is installed where this test looks; CHROMIUM may name one.");

        playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Timeout = 120_000,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium.IsValueCreated && chromium.Value.IsCompletedSuccessfully)
            await (await chromium.Value).CloseAsync();
        playwright?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A page in a window of its own, and what it asked for and complained of.</summary>
public sealed class OpenPage(IBrowserContext context, IPage page) : IAsyncDisposable
{
    private readonly List<string> console = [];

    public IPage Page { get; } = page;

    public List<string> Requests { get; } = [];

    public IReadOnlyList<string> Console => console;

    public void Say(string message) => console.Add(message);

    public Task<T> AskAsync<T>(string javaScript) => Page.EvaluateAsync<T>(javaScript);

    /// <summary>Waits until a condition holds, from page to page too. Playwright's own wait runs in the page, whose policy may refuse it.</summary>
    public async Task UntilAsync(string javaScript)
    {
        for (var start = DateTime.UtcNow; DateTime.UtcNow - start < TimeSpan.FromMinutes(2); await Task.Delay(50))
        {
            try
            {
                if (await AskAsync<bool>(javaScript))
                    return;
            }
            catch (PlaywrightException)
            {
                // The page it was asked of is gone: the next one is on its way.
            }
        }
        Assert.Fail($"It never became true: {javaScript}");
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
