using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

/// <summary>The kernel under test, in a process of its own, as a client starts it.</summary>
internal static class OurKernel
{
    public static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    public static KernelSpec Spec { get; } = CSharpKernel.Spec(Environment.ProcessPath!, "kernel", "start");

    public static Task<KernelClient> StartAsync(string? workingDirectory = null) =>
        KernelClient.StartAsync(Spec, workingDirectory ?? Path.GetTempPath(), StartLimit, TestContext.Current.CancellationToken);

    /// <summary>Runs a cell, and gathers what it shows.</summary>
    public static async Task<CellOutcome> RunAsync(this KernelClient kernel, string code)
    {
        var collector = new OutputCollector();
        var reply = await kernel.ExecuteAsync(code, collector.Add, TestContext.Current.CancellationToken);
        return new CellOutcome(reply, collector.Outputs);
    }
}

/// <summary>How a cell ended, and what it showed.</summary>
internal sealed record CellOutcome(ExecuteReply Reply, IReadOnlyList<Output> Outputs)
{
    /// <summary>The plain text of the cell's result.</summary>
    public string Result => Text(Assert.Single(Outputs.OfType<ExecuteResult>()).Data);

    /// <summary>All that was written to stdout.</summary>
    public string Stdout => string.Concat(Outputs.OfType<StreamOutput>().Where(stream => stream.Name == "stdout").Select(stream => stream.Text));

    /// <summary>The cell's error, as an output and as a reply.</summary>
    public ErrorOutput Error
    {
        get
        {
            var shown = Assert.Single(Outputs.OfType<ErrorOutput>());
            Assert.Equal("error", Reply.Status);
            Assert.Equal(shown.Name, Reply.Error?.Name);
            Assert.Equal(shown.Value, Reply.Error?.Value);
            Assert.Equal(shown.Traceback, Reply.Error?.Traceback);
            return shown;
        }
    }

    /// <summary>The traceback without colours.</summary>
    public string Traceback => string.Join('\n', Error.Traceback).Replace("\e[31m", "").Replace("\e[0m", "");

    /// <summary>The same outcome, of a cell that must have gone well.</summary>
    public CellOutcome Ok()
    {
        Assert.True(Reply.Status == "ok", Reply.Error is { } error ? string.Join('\n', error.Traceback) : Reply.Status);
        return this;
    }

    private static string Text(System.Text.Json.Nodes.JsonObject data) => (string)data["text/plain"]!;
}

/// <summary>One kernel for the tests of a class.</summary>
public sealed class KernelFixture : IAsyncLifetime
{
    public KernelClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Client = await OurKernel.StartAsync();

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
