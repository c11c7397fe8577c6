using System.Diagnostics.CodeAnalysis;

namespace Tests;

/// <summary>What a test compares us with: a browser, PyTorch, Jupyter. Not every machine has each.</summary>
internal static class Witness
{
    /// <summary>Skips the test and says why; in CI, which must have every witness, the test fails.</summary>
    [DoesNotReturn]
    public static void IsMissing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
