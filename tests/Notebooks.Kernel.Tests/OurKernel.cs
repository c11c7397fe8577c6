using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

/// <summary>The kernel under test, as a client starts it.</summary>
internal static class OurKernel
{
    public static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    public static KernelSpec Spec { get; } = new()
    {
        Name = ".net-csharp",
        DisplayName = ".NET (C#)",
        Language = "C#",
        InterruptMode = "message",
        Argv = [Environment.ProcessPath!, "kernel", "start", "--connection-file", "{connection_file}"],
    };

    public static Task<KernelClient> StartAsync(string? workingDirectory = null) =>
        KernelClient.StartAsync(Spec, workingDirectory ?? Path.GetTempPath(), StartLimit, TestContext.Current.CancellationToken);

    public static async Task<(ExecuteReply Reply, IReadOnlyList<Output> Outputs)> RunAsync(this KernelClient kernel, string code)
    {
        var collector = new OutputCollector();
        var reply = await kernel.ExecuteAsync(code, collector.Add, TestContext.Current.CancellationToken);
        return (reply, collector.Outputs);
    }
}
