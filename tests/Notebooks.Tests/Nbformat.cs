using System.Diagnostics;

namespace Notebooks.Tests;

/// <summary>Jupyter's own library for notebook files, run by a Python that has it.</summary>
internal static class Nbformat
{
    private static readonly Lazy<string?> Python = new(() =>
        new[] { "/usr/bin/python3", "python3", "python" }.FirstOrDefault(python => Run(python, "-c", "import nbformat.v4") is not null));

    /// <summary>Writes notebooks of all kinds into the folder.</summary>
    public static void Write(string directory) => Ask("write", directory);

    /// <summary>The files of the folder that nbformat finds invalid or writes otherwise, with the reason.</summary>
    public static string Rewrite(string directory) => Ask("rewrite", directory);

    private static string Ask(string verb, string directory)
    {
        if (Python.Value is null)
            Witness.IsMissing("No Python with nbformat is here (Debian: apt-get install python3-nbformat).");

        var script = Path.Combine(AppContext.BaseDirectory, "nbformat_witness.py");
        return Run(Python.Value, script, verb, directory) ?? throw new InvalidOperationException($"{script} {verb} failed.");
    }

    private static string? Run(string python, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            TestContext.Current.TestOutputHelper?.WriteLine(errors.Result);
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
