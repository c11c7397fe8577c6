using System.Net;
using System.Net.Sockets;

namespace Notebooks.Jupyter.Tests;

public sealed class KernelStartTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kernel_that_ends_at_once_is_told_with_its_exit_code_command_and_last_words()
    {
        var error = await Assert.ThrowsAsync<KernelStartException>(() =>
            KernelClient.StartAsync(FakeKernel.Spec("ends-at-once"), Path.GetTempPath(), Long, Cancellation));

        Assert.StartsWith("The kernel 'fake-ends-at-once' ended before it was ready, with exit code 3.\nCommand: ", error.Message);
        Assert.Contains("fake-kernel ends-at-once", error.CommandLine);
        Assert.EndsWith("It wrote to stderr:\na module is missing", error.Message);
    }

    [Fact]
    public async Task A_kernel_that_never_answers_is_told_with_the_limit_and_its_last_words_and_is_ended()
    {
        // The limit runs out after the last words, which the test waits for by trying with more time.
        for (var limit = TimeSpan.FromSeconds(1); ; limit *= 2)
        {
            var error = await Assert.ThrowsAsync<KernelStartException>(() =>
                KernelClient.StartAsync(FakeKernel.Spec("never-answers"), Path.GetTempPath(), limit, Cancellation));

            Assert.StartsWith($"The kernel 'fake-never-answers' did not answer within {limit.TotalSeconds} s.\nCommand: ", error.Message);
            Assert.Contains("fake-kernel never-answers", error.CommandLine);
            if (error.Message.EndsWith("It wrote to stderr:\nstill loading", StringComparison.Ordinal))
                return;
        }
    }

    [Fact]
    public async Task A_start_that_is_cancelled_leaves_no_process()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        cancellation.CancelAfter(TimeSpan.FromSeconds(1));
        var name = $"cancelled-{Guid.NewGuid():N}";

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            KernelClient.StartAsync(FakeKernel.Spec("never-answers") with { Name = name }, Path.GetTempPath(), Long, cancellation.Token));

        // The connection file goes last, after the process.
        Assert.DoesNotContain(Directory.GetFiles(Path.GetTempPath(), "kernel-*.json"), file => Content(file).Contains(name));

        // Other tests' files come and go.
        static string Content(string file)
        {
            try
            {
                return File.ReadAllText(file);
            }
            catch (IOException)
            {
                return "";
            }
        }
    }

    [Fact]
    public async Task A_program_that_does_not_exist_is_told()
    {
        var spec = new KernelSpec { Name = "none", Argv = ["no-such-program-anywhere", "{connection_file}"] };

        var error = await Assert.ThrowsAsync<KernelStartException>(() => KernelClient.StartAsync(spec, Path.GetTempPath(), Long, Cancellation));

        Assert.StartsWith("The kernel 'none' cannot be started: ", error.Message);
        Assert.Contains("\nCommand: no-such-program-anywhere ", error.Message);
    }

    [Fact]
    public async Task A_working_directory_that_does_not_exist_is_told()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

        var error = await Assert.ThrowsAsync<KernelStartException>(() => KernelClient.StartAsync(FakeKernel.Spec("fine"), nowhere, Long, Cancellation));

        Assert.Equal($"The kernel 'fake-fine' cannot be started in {nowhere}: there is no such directory.", error.Message);
    }

    [Fact]
    public async Task A_kernel_whose_port_was_taken_is_started_again_on_others()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        TcpListener? squatter = null;
        var start = KernelClient.StartAsync(
            FakeKernel.Spec("loses-a-port-once", ("TEST_PORT", ((IPEndPoint)listener.LocalEndpoint).Port.ToString())),
            Path.GetTempPath(), Long, Cancellation);

        using (var first = await listener.AcceptTcpClientAsync(Cancellation))
        {
            var port = int.Parse((await new StreamReader(first.GetStream()).ReadLineAsync(Cancellation))!);
            squatter = new TcpListener(IPAddress.Loopback, port);
            squatter.Start();
            first.GetStream().WriteByte((byte)'x');
        }
        using (var second = await listener.AcceptTcpClientAsync(Cancellation))
            second.GetStream().WriteByte((byte)'o');

        await using var kernel = await start;
        Assert.Equal("ok", (await kernel.ExecuteAsync("1", null, Cancellation)).Status);
        squatter!.Dispose();
    }

    [Fact]
    public async Task A_kernel_is_ready_only_when_its_outputs_arrive()
    {
        await using var kernel = await KernelClient.StartAsync(FakeKernel.Spec("says-nothing-at-first"), Path.GetTempPath(), Long, Cancellation);

        // The third request was the first that iopub spoke of: the fake counts.
        Assert.True((await kernel.ExecuteAsync("1", null, Cancellation)).ExecutionCount >= 4);
    }

    [Fact]
    public async Task A_kernel_that_asks_although_nobody_can_answer_is_refused_and_not_left_waiting()
    {
        await using var kernel = await KernelClient.StartAsync(FakeKernel.Spec("asks-all-the-same"), Path.GetTempPath(), Long, Cancellation);
        var collector = new OutputCollector();

        var reply = await kernel.ExecuteAsync("input()", collector.Add, Cancellation);

        Assert.Equal("ok", reply.Status);
        Assert.Contains("\"status\":\"error\"", Assert.IsType<StreamOutput>(Assert.Single(collector.Outputs)).Text);
    }
}
