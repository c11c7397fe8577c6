using System.Diagnostics;

namespace Notebooks.Jupyter.Tests;

/// <summary>The client with a kernel that is not ours: ipykernel.</summary>
[Collection(nameof(JupyterData))]
public sealed class PythonKernelTests(PythonKernel python) : IClassFixture<PythonKernel>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private KernelClient Kernel => python.Client;

    [Fact]
    public async Task The_kernel_says_what_it_is()
    {
        await Task.CompletedTask;
        Assert.Equal("ipython", Kernel.Info.Implementation);
        Assert.Equal("python", (string?)Kernel.Info.LanguageInfo["name"]);
        Assert.StartsWith("5.", Kernel.Info.ProtocolVersion);
    }

    [Fact]
    public async Task All_that_a_cell_says_comes_in_order_from_busy_to_idle()
    {
        var messages = new List<IopubMessage>();
        var reply = await Kernel.ExecuteAsync("print('a')\nfrom IPython.display import display, HTML\ndisplay(HTML('<b>x</b>'))\n6 * 7", messages.Add, Cancellation);

        Assert.Equal("ok", reply.Status);
        Assert.Equal(new StatusMessage("busy"), messages[0]);
        Assert.IsType<ExecuteInputMessage>(messages[1]);
        Assert.Equal(new StreamOutput("stdout", "a\n"), Assert.IsType<OutputMessage>(messages[2]).Output);
        Assert.Equal("<b>x</b>", (string?)Assert.IsType<DisplayOutput>(Assert.IsType<OutputMessage>(messages[3]).Output).Data["text/html"]);
        var result = Assert.IsType<ExecuteResult>(Assert.IsType<OutputMessage>(messages[4]).Output);
        Assert.Equal("42", (string?)result.Data["text/plain"]);
        Assert.Equal(reply.ExecutionCount, result.ExecutionCount);
        Assert.Equal(new StatusMessage("idle"), messages[5]);
    }

    [Fact]
    public async Task The_very_first_output_of_a_kernel_is_not_lost()
    {
        await using var fresh = await PythonKernel.StartAsync();

        Assert.Equal([new StreamOutput("stdout", "first\n")], (await RunAsync(fresh, "print('first')")).Outputs);
    }

    [Fact]
    public async Task Many_outputs_come_whole()
    {
        var outputs = (await RunAsync(Kernel, "import sys\nfor i in range(5000):\n    print(i)\n    sys.stdout.flush()")).Outputs;

        Assert.Equal(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i}\n")), Assert.IsType<StreamOutput>(Assert.Single(outputs)).Text);
    }

    [Fact]
    public async Task An_error_is_an_output_and_in_the_reply()
    {
        var (reply, outputs) = await RunAsync(Kernel, "1 / 0");

        var error = Assert.IsType<ErrorOutput>(Assert.Single(outputs));
        Assert.Equal(("error", "ZeroDivisionError", "division by zero"), (reply.Status, error.Name, error.Value));
        Assert.Equal("ZeroDivisionError", reply.Error?.Name);
        Assert.NotEmpty(error.Traceback);
    }

    [Fact]
    public async Task Displays_are_updated_and_outputs_cleared()
    {
        var (_, outputs) = await RunAsync(Kernel, """
            from IPython.display import display, clear_output
            print('gone')
            clear_output()
            h = display('one', display_id='d1')
            print('between')
            h.update('two')
            """);

        Assert.Equal(["'two'", "between\n"], outputs.Select(output => output is StreamOutput stream ? stream.Text : (string?)((DisplayOutput)output).Data["text/plain"]));
    }

    [Fact]
    public async Task A_cell_that_asks_is_told_that_nobody_answers()
    {
        var (reply, _) = await RunAsync(Kernel, "input('name?')");

        Assert.Equal("StdinNotImplementedError", reply.Error?.Name);
    }

    [Fact]
    public async Task A_cell_that_asks_is_answered_where_somebody_does()
    {
        InputRequest? asked = null;
        Kernel.OnInput = (request, _) =>
        {
            asked = request;
            return Task.FromResult("Ada");
        };
        try
        {
            var (_, outputs) = await RunAsync(Kernel, "import getpass\nprint(getpass.getpass('name? '))");

            Assert.Equal(new InputRequest("name? ", Password: true), asked);
            Assert.Equal([new StreamOutput("stdout", "Ada\n")], outputs);
        }
        finally
        {
            Kernel.OnInput = null;
        }
    }

    [Fact]
    public async Task A_running_cell_is_interrupted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "ipykernel is interrupted by a signal, which Windows has not.");
        var interrupted = false;

        var reply = await Kernel.ExecuteAsync("import time\nprint('begun', flush=True)\nwhile True: time.sleep(0.01)", message =>
        {
            if (message is OutputMessage { Output: StreamOutput } && !interrupted)
            {
                interrupted = true;
                _ = Kernel.InterruptAsync(Cancellation);
            }
        }, Cancellation);

        Assert.Equal("KeyboardInterrupt", reply.Error?.Name);
        Assert.Equal("ok", (await RunAsync(Kernel, "1")).Reply.Status);
    }

    [Fact]
    public async Task Waiting_for_a_cell_can_be_given_up_and_the_next_cell_follows()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = Kernel.ExecuteAsync("import time\nprint('begun', flush=True)\ntime.sleep(1)\nprint('late')", message =>
        {
            if (message is OutputMessage)
                patience.Cancel();
        }, patience.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal([new StreamOutput("stdout", "next\n")], (await RunAsync(Kernel, "print('next')")).Outputs);
    }

    [Fact]
    public async Task The_kernel_runs_where_and_with_what_it_was_told_to()
    {
        var directory = Directory.CreateTempSubdirectory("working").FullName;
        Environment.SetEnvironmentVariable("NOTEBOOKS_TEST", "given");
        var spec = python.Spec with
        {
            Env = new Dictionary<string, string> { ["FROM_SPEC"] = "<${NOTEBOOKS_TEST}>", ["UNKNOWN"] = "${NOTEBOOKS_NOT_SET}" },
        };
        await using var kernel = await KernelClient.StartAsync(spec, directory, PythonKernel.Limit, Cancellation);

        var (_, outputs) = await RunAsync(kernel, "import os\nprint(os.getcwd(), os.environ['FROM_SPEC'], os.environ['UNKNOWN'], os.environ['JPY_PARENT_PID'])");

        Assert.Equal([new StreamOutput("stdout", $"{directory} <given> ${{NOTEBOOKS_NOT_SET}} {Environment.ProcessId}\n")], outputs);
    }

    [Theory]
    [InlineData("os._exit(3)", 3)]
    [InlineData("os.kill(os.getpid(), 9)", 137)]
    public async Task A_kernel_that_dies_is_noticed_at_once_with_what_it_said(string death, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && exitCode == 137, "Windows has no such signal.");
        await using var kernel = await PythonKernel.StartAsync();
        var collector = new OutputCollector();

        var error = await Assert.ThrowsAsync<KernelDiedException>(() => kernel.ExecuteAsync(
            $"import os, sys\nprint('before', flush=True)\nsys.__stderr__.write('last words\\n')\nsys.__stderr__.flush()\nimport time\ntime.sleep(0.2)\n{death}",
            collector.Add, Cancellation));

        Assert.Equal(exitCode, error.ExitCode);
        Assert.Contains("last words", error.ErrorTail);
        // ipykernel also sends on what it finds written to its stderr, if it lives long enough for that.
        Assert.Equal(new StreamOutput("stdout", "before\n"), collector.Outputs[0]);
    }

    [Fact]
    public async Task Several_kernels_start_at_once_and_do_not_disturb_each_other()
    {
        var kernels = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PythonKernel.StartAsync()));
        try
        {
            var answers = await Task.WhenAll(kernels.Select((kernel, i) => RunAsync(kernel, $"print({i})")));

            Assert.Equal(["0\n", "1\n", "2\n", "3\n"], answers.Select(answer => Assert.IsType<StreamOutput>(Assert.Single(answer.Outputs)).Text));
        }
        finally
        {
            foreach (var kernel in kernels)
                await kernel.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_kernel_that_is_disposed_is_gone_with_its_connection_file_also_while_a_cell_runs()
    {
        var kernel = await PythonKernel.StartAsync();
        using var process = Process.GetProcessById(kernel.ProcessId);
        var running = kernel.ExecuteAsync("while True: pass", null, Cancellation);

        await kernel.DisposeAsync();
        await kernel.DisposeAsync();

        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        await Assert.ThrowsAsync<KernelDiedException>(() => running);
        await Assert.ThrowsAsync<KernelDiedException>(() => kernel.ExecuteAsync("1", null, Cancellation));
    }

    private static async Task<(ExecuteReply Reply, IReadOnlyList<Output> Outputs)> RunAsync(KernelClient kernel, string code)
    {
        var collector = new OutputCollector();
        var reply = await kernel.ExecuteAsync(code, collector.Add, Cancellation);
        return (reply, collector.Outputs);
    }
}

/// <summary>Debian's, or any, ipykernel.</summary>
public sealed class PythonKernel : IAsyncLifetime
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public KernelClient Client { get; private set; } = null!;

    public KernelSpec Spec { get; private set; } = null!;

    public static async Task<KernelClient> StartAsync() =>
        await KernelClient.StartAsync(Find(), Path.GetTempPath(), Limit, TestContext.Current.CancellationToken);

    public async ValueTask InitializeAsync()
    {
        Spec = Find();
        Client = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Client is not null)
            await Client.DisposeAsync();
    }

    private static KernelSpec Find()
    {
        if (KernelSpec.List().FirstOrDefault(spec => spec.Name == "python3") is { } found)
            return found;
        const string Reason = "The kernel 'python3' is not installed (Debian: python3-ipykernel).";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(Reason);
        Assert.Skip(Reason);
        throw new InvalidOperationException(Reason);
    }
}
