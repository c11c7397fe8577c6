using System.Diagnostics;

namespace Notebooks.Kernel.Tests;

/// <summary>The kernel as Jupyter's own client, and nbclient, meet it: installed, and by its name.</summary>
public sealed class JupyterClientTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("jupyter").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("outputs")]
    [InlineData("errors")]
    [InlineData("state")]
    [InlineData("busy_and_idle")]
    [InlineData("shutdown")]
    [InlineData("restart")]
    [InlineData("interrupt")]
    [InlineData("signatures")]
    [InlineData("question")]
    [InlineData("heartbeat")]
    [InlineData("notebook")]
    [InlineData("comms")]
    [InlineData("expressions")]
    [InlineData("silence")]
    [InlineData("abort")]
    [InlineData("positions")]
    [InlineData("orphan")]
    public async Task Jupyters_own_client_finds_the_kernel_as_it_should_be(string scenario)
    {
        var python = Python.WithModules("jupyter_client", "nbclient");
        OurKernel.Spec.Install(_data);

        var (exitCode, output) = await Python.RunAsync(python, [Path.Combine(AppContext.BaseDirectory, "jupyter_client_scenarios.py"), scenario], _data);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Jupyters_own_test_of_kernels_passes_whole()
    {
        var python = Python.WithModules("jupyter_kernel_test");
        OurKernel.Spec.Install(_data);

        var (exitCode, output) = await Python.RunAsync(python, [Path.Combine(AppContext.BaseDirectory, "jupyter_kernel_test_of_ours.py")], _data);

        Assert.True(exitCode == 0, output);
        Assert.Contains("Ran 12 tests", output);
        Assert.DoesNotContain("skipped", output);
    }
}

/// <summary>A Python with the modules that a test needs.</summary>
internal static class Python
{
    /// <summary>The first Python that has the modules; otherwise the test is skipped, or on a build server fails.</summary>
    public static string WithModules(params string[] modules)
    {
        string[] candidates = OperatingSystem.IsWindows() ? ["python", "py"] : ["/usr/bin/python3", "python3"];
        foreach (var candidate in candidates)
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(candidate, ["-c", $"import {string.Join(", ", modules)}"])
                {
                    RedirectStandardError = true,
                })!;
                process.StandardError.ReadToEnd();
                process.WaitForExit();
                if (process.ExitCode == 0)
                    return candidate;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program.
            }
        }

        var reason = $"There is no Python with {string.Join(" and ", modules)} (Debian: python3-jupyter-client, python3-nbclient, python3-jupyter-kernel-test).";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(reason);
        Assert.Skip(reason);
        return "";
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(string python, string[] arguments, string jupyterData)
    {
        var start = new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["JUPYTER_DATA_DIR"] = jupyterData;
        start.Environment["JUPYTER_RUNTIME_DIR"] = Path.Combine(jupyterData, "runtime");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
