using System.Diagnostics;

namespace LinearLayer.Tests.MatrixProducts;

/// <summary>The tests of the matrix products once more, in processes for which the runtime hides what the machine has.</summary>
public class MachineTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "DOTNET_EnableAVX512F")] // the newer and the older spelling
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task The_products_are_right_on_a_machine_without(params string[] features)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var feature in features)
            start.Environment[feature] = "0";
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(MachineTests).Assembly.Location);
        start.ArgumentList.Add("--filter-class");
        start.ArgumentList.Add(typeof(MatrixProductTests).FullName!);

        using var tests = Process.Start(start)!;
        var output = tests.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = tests.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tests.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(tests.ExitCode == 0, await output + await errors);
        Assert.Contains("succeeded: ", await output, StringComparison.Ordinal);
    }
}
