using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;
using Notebooks.Jupyter;

namespace Notebooks.Cli.Tests;

/// <summary><c>notebooks kernel install</c>, <c>list</c> and <c>uninstall</c>, in data directories of the tests' own.</summary>
public sealed class KernelInstallTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("install-").FullName;

    private string Data => Path.Combine(_root, "share", "jupyter");

    private string SpecFolder => Path.Combine(Data, "kernels", ".net-csharp");

    public void Dispose()
    {
        // Windows lets go of a program's files a little after the program.
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(_root, recursive: true);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && attempt < 50)
            {
                Thread.Sleep(100);
            }
        }
    }

    [Fact]
    public async Task An_installed_kernel_stands_on_its_own_and_Jupyter_finds_it()
    {
        var installed = await NotebooksAsync("kernel", "install", "--prefix", _root);

        Assert.Equal(0, installed.ExitCode);
        Assert.Contains($"Installed .NET (C#) 0.1.0 in {SpecFolder}", installed.StandardOutput);
        Assert.Contains("Select Kernel > Jupyter Kernel... > .NET (C#)", installed.StandardOutput);
        var spec = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(SpecFolder, "kernel.json"), TestContext.Current.CancellationToken))!;
        var argv = spec["argv"]!.AsArray().Select(argument => (string)argument!).ToArray();
        var program = Path.GetDirectoryName(argv[1])!;
        Assert.True(File.Exists(argv[0]) && Path.GetFileNameWithoutExtension(argv[0]) == "dotnet", argv[0]);
        Assert.Equal([Path.Combine(program, "Notebooks.Kernel.dll"), "--connection-file", "{connection_file}"], argv[1..]);
        Assert.Equal(SpecFolder, Path.GetDirectoryName(program));
        Assert.Equal(("C#", "message"), ((string?)spec["language"], (string?)spec["interrupt_mode"]));
        Assert.Equal((32, 32), SizeOfPng(Path.Combine(SpecFolder, "logo-32x32.png")));
        Assert.Equal((64, 64), SizeOfPng(Path.Combine(SpecFolder, "logo-64x64.png")));
        Assert.StartsWith("<svg", await File.ReadAllTextAsync(Path.Combine(SpecFolder, "logo-svg.svg"), TestContext.Current.CancellationToken));
        Assert.Equal(IsCompiledAhead(Path.Combine(program, "Microsoft.CodeAnalysis.CSharp.dll")), !installed.StandardOutput.Contains("starts slower"));

        // What it loads lies beside it or belongs to .NET: nothing of the folder that it was installed from.
        await using (var kernel = await StartAsync())
        {
            var loaded = await RunAsync(kernel, """
                string.Join('\n', AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && a.Location != "")
                    .Select(a => System.IO.Path.GetDirectoryName(a.Location)).Distinct().OrderBy(folder => folder == AppContext.BaseDirectory.TrimEnd('/', '\\')))
                """);
            Assert.Equal([Path.GetDirectoryName(typeof(object).Assembly.Location), program], loaded.Split('\n'));
        }

        var listed = await NotebooksAsync("kernel", "list");
        Assert.Contains($".net-csharp", listed.StandardOutput);
        Assert.Matches(@"version 0\.1\.0, starts in \d+\.\d s", listed.StandardOutput);

        var python = "/usr/bin/python3";
        if (!File.Exists(python) || (await InJupyter(CliWrap.Cli.Wrap(python).WithArguments(["-c", "import jupyter_client"]))).ExitCode != 0)
            Witness.IsMissing("There is no Python with jupyter_client (Debian: python3-jupyter-client).");
        var found = await InJupyter(CliWrap.Cli.Wrap(python).WithArguments(["-c", """
            from jupyter_client.kernelspec import KernelSpecManager
            from jupyter_client.manager import start_new_kernel
            print(KernelSpecManager().find_kernel_specs()[".net-csharp"])
            manager, client = start_new_kernel(kernel_name=".net-csharp", startup_timeout=120)
            request = client.execute("6 * 7")
            while True:
                message = client.get_iopub_msg(timeout=120)
                if message["msg_type"] == "execute_result":
                    print(message["content"]["data"]["text/plain"])
                    break
            manager.shutdown_kernel(now=True)
            """]));
        Assert.Equal($"{SpecFolder}\n42\n", found.StandardOutput);
    }

    [Fact]
    public async Task A_later_install_leaves_the_files_of_a_running_kernel_until_it_has_ended()
    {
        await NotebooksAsync("kernel", "install");
        var current = Assert.Single(Directory.GetDirectories(SpecFolder));
        // An earlier version, as an earlier install would have left it.
        var earlier = Path.Combine(SpecFolder, "0.0.9-00000000");
        Directory.Move(current, earlier);
        var json = Path.Combine(SpecFolder, "kernel.json");
        File.WriteAllText(json, File.ReadAllText(json).Replace(Path.GetFileName(current), Path.GetFileName(earlier)));

        await using (var kernel = await StartAsync())
        {
            var again = await NotebooksAsync("kernel", "install");

            Assert.Contains($"A kernel that runs still uses {earlier}.", again.StandardOutput);
            Assert.Contains(Path.GetFileName(current), await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
            Assert.Equal([earlier, current], Directory.GetDirectories(SpecFolder).Order());
            Assert.Equal("42", await RunAsync(kernel, "6 * 7"));
            Assert.Equal("System.Linq.Enumerable", await RunAsync(kernel, "typeof(Enumerable).FullName"));

            var refused = await NotebooksAsync("kernel", "uninstall");
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains($"A kernel that runs uses {earlier}. Shut it down", refused.StandardError);
        }

        Assert.Equal(0, (await NotebooksAsync("kernel", "install")).ExitCode);
        Assert.Equal([current], Directory.GetDirectories(SpecFolder));

        File.Delete(Path.Combine(current, "Notebooks.Jupyter.dll"));
        Assert.Contains("version 0.1.0, does not start: ", (await NotebooksAsync("kernel", "list")).StandardOutput);

        var removed = await NotebooksAsync("kernel", "uninstall");
        Assert.Equal(0, removed.ExitCode);
        Assert.Contains($"Removed {SpecFolder}", removed.StandardOutput);
        Assert.False(Directory.Exists(SpecFolder));
        Assert.Equal((2, $"There is no kernel in {SpecFolder}."), Failure(await NotebooksAsync("kernel", "uninstall")));
    }

    [Fact]
    public async Task A_kernel_of_somebody_else_is_replaced_only_by_force()
    {
        const string Foreign = """{"argv":["dotnet","interactive","jupyter","{connection_file}"],"display_name":".NET (C#)","language":"C#"}""";
        Directory.CreateDirectory(SpecFolder);
        var json = Path.Combine(SpecFolder, "kernel.json");
        File.WriteAllText(json, Foreign);

        var refused = await NotebooksAsync("kernel", "install");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("Another kernel is installed by this name: '.NET (C#)', started by: dotnet interactive jupyter {connection_file}", refused.StandardError);
        Assert.Contains("notebooks kernel install --force", refused.StandardError);
        var notRemoved = await NotebooksAsync("kernel", "uninstall");
        Assert.Equal(2, notRemoved.ExitCode);
        Assert.Contains("is not this one", notRemoved.StandardError);
        Assert.Equal(Foreign, await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
        Assert.Equal(["kernel.json"], Directory.EnumerateFileSystemEntries(SpecFolder).Select(Path.GetFileName));

        Assert.Equal(0, (await NotebooksAsync("kernel", "install", "--force")).ExitCode);
        Assert.Contains("Notebooks.Kernel.dll", await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_places_at_once_are_refused()
    {
        Assert.Equal((2, "--user and --prefix name two places. Take one of them."), Failure(await NotebooksAsync("kernel", "install", "--user", "--prefix", _root)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    private Task<BufferedCommandResult> NotebooksAsync(params string[] arguments) => InJupyter(NotebooksCommand.In(_root, arguments));

    private async Task<BufferedCommandResult> InJupyter(Command command) => await command
        .WithEnvironmentVariables(variables => variables.Set("JUPYTER_DATA_DIR", Data).Set("JUPYTER_RUNTIME_DIR", Path.Combine(_root, "runtime")))
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    private Task<KernelClient> StartAsync() =>
        KernelClient.StartAsync(KernelSpec.Read(SpecFolder), _root, TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

    private static async Task<string> RunAsync(KernelClient kernel, string code)
    {
        var outputs = new OutputCollector();
        var reply = await kernel.ExecuteAsync(code, outputs.Add, TestContext.Current.CancellationToken);
        Assert.True(reply.Status == "ok", reply.Error?.Value);
        return (string)Assert.IsType<ExecuteResult>(Assert.Single(outputs.Outputs)).Data["text/plain"]!;
    }

    private static (int, string) Failure(BufferedCommandResult result) => (result.ExitCode, result.StandardError.Trim());

    private static bool IsCompiledAhead(string library)
    {
        using var reader = new PEReader(File.OpenRead(library));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static (int Width, int Height) SizeOfPng(string file)
    {
        var bytes = File.ReadAllBytes(file);
        Assert.Equal("PNG", System.Text.Encoding.ASCII.GetString(bytes, 1, 3));
        return (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }
}
