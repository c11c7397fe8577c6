using System.Diagnostics;

namespace LinearLayer.Tests.PyTorch;

/// <summary>A Python with torch and numpy, which some witnesses come from.</summary>
internal static class Python
{
    /// <summary>Runs a script that writes one file, and gives back what it wrote.</summary>
    /// <remarks>Where there is no such Python the test is skipped, and says why; never in CI.</remarks>
    public static string Write(string script)
    {
        var python = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(python => Run(python, "-c", "import torch").ExitCode == 0);
        if (python is null)
            Witness.IsMissing("No Python with torch was found (tried /usr/bin/python3 and python3), so the committed answers were not computed afresh.");

        var output = Path.Combine(Path.GetTempPath(), $"linear-layer-{Guid.NewGuid():N}.json");
        try
        {
            var (exitCode, errors) = Run(python, script, output);
            Assert.True(exitCode == 0, errors);
            return File.ReadAllText(output);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static (int ExitCode, string Errors) Run(string program, params string[] arguments)
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
