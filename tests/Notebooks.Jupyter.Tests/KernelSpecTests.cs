using System.Text.Json.Nodes;

namespace Notebooks.Jupyter.Tests;

/// <summary>Tests that look at or change where Jupyter keeps its data, by variables of the whole process.</summary>
[CollectionDefinition(nameof(JupyterData), DisableParallelization = true)]
public sealed class JupyterData;

[Collection(nameof(JupyterData))]
public sealed class KernelSpecTests : IDisposable
{
    private static readonly string[] Variables = ["JUPYTER_PATH", "JUPYTER_DATA_DIR", "XDG_DATA_HOME", "VIRTUAL_ENV", "CONDA_PREFIX"];

    private readonly Dictionary<string, string?> _before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);
    private readonly string _root = Directory.CreateTempSubdirectory("specs").FullName;
    private readonly string _user;

    public KernelSpecTests()
    {
        foreach (var name in Variables)
            Environment.SetEnvironmentVariable(name, null);
        _user = Path.Combine(_root, "user");
        Environment.SetEnvironmentVariable("JUPYTER_DATA_DIR", _user);
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void A_spec_as_Jupyter_has_it_is_read()
    {
        Put(_user, "Fancy", """
            {
              "argv": ["python3", "-m", "fancy", "-f", "{connection_file}"], "display_name": "Fancy (ü)", "language": "python",
              "env": {"A": "1"}, "metadata": {"debugger": true}, "interrupt_mode": "message", "later_field": 1
            }
            """);

        var spec = KernelSpec.Find("fancy");

        Assert.Equal("Fancy", spec.Name);
        Assert.Equal(["python3", "-m", "fancy", "-f", "{connection_file}"], spec.Argv);
        Assert.Equal(("Fancy (ü)", "python", "message"), (spec.DisplayName, spec.Language, spec.InterruptMode));
        Assert.Equal("1", spec.Env!["A"]);
        Assert.Equal(true, (bool?)spec.Metadata!["debugger"]);
        Assert.Equal(Path.Combine(_user, "kernels", "Fancy"), spec.Directory);
    }

    [Fact]
    public void A_spec_is_interrupted_by_signal_where_it_does_not_say()
    {
        Put(_user, "plain", """{"argv": ["x"], "display_name": "Plain", "language": "y"}""");

        Assert.Equal("signal", KernelSpec.Find("plain").InterruptMode);
    }

    [Fact]
    public void The_nearest_of_two_specs_with_one_name_is_taken()
    {
        var (first, second) = (Path.Combine(_root, "first"), Path.Combine(_root, "second"));
        Environment.SetEnvironmentVariable("JUPYTER_PATH", $"{first}{Path.PathSeparator}{second}");
        Put(_user, "same", """{"argv": ["user"]}""");
        Put(second, "same", """{"argv": ["second"]}""");
        Put(second, "only", """{"argv": ["only"]}""");

        Assert.Equal(["second"], KernelSpec.Find("same").Argv);
        Assert.Equal(["only"], KernelSpec.Find("only").Argv);
        Assert.Equal(["second"], KernelSpec.List().Single(spec => spec.Name == "same").Argv);
    }

    [Fact]
    public void An_active_Python_environment_is_looked_into()
    {
        var environment = Path.Combine(_root, "venv");
        Environment.SetEnvironmentVariable("VIRTUAL_ENV", environment);
        Put(Path.Combine(environment, "share", "jupyter"), "inside", """{"argv": ["x"]}""");

        Assert.Equal("inside", KernelSpec.Find("inside").Name);
    }

    [Fact]
    public void The_users_own_directory_is_that_of_the_platform()
    {
        Environment.SetEnvironmentVariable("JUPYTER_DATA_DIR", null);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var expected = OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
            : Path.Combine(home, ".local", "share", "jupyter");

        Assert.Contains(expected, KernelSpec.DataDirectories());
        if (OperatingSystem.IsLinux())
        {
            Environment.SetEnvironmentVariable("XDG_DATA_HOME", _root);
            Assert.Contains(Path.Combine(_root, "jupyter"), KernelSpec.DataDirectories());
        }
    }

    [Fact]
    public void An_unknown_name_is_told_with_what_is_installed()
    {
        Put(_user, "one", """{"argv": ["x"]}""");
        Put(_user, "two", """{"argv": ["x"]}""");

        var error = Assert.Throws<JupyterException>(() => KernelSpec.Find("three"));

        Assert.StartsWith("No kernel named 'three' is installed. Installed: ", error.Message);
        Assert.Matches(@"\bone\b.*\btwo\b", error.Message);
    }

    [Theory]
    [InlineData("no json", "is not a kernel spec: ")]
    [InlineData("{}", "is not a kernel spec: ")]
    [InlineData("""{"argv": []}""", "is not a kernel spec: its argv names no program.")]
    [InlineData("""{"argv": [null]}""", "is not a kernel spec: its argv names no program.")]
    [InlineData("null", "is not a kernel spec: its argv names no program.")]
    public void A_broken_spec_is_told_when_it_is_asked_for_and_does_not_hide_the_others(string content, string reason)
    {
        Put(_user, "broken", content);
        Put(_user, "good", """{"argv": ["x"]}""");

        var error = Assert.Throws<JupyterException>(() => KernelSpec.Find("broken"));

        Assert.Contains(Path.Combine(_user, "kernels", "broken", "kernel.json"), error.Message);
        Assert.Contains(reason, error.Message);
        Assert.Contains(KernelSpec.List(), spec => spec.Name == "good");
        Assert.DoesNotContain(KernelSpec.List(), spec => spec.Name == "broken");
    }

    [Fact]
    public void An_installed_spec_is_found_again_with_its_files_and_is_gone_once_uninstalled()
    {
        var spec = new KernelSpec
        {
            Name = ".net-csharp",
            DisplayName = ".NET (C#)",
            Language = "C#",
            InterruptMode = "message",
            Argv = ["notebooks", "kernel", "start", "--connection-file", "{connection_file}"],
        };

        var installed = spec.Install(resources: new Dictionary<string, byte[]> { ["logo-64x64.png"] = [1, 2, 3] });

        Assert.Equal(Path.Combine(_user, "kernels", ".net-csharp"), installed.Directory);
        var found = KernelSpec.Find(".net-csharp");
        Assert.Equal((spec.DisplayName, spec.Language, spec.InterruptMode), (found.DisplayName, found.Language, found.InterruptMode));
        Assert.Equal(spec.Argv, found.Argv);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(found.Directory!, "logo-64x64.png")));
        Assert.Equal(2, Directory.GetFiles(found.Directory!).Length);

        Assert.Equal(found.Directory, KernelSpec.Uninstall(".net-csharp"));
        Assert.False(Directory.Exists(found.Directory));
        Assert.Throws<JupyterException>(() => KernelSpec.Uninstall(".net-csharp"));
    }

    [Fact]
    public void What_is_installed_is_what_Jupyter_reads()
    {
        new KernelSpec { Name = "k", DisplayName = "A \"K\" <ü>", Language = "l", Argv = ["x", "{connection_file}"] }.Install(_root);

        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(_root, "kernels", "k", "kernel.json")))!.AsObject();

        Assert.Equal(["argv", "display_name", "language", "interrupt_mode"], json.Select(field => field.Key));
        Assert.Equal("A \"K\" <ü>", (string?)json["display_name"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("../up")]
    [InlineData("ü")]
    public void A_name_that_Jupyter_does_not_take_is_refused(string name)
    {
        var error = Assert.Throws<JupyterException>(() => new KernelSpec { Name = name, Argv = ["x"] }.Install());

        Assert.Equal($"'{name}' cannot name a kernel: a name is made of letters, digits, '.', '-' and '_'.", error.Message);
    }

    private static void Put(string dataDirectory, string name, string content)
    {
        var directory = Path.Combine(dataDirectory, "kernels", name);
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "kernel.json"), content);
    }
}
