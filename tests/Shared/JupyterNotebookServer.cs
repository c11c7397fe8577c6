using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Tests;

/// <summary>A Jupyter Notebook server of its own: its kernels, settings and files lie in a temporary folder, which goes with it.</summary>
internal sealed class JupyterNotebookServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/jupyter-notebook";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder;
    private readonly string _token = Guid.NewGuid().ToString("N");
    private readonly Process _process;
    private string _address = "";

    private JupyterNotebookServer(string folder)
    {
        _folder = folder;
        var start = new ProcessStartInfo(Program,
        [
            "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={FreePort()}", $"--NotebookApp.token={_token}",
            $"--notebook-dir={Files}",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, place) in ((string, string)[])[("JUPYTER_DATA_DIR", Data), ("JUPYTER_RUNTIME_DIR", Runtime), ("JUPYTER_CONFIG_DIR", Folder("config")), ("IPYTHONDIR", Folder("ipython"))])
            start.Environment[variable] = place;
        _process = Process.Start(start)!;
        // What nobody reads would fill the pipe, and stop the server.
        _process.OutputDataReceived += (_, line) => Log(line.Data);
        _process.ErrorDataReceived += (_, line) => Log(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The folder whose files the server shows.</summary>
    public string Files => Folder("files");

    /// <summary>What the server wrote.</summary>
    public string Output { get; private set; } = "";

    private string Data => Folder("data");

    private string Runtime => Folder("runtime");

    /// <summary>Starts a server; where Jupyter Notebook is not installed, the test is skipped.</summary>
    /// <param name="prepare">Fills the folder of the server's files (first) and that of its kernels (second) before it starts.</param>
    public static async Task<JupyterNotebookServer> StartAsync(Action<string, string> prepare)
    {
        if (!File.Exists(Program))
            Witness.IsMissing($"There is no {Program} (Debian: jupyter-notebook).");

        var folder = Directory.CreateTempSubdirectory("jupyter-notebook-").FullName;
        prepare(Directory.CreateDirectory(Path.Combine(folder, "files")).FullName, Directory.CreateDirectory(Path.Combine(folder, "data")).FullName);
        var server = new JupyterNotebookServer(folder);
        try
        {
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of a page, with the key that opens it.</summary>
    /// <param name="path">Such as <c>notebooks/a.ipynb</c>, where <c>notebooks</c> is the server's name for a page that runs a file.</param>
    public Uri Page(string path) => new($"{_address}{path}?token={_token}");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntilReadyAsync()
    {
        using var client = new HttpClient();
        for (var begun = Stopwatch.StartNew(); begun.Elapsed < Patience; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            if (_process.HasExited)
                Assert.Fail($"The notebook server ended:\n{Output}");
            // The port that it got, which need not be the one it was asked to take.
            var info = Path.Combine(Runtime, $"nbserver-{_process.Id}.json");
            try
            {
                if (!File.Exists(info) || JsonNode.Parse(await File.ReadAllTextAsync(info))?["url"] is not { } url)
                    continue;
                _address = (string)url!;
                if ((await client.GetAsync(Page("api"), TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException)
            {
                // It is half-way there.
            }
        }
        Assert.Fail($"The notebook server does not answer:\n{Output}");
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    private void Log(string? line)
    {
        lock (_process)
            Output += line + "\n";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
