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
    [InlineData("await foreach (var i in Numbers()) n += i; async IAsyncEnumerable<int> Numbers() { while (true) { await Task.Yield(); yield return 1; } }")]
    [InlineData("int Fibonacci(int k) => k < 2 ? k : Fibonacci(k - 1) + Fibonacci(k - 2); n = Fibonacci(100);")]
    [InlineData("Task.Run(() => { while (true) { } }).Wait();")]
    [InlineData("await Task.WhenAll(Task.Delay(-1), Task.Run(() => { while (true) { } }));")]
    [InlineData("await Task.Run(async () => { while (true) { await Task.Delay(1); n++; } });")]
    [InlineData("async Task Left() { while (true) await Task.Delay(1).ConfigureAwait(false); } await Left();")]
    [InlineData("async void Left() { while (true) await Task.Delay(1).ConfigureAwait(false); } Left(); while (true) { }")]
    [InlineData("var timer = new System.Threading.Timer(_ => n++, null, 0, 1); while (true) { }")]
    [InlineData("new System.Threading.Thread(() => { while (true) { } }) { IsBackground = true }.Start(); while (true) { }")]
    [InlineData("await System.Threading.Channels.Channel.CreateUnbounded<int>().Reader.ReadAsync();")]
    [InlineData("await new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.In).ReadAsync(new byte[1]);")]
    [InlineData("await new System.Net.Sockets.UdpClient(0).ReceiveAsync();")]
    [InlineData("new System.Threading.Barrier(2).SignalAndWait();")]
    [InlineData("System.Threading.SpinWait.SpinUntil(() => false);")]
    [InlineData("Enumerable.Range(0, 8).AsParallel().Select(i => { while (true) { } return i; }).Count();")]
    [InlineData("while (true) { try { System.Threading.Thread.Sleep(1000); } catch { } }")]
    [InlineData("try { while (true) { } } finally { while (true) { } }")]
    [InlineData("""
        var held = new TaskCompletionSource();
        new System.Threading.Thread(() => { lock (gate) { held.SetResult(); System.Threading.Thread.Sleep(-1); } }) { IsBackground = true }.Start();
        held.Task.Wait();
        lock (gate) { n = 1; }
        """)]
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
    public async Task A_cell_in_code_that_cannot_be_interrupted_says_so_and_what_to_do()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has another sleep.");
        (await _kernel.RunAsync("""
            [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "sleep")] extern static uint Native(uint seconds);
            var before = 1;
            """)).Ok();

        var told = new TaskCompletionSource<string>();
        var reply = await _kernel.ExecuteAsync("Console.WriteLine(\"begun\"); Native(5); before = 2;", message =>
        {
            if (message is OutputMessage { Output: StreamOutput { Name: "stdout" } })
                _ = _kernel.InterruptAsync(TestContext.Current.CancellationToken);
            if (message is OutputMessage { Output: StreamOutput { Name: "stderr" } stream })
                told.TrySetResult(stream.Text);
        }, TestContext.Current.CancellationToken);

        Assert.Equal(
            "The cell does not stop: it is in code that cannot be interrupted, such as native code or a library that computes. "
            + "Wait until it comes back, or restart the kernel; a restart loses all variables.\n",
            await told.Task);
        Assert.Equal("Interrupted", reply.Error?.Name);
        (await _kernel.RunAsync("before")).Ok();
    }

    [Fact]
    public async Task An_interrupt_with_no_cell_to_interrupt_does_nothing()
    {
        await _kernel.InterruptAsync(TestContext.Current.CancellationToken);

        Assert.Equal("1", (await _kernel.RunAsync("1")).Ok().Result);
    }
}
