using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

/// <summary>Packages, from a feed that is a folder: no test here needs a network.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("packages").FullName;
    private readonly string _feed;
    private readonly string _notebooks;

    public PackageTests()
    {
        _feed = Directory.CreateDirectory(Path.Combine(_directory, "feed")).FullName;
        _notebooks = Directory.CreateDirectory(Path.Combine(_directory, "notebooks")).FullName;
        Configure(_feed);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows keeps a library that a kernel has loaded until it is gone.
        }
    }

    [Fact]
    public async Task Packages_are_found_with_what_they_need_and_a_second_time_without_any_source()
    {
        Pack("Test.Inner", "1.0.0", "public static class Inner { public static int N => 5; }");
        Pack("Test.Outer", "1.0.0", "public static class Outer { public static int Twice => 2 * Inner.N; }", ("Test.Inner", "1.0.0"));
        Pack("Test.Later", "2.0.0", "public static class Later { public static int Thrice => 3 * Inner.N; }", ("Test.Inner", "1.0.0"));
        const string First = "var one = 1;\n#r \"nuget: Test.Outer, 1.0.0\"\none + Outer.Twice + Inner.N";
        const string Second = "#r \"nuget:test.later\"\nLater.Thrice + Outer.Twice";
        await using (var kernel = await StartAsync())
        {
            var messages = new List<IopubMessage>();
            await kernel.ExecuteAsync(First, messages.Add, TestContext.Current.CancellationToken);
            var shown = Assert.Single(messages.OfType<OutputMessage>().Select(message => message.Output).OfType<DisplayOutput>());
            var replaced = Assert.Single(messages.OfType<UpdateDisplayMessage>()).Display;
            Assert.Equal("Getting Test.Outer 1.0.0 ...", (string?)shown.Data["text/plain"]);
            Assert.Equal("Loaded Test.Outer 1.0.0", (string?)replaced.Data["text/plain"]);
            Assert.Equal(shown.DisplayId, replaced.DisplayId);
            Assert.Equal("16", (string?)Assert.Single(messages.OfType<OutputMessage>().Select(message => message.Output).OfType<ExecuteResult>()).Data["text/plain"]);

            Assert.Equal("25", (await kernel.RunAsync(Second)).Ok().Result);
            Assert.Equal("Loaded test.later 2.0.0", Shown(await kernel.RunAsync("#r \"nuget: Test.Outer\"\n#r \"nuget: test.later, 2.*\"")));
        }

        // The same once more, where there is nothing to find packages in, and nobody to ask.
        Directory.Delete(_feed, recursive: true);
        using var silent = new SilentServer();
        Configure(silent.Address);
        await using (var kernel = await StartAsync())
        {
            Assert.Equal("16", (await kernel.RunAsync(First)).Ok().Result);
            Assert.Equal("25", (await kernel.RunAsync(Second)).Ok().Result);
            Assert.Equal(0, silent.Connections);

            // A source that never answers: the restore is stopped with the cell, and its process with it.
            var running = kernel.RunAsync("var kept = 3;\n#r \"nuget: Test.Unknown\"");
            await silent.Connected;
            await kernel.InterruptAsync(TestContext.Current.CancellationToken);
            Assert.Equal("Interrupted", (await running).Error.Name);
            await silent.HungUp;
            Assert.Equal("6", (await kernel.RunAsync("Inner.N + 1")).Ok().Result);
        }
    }

    [Fact]
    public async Task What_cannot_be_found_or_loaded_is_told_with_the_package_and_what_to_do()
    {
        Pack("Test.Shared", "1.0.0", "public static class Shared { public static int N => 1; }");
        Pack("Test.Shared", "1.5.0", "public static class Shared { public static int N => 15; }");
        Pack("Test.Shared", "2.0.0", "public static class Shared { public static int N => 2; }");
        Pack("Test.Shared", "3.0.0-beta", "public static class Shared { public static int N => 3; }");
        Pack("Test.NeedsNew", "1.0.0", "public static class NeedsNew { }", ("Test.Shared", "2.0.0"));
        await using var kernel = await StartAsync();

        Assert.Equal(
            "(2,1): error: #r \"nuget: Test.Sharde\": NuGet says NU1101: Unable to find package Test.Sharde. No packages exist with this id in source(s): feed\n"
            + "Check the spelling of the name, or add the source that has it: #i \"nuget: FOLDER-OR-ADDRESS\".",
            await Error("// comment\n#r \"nuget: Test.Sharde, 1.0.0\""));
        Assert.Matches(
            @"^\(1,1\): error: #r ""nuget: Test\.Shared"": NuGet says NU1102: Unable to find package Test\.Shared with version \(>= 9\.0\.0\)",
            await Error("#r \"nuget: Test.Shared, 9.0.0\""));

        Pack("System.Text.Json", "99.0.0", "[assembly: System.Reflection.AssemblyVersion(\"99.0.0.0\")]");
        Assert.Contains(
            $"#r \"nuget: System.Text.Json\" needs System.Text.Json 99.0.0.0, and this kernel runs on {RuntimeInformation.FrameworkDescription} with 10.0.0.0, which it cannot replace.",
            await Error("#r \"nuget: System.Text.Json, 99.0.0\""));
        Assert.Equal("Loaded System.Text.Json as a part of .NET itself", Shown(await kernel.RunAsync("#r \"nuget: System.Text.Json, 9.0.0\"")));

        // The newest of those that float; a beta is none.
        Assert.Equal("15", (await kernel.RunAsync("#r \"nuget: Test.Shared, 1.*\"\nShared.N")).Ok().Result);
        var downgrade = await Error("#r \"nuget: Test.NeedsNew\"");
        Assert.StartsWith("(1,1): error: #r \"nuget: Test.NeedsNew\": NuGet says NU1605: ", downgrade);
        Assert.Contains("Test.Shared from 2.0.0 to 1.5.0", downgrade);
        Assert.EndsWith("Where one of them is loaded already, restart the kernel and write all #r lines into the first cell.", downgrade);
        Assert.Equal(
            "(1,1): error: #r \"nuget: Test.Shared\" needs Test.Shared 2.0.0, and Test.Shared 1.5.0 is loaded already; a running process cannot change it."
            + " Restart the kernel, and write all #r lines into the first cell: then versions are chosen that go together.",
            await Error("#r \"nuget: Test.Shared, 2.0.0\""));
        Assert.Equal("15", (await kernel.RunAsync("#r \"nuget: Test.Shared\"\nShared.N")).Ok().Result);

        async Task<string> Error(string code) => (await kernel.RunAsync(code)).Error.Value;
    }

    [Fact]
    public async Task A_source_that_a_cell_adds_is_looked_in_and_one_that_does_not_answer_is_forgotten()
    {
        var other = Directory.CreateDirectory(Path.Combine(_directory, "other")).FullName;
        Pack("Test.Elsewhere", "1.0.0", "public static class Elsewhere { public static int N => 8; }", folder: other);
        Pack("Test.Here", "1.0.0", "public static class Here { public static int N => 9; }");
        await using var kernel = await StartAsync();

        Assert.Equal("8", (await kernel.RunAsync($"#i \"nuget: {other}\"\n#r \"nuget: Test.Elsewhere\"\nElsewhere.N")).Ok().Result);
        Assert.Equal($"(1,1): error: #i \"nuget:{other}2\": there is no folder {other}2.", (await kernel.RunAsync($"#i \"nuget:{other}2\"")).Error.Value);

        const string Nobody = "https://localhost:9/index.json";
        var failed = (await kernel.RunAsync($"#i \"nuget: {Nobody}\"\n#r \"nuget: Test.Here\"")).Error.Value;
        Assert.StartsWith("(2,1): error: #r \"nuget: Test.Here\": NuGet says NU1301: ", failed);
        Assert.EndsWith($"The session looks no more in {Nobody}, which #i named.", failed);
        Assert.Equal("9", (await kernel.RunAsync("#r \"nuget: Test.Here\"\nHere.N")).Ok().Result);
    }

    [Fact]
    public async Task The_native_library_of_a_package_is_that_of_this_system()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("The native part of .NET is no library of its own on Windows.");
        // A library of .NET itself under another name, with a function of which the answer is known.
        var native = Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.*").Single(file => Path.GetExtension(file) is ".so" or ".dylib");
        Pack("Test.Native", "1.0.0", """
            public static class Native
            {
                [System.Runtime.InteropServices.DllImport("testnative", EntryPoint = "SystemNative_GetPid")]
                public static extern int ProcessId();
            }
            """, files: ($"runtimes/{Rid()}/native/libtestnative{Path.GetExtension(native)}", native));
        await using var kernel = await StartAsync();

        Assert.Equal("True", (await kernel.RunAsync("#r \"nuget: Test.Native, 1.0.0\"\nNative.ProcessId() == Environment.ProcessId")).Ok().Result);
    }

    [Fact]
    public async Task A_package_in_a_loaded_script_is_refused_with_what_to_do_instead()
    {
        var script = Path.Combine(_directory, "script.csx");
        File.WriteAllText(script, "#r \"nuget: Test.Any, 1.0.0\"");
        await using var kernel = await StartAsync();

        Assert.Equal(
            $"{script}(1,1): error CS0006: #r \"nuget: Test.Any, 1.0.0\": packages cannot be loaded from a file of #load. Run the file with #!import instead, or load the package in the cell.",
            (await kernel.RunAsync($"#load \"{script}\"")).Error.Value);
    }

    private static string Rid() =>
        $"{(OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    private static string? Shown(CellOutcome outcome) => (string?)Assert.Single(outcome.Ok().Outputs.OfType<DisplayOutput>()).Data["text/plain"];

    private Task<KernelClient> StartAsync() => KernelClient.StartAsync(
        OurKernel.Spec with { Env = new Dictionary<string, string> { ["XDG_CACHE_HOME"] = Path.Combine(_directory, "cache") } },
        _notebooks, OurKernel.StartLimit, TestContext.Current.CancellationToken);

    /// <summary>The only source for the notebooks of this test, as NuGet's configuration in their folder says.</summary>
    private void Configure(string source) => File.WriteAllText(Path.Combine(_notebooks, "nuget.config"), $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{Path.Combine(_directory, "global")}" /></config>
          <packageSources><clear /><add key="feed" value="{source}" allowInsecureConnections="true" /></packageSources>
          <packageSourceMapping><clear /></packageSourceMapping>
        </configuration>
        """);

    private void Pack(string name, string version, string source, (string Name, string Version)? needs = null, string? folder = null, params (string Path, string File)[] files)
    {
        var library = Path.Combine(_directory, $"{name}.dll");
        TestLibrary.Compile(library, source, needs is { } needed ? [Path.Combine(_directory, $"{needed.Name}.dll")] : []);
        using var package = ZipFile.Open(Path.Combine(folder ?? _feed, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        package.CreateEntryFromFile(library, $"lib/net10.0/{name}.dll");
        foreach (var file in files)
            package.CreateEntryFromFile(file.File, file.Path);
        using var specification = new StreamWriter(package.CreateEntry($"{name}.nuspec").Open());
        var dependency = needs is { } other ? $"<dependency id=\"{other.Name}\" version=\"{other.Version}\" />" : "";
        specification.Write($"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{name}</id><version>{version}</version><authors>test</authors><description>test</description>
                <dependencies><group targetFramework="net10.0">{dependency}</group></dependencies>
              </metadata>
            </package>
            """);
    }

    /// <summary>A source of packages that takes calls and never says a word.</summary>
    private sealed class SilentServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource _connected = new();
        private readonly TaskCompletionSource _hungUp = new();
        private int _open;

        public SilentServer()
        {
            _listener.Start();
            _ = AcceptAsync();
        }

        public string Address => $"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/index.json";

        public int Connections { get; private set; }

        public Task Connected => _connected.Task;

        /// <summary>Ends when every caller has gone.</summary>
        public Task HungUp => _hungUp.Task;

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync()
        {
            while (true)
            {
                var caller = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                Connections++;
                Interlocked.Increment(ref _open);
                _connected.TrySetResult();
                _ = ReadAsync(caller);
            }
        }

        private async Task ReadAsync(TcpClient caller)
        {
            using (caller)
            {
                try
                {
                    var buffer = new byte[1024];
                    while (await caller.GetStream().ReadAsync(buffer) > 0)
                    {
                    }
                }
                catch (IOException)
                {
                }
            }
            if (Interlocked.Decrement(ref _open) == 0)
                _hungUp.TrySetResult();
        }
    }
}
