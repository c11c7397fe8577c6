using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Notebooks.Kernel.Tests;

public sealed class LongSessionTests(RawClient client) : IClassFixture<RawClient>
{
    private readonly RawClient _client = client;

    [Fact]
    public void A_thousand_cells_take_less_than_a_quarter_of_a_megabyte_each_and_all_are_there_at_the_end()
    {
        // With completion in use, which keeps what it knows of the cells beside what the session keeps.
        Complete("Console.");
        for (var i = 0; i < 50; i++)
            Run($"var warm{i} = {i}; int Warm{i}(int n) => n + warm{i}; Warm{i}(1)");
        var before = Memory();

        for (var i = 0; i < 1000; i++)
            Run($"var v{i} = {i}; int F{i}(int n) => n + v{i}; F{i}(1)");

        // Measured 0.08 MB. A cell that bound its references anew would take 1 MB.
        Assert.InRange((Memory() - before) / 1000, 0, 250_000);
        Assert.Equal(["v0"], Complete("v0"));
        Assert.Contains("F999", Complete("F99"));
        Run("if (v0 + F999(1) != 1000) throw new Exception();");
    }

    private void Run(string code)
    {
        var id = _client.Execute(code);
        Assert.Equal("ok", (string?)_client.Reply(_client.Shell, id).Content["status"]);
        _ = _client.UntilIdle(id);
    }

    private string[] Complete(string code)
    {
        var id = _client.Send(_client.Shell, "complete_request", new JsonObject { ["code"] = code, ["cursor_pos"] = code.Length });
        return [.. _client.Reply(_client.Shell, id).Content["matches"]!.AsArray().Select(match => (string)match!)];
    }

    private long Memory()
    {
        Run("GC.Collect(); GC.WaitForPendingFinalizers(); GC.Collect();");
        using var process = Process.GetProcessById(_client.Kernel.Id);
        return process.WorkingSet64;
    }
}
