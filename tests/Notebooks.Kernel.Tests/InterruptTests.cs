using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

public sealed class InterruptTests(KernelFixture fixture) : IClassFixture<KernelFixture>
{
    private readonly KernelClient _kernel = fixture.Client;

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("for (var i = 0L; ; i++) n = i;")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("new TaskCompletionSource<int>().Task.Result.ToString();")]
    [InlineData("while (true) await Task.Yield();")]
    [InlineData("while (true) await Task.Delay(1);")]
    [InlineData("new System.Threading.ManualResetEvent(false).WaitOne();")]
    [InlineData("new System.Threading.SemaphoreSlim(0).Wait();")]
    [InlineData("System.Threading.Monitor.Enter(gate); lock (gate) { System.Threading.Monitor.Wait(gate); }")]
    [InlineData("System.Threading.Thread.CurrentThread.Join();")]
    [InlineData("Enumerable.Range(0, int.MaxValue).Select(i => (long)i).Where(i => i < 0).Count();")]
    [InlineData("new System.Collections.Concurrent.BlockingCollection<int>().Take();")]
    [InlineData("try { while (true) { } } catch (Exception) { n = -1; }")]
    [InlineData("while (true) Console.WriteLine(\"again\");")]
    [InlineData("while (true) display(1);")]
    [InlineData("Parallel.For(0, 4, _ => { while (true) { } });")]
    [InlineData("int Endless(int a) { while (true) a = Endless2(a); } int Endless2(int a) => a + 1; Endless(1);")]
    [InlineData("again: n++; goto again;")]
    [InlineData("do { n++; } while (n != -1);")]
    [InlineData("foreach (var i in Forever()) n += i; IEnumerable<int> Forever() { while (true) yield return 1; }")]
    public async Task A_cell_that_hangs_is_interrupted_and_the_session_goes_on(string hang)
    {
        (await _kernel.RunAsync("long n = 0; var gate = new object(); var kept = 17;")).Ok();

        var collector = new OutputCollector();
        var interrupted = false;
        var reply = await _kernel.ExecuteAsync($"Console.WriteLine(\"running\");\n{hang}", message =>
        {
            if (!interrupted && message is OutputMessage { Output: StreamOutput { Name: "stdout" } })
            {
                interrupted = true;
                _ = _kernel.InterruptAsync(TestContext.Current.CancellationToken);
            }
            if (message is OutputMessage { Output: ErrorOutput })
                collector.Add(message);
        }, TestContext.Current.CancellationToken);

        Assert.Equal("Interrupted", Assert.IsType<ErrorOutput>(Assert.Single(collector.Outputs)).Name);
        Assert.Equal("Interrupted", reply.Error?.Name);
        Assert.Equal("17", (await _kernel.RunAsync("kept")).Ok().Result);
    }

    [Fact]
    public async Task An_interrupted_cell_does_not_go_on_later()
    {
        (await _kernel.RunAsync("var wentOn = false; var first = new TaskCompletionSource();")).Ok();
        var running = _kernel.ExecuteAsync("Console.WriteLine(1); await first.Task; wentOn = true; Console.WriteLine(2);", message =>
        {
            if (message is OutputMessage { Output: StreamOutput })
                _ = _kernel.InterruptAsync(TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
        Assert.Equal("Interrupted", (await running).Error?.Name);

        (await _kernel.RunAsync("first.SetResult(); await Task.Delay(300);")).Ok();

        Assert.Equal("False", (await _kernel.RunAsync("wentOn")).Ok().Result);
    }

    [Fact]
    public async Task An_interrupt_with_no_cell_to_interrupt_does_nothing()
    {
        await _kernel.InterruptAsync(TestContext.Current.CancellationToken);

        Assert.Equal("1", (await _kernel.RunAsync("1")).Ok().Result);
    }
}
