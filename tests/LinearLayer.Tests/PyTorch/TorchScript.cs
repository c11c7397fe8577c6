using System.Diagnostics;

namespace LinearLayer.Tests.PyTorch;

/// <summary>Runs the scripts that write PyTorch's numbers, where there is a Python with torch.</summary>
internal static class TorchScript
{
    /// <summary>Where the scripts and the numbers that they wrote lie beside the tests.</summary>
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "PyTorch");

    /// <summary>Runs a script and hands on the file that it wrote; without torch the test is skipped, in CI it fails.</summary>
    public static void Run(string script, Action<string> read)
    {
        var python = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(python => Run(python, ["-c", "import torch"]).ExitCode == 0);
        if (python is null)
        {
            const string reason = "No Python with torch was found (tried /usr/bin/python3 and python3), so the committed numbers were not computed afresh.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(reason);
            Assert.Skip(reason);
        }

        var fresh = Path.Combine(Path.GetTempPath(), $"linear-layer-reference-{Guid.NewGuid():N}.json");
        try
        {
            var (exitCode, errors) = Run(python, [Path.Combine(Folder, script), fresh]);
            Assert.True(exitCode == 0, errors);
            read(fresh);
        }
        finally
        {
            File.Delete(fresh);
        }
    }

    private static (int ExitCode, string Errors) Run(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, errors);
        }
        catch (System.ComponentModel.Win32Exception notFound)
        {
            return (-1, notFound.Message);
        }
    }
}
