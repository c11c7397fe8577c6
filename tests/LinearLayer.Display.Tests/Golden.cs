using System.Runtime.CompilerServices;

namespace LinearLayer.Display.Tests;

/// <summary>Files that hold what a picture looked like when somebody last looked at it.</summary>
internal static class Golden
{
    private const string Rewrite = "REWRITE_GOLDEN";

    /// <summary>Compares a text with the file of this name; with the environment variable REWRITE_GOLDEN=1, writes the file.</summary>
    public static void AssertEqual(string file, string actual, [CallerFilePath] string here = "")
    {
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(here)!, nameof(Golden), file), actual + "\n");
            return;
        }

        var kept = Path.Combine(AppContext.BaseDirectory, nameof(Golden), file);
        var expected = File.Exists(kept) ? File.ReadAllText(kept).ReplaceLineEndings("\n") : "";
        if (expected != actual + "\n")
            Assert.Fail($"{file} looks different now. If it should, look at it, then run this test with {Rewrite}=1 in the environment, which writes the file anew.\n\nWas:\n{expected}\nIs:\n{actual}");
    }
}
