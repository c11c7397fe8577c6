using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

public sealed class LibraryTests(KernelFixture fixture) : IClassFixture<KernelFixture>, IDisposable
{
    private readonly KernelClient _kernel = fixture.Client;
    private readonly string _directory = Directory.CreateTempSubdirectory("libraries").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(_directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows keeps a library that the kernel has loaded.
        }
    }

    [Fact]
    public async Task A_library_is_found_relative_to_the_working_directory()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "libraries"));
        Directory.CreateDirectory(Path.Combine(_directory, "notebooks"));
        Compile("libraries/Near.dll", "public static class Near { public static int Answer => 42; }");
        await using var kernel = await OurKernel.StartAsync(Path.Combine(_directory, "notebooks"));

        var outcome = (await kernel.RunAsync("#r \"../libraries/Near.dll\"\nNear.Answer")).Ok();

        Assert.Equal("42", outcome.Result);
        Assert.Equal("43", (await kernel.RunAsync("Near.Answer + 1")).Ok().Result);
    }

    [Fact]
    public async Task What_a_library_needs_is_found_beside_it()
    {
        var inner = Compile("Inner.dll", "namespace Inner; public record Value(int Number);");
        var outer = Compile("Outer.dll", "public static class Outer { public static Inner.Value Make() => new(7); }", inner);

        // The type of Inner is only used, never named: that needs no #r of its own.
        Assert.Equal("7", (await _kernel.RunAsync($"#r \"{outer}\"\nOuter.Make().Number")).Ok().Result);
        Assert.Equal("8", (await _kernel.RunAsync($"#r \"{inner}\"\nusing Inner;\nnew Value(Outer.Make().Number + 1).Number")).Ok().Result);
    }

    [Fact]
    public async Task A_library_with_formatters_of_its_own_registers_them_with_the_kernel()
    {
        // A copy of the formatters lies beside the library, as a build would put it there.
        var formatting = typeof(Microsoft.DotNet.Interactive.Formatting.Formatter).Assembly.Location;
        File.Copy(formatting, Path.Combine(_directory, Path.GetFileName(formatting)));
        var library = Compile("Shown.dll", """
            using Microsoft.DotNet.Interactive.Formatting;
            public record Shown(int N)
            {
                public static void Register() => Formatter.Register<Shown>((s, w) => w.Write($"<b>{s.N}</b>"), "text/html");
            }
            """, formatting);

        (await _kernel.RunAsync($"#r \"{library}\"\nShown.Register();")).Ok();

        var result = Assert.Single((await _kernel.RunAsync("new Shown(3)")).Ok().Outputs.OfType<ExecuteResult>());
        Assert.Equal("<b>3</b>", (string?)result.Data["text/html"]);
    }

    [Fact]
    public async Task A_library_that_the_kernel_itself_has_is_the_cells_own_and_may_be_another_version()
    {
        var own = Compile("NetMQ.dll", "namespace NetMQ; public static class Mine { public static string Name => \"my own\"; }");

        Assert.Equal("my own", (await _kernel.RunAsync($"#r \"{own}\"\nNetMQ.Mine.Name")).Ok().Result);
        Assert.Equal("1", (await _kernel.RunAsync("display(1, \"text/plain\"); 1")).Ok().Result);
    }

    [Fact]
    public async Task A_library_of_DotNet_may_be_named_without_a_path()
    {
        Assert.Equal("1", (await _kernel.RunAsync("#r \"System.Text.Json\"\n#r \"System.Net.Http.dll\"\n1")).Ok().Result);
    }

    [Fact]
    public async Task A_missing_library_is_told_with_the_full_path_that_was_looked_at()
    {
        var path = Path.Combine(_directory, "Missing.dll");

        var outcome = await _kernel.RunAsync($"// comment\n#r \"{path}\"");

        Assert.Equal($"(2,1): error CS0006: #r \"{path}\": there is no file {path}.", outcome.Error.Value);
    }

    [Theory]
    [InlineData("Humanizer")]
    [InlineData("nuget Humanizer")]
    public async Task A_library_that_can_be_a_package_is_told_how_that_is_loaded(string reference)
    {
        var error = (await _kernel.RunAsync($"#r \"{reference}\"")).Error.Value;

        Assert.StartsWith($"(1,1): error CS0006: #r \"{reference}\": there is no file ", error);
        Assert.EndsWith(". A NuGet package is loaded by: #r \"nuget: Humanizer\".", error);
    }

    [Theory]
    [InlineData("Course.sln", "artifacts/notebooks/Missing.dll")]
    [InlineData("Course.slnx", "artifacts/notebooks/Missing.dll")]
    [InlineData("Course.csproj", "bin/Debug/net10.0/Missing.dll")]
    public async Task A_missing_library_that_a_build_makes_is_told_with_the_command(string project, string library)
    {
        File.WriteAllText(Path.Combine(_directory, project), "");
        var path = Path.GetFullPath(library, _directory);

        var outcome = await _kernel.RunAsync($"#r \"{path}\"");

        Assert.Equal(
            $"(1,1): error CS0006: #r \"{path}\": there is no file {path}. It is made by a build: run `dotnet build` in {_directory}.",
            outcome.Error.Value);
    }

    [Fact]
    public async Task A_missing_library_is_found_once_it_has_been_built()
    {
        var path = Path.Combine(_directory, "Later.dll");
        _ = (await _kernel.RunAsync($"#r \"{path}\"")).Error;

        Compile("Later.dll", "public static class Later { public static int N => 9; }");

        Assert.Equal("9", (await _kernel.RunAsync($"#r \"{path}\"\nLater.N")).Ok().Result);
    }

    [Fact]
    public async Task A_file_that_is_no_library_is_told_so()
    {
        var path = Path.Combine(_directory, "Text.dll");
        File.WriteAllText(path, "only text");

        Assert.Contains($"{path} is not a .NET library", (await _kernel.RunAsync($"#r \"{path}\"")).Error.Value);
    }

    [Fact]
    public async Task A_loaded_script_is_part_of_the_cell_and_finds_its_files_beside_it()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "scripts"));
        Compile("scripts/Beside.dll", "public static class Beside { public static int N => 5; }");
        var script = Path.Combine(_directory, "scripts", "tools.csx");
        File.WriteAllText(script, "#r \"Beside.dll\"\nint Tool() => Beside.N;");

        Assert.Equal("6", (await _kernel.RunAsync($"#load \"{script}\"\nTool() + 1")).Ok().Result);
        Assert.Equal("7", (await _kernel.RunAsync("Tool() + 2")).Ok().Result);
    }

    [Fact]
    public async Task An_error_in_a_loaded_script_names_the_script()
    {
        var script = Path.Combine(_directory, "broken.csx");
        File.WriteAllText(script, "int Tool() => nonsense;");

        var outcome = await _kernel.RunAsync($"#load \"{script}\"\nTool()");

        Assert.Equal($"{script}(1,15): error CS0103: The name 'nonsense' does not exist in the current context", outcome.Error.Value);
        Assert.Contains("CS1504", (await _kernel.RunAsync("#load \"no-such.csx\"")).Error.Value);
    }

    private string Compile(string name, string source, params string[] references) =>
        TestLibrary.Compile(Path.GetFullPath(name, _directory), source, references);
}
