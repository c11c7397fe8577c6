using System.Diagnostics;
using System.Globalization;
using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

public sealed class LifetimeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_kernel_that_is_shut_down_is_gone()
    {
        var kernel = await OurKernel.StartAsync();
        using var process = Process.GetProcessById(kernel.ProcessId);
        (await kernel.RunAsync("1")).Ok();

        await kernel.ShutdownAsync();

        Assert.True(process.WaitForExit(Patience));
    }

    [Fact]
    public async Task A_kernel_with_threads_of_its_cells_in_it_is_gone_as_well()
    {
        var kernel = await OurKernel.StartAsync();
        using var process = Process.GetProcessById(kernel.ProcessId);
        (await kernel.RunAsync("new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start();")).Ok();

        await kernel.DisposeAsync();

        Assert.True(process.WaitForExit(Patience));
    }

    [Fact]
    public async Task What_a_kernel_started_goes_with_it_when_it_is_killed()
    {
        var kernel = await OurKernel.StartAsync();
        // A cell that starts a process, and then keeps the kernel from ending by itself.
        var outcome = (await kernel.RunAsync($$"""
            var child = System.Diagnostics.Process.Start(@"{{Environment.ProcessPath}}", new[] { "sleep" });
            AppDomain.CurrentDomain.ProcessExit += (_, _) => System.Threading.Thread.Sleep(-1);
            child.Id
            """)).Ok();
        using var child = Process.GetProcessById(int.Parse(outcome.Result));

        await kernel.DisposeAsync();

        Assert.True(child.WaitForExit(Patience));
    }

    [Fact]
    public async Task A_kernel_that_nobody_asks_for_anything_gets_faster_and_shows_nothing_of_it()
    {
        await using var kernel = await OurKernel.StartAsync();
        // A formatter for everything that is ever formatted.
        (await kernel.RunAsync("using Microsoft.DotNet.Interactive.Formatting; var formatted = 0; Formatter.Register<object>((value, writer) => { formatted++; }, \"text/plain\");")).Ok();
        var before = await CompiledMethodsAsync();

        // Cells of which each is looked at for a while lead to 3,100 compiled methods more; those that nobody sees, to 7,500 within the first while.
        var compiled = 0;
        for (var looked = 0; compiled < 4500 && looked < 6; looked++)
        {
            await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
            compiled = await CompiledMethodsAsync() - before;
        }
        Assert.InRange(compiled, 4500, int.MaxValue);

        Assert.Equal("0", (await kernel.RunAsync("Console.Write(formatted);")).Ok().Stdout);

        async Task<int> CompiledMethodsAsync() =>
            int.Parse((await kernel.RunAsync("Console.Write(System.Runtime.JitInfo.GetCompiledMethodCount());")).Ok().Stdout, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("Environment.FailFast(\"enough\");", "enough")]
    [InlineData("Environment.Exit(7);", "")]
    public async Task A_kernel_that_dies_is_noticed_with_what_it_said_before_and_its_last_words(string code, string lastWords)
    {
        await using var kernel = await OurKernel.StartAsync();
        var collector = new OutputCollector();

        var death = await Assert.ThrowsAsync<KernelDiedException>(() => kernel.ExecuteAsync(
            $"Console.WriteLine(\"before\"); Console.Out.Flush(); await Task.Delay(100);\n{code}", collector.Add, TestContext.Current.CancellationToken));

        Assert.Equal("before\n", Assert.IsType<StreamOutput>(collector.Outputs[0]).Text);
        Assert.StartsWith("The kernel '.net-csharp' died, with exit code ", death.Message);
        Assert.NotEqual(0, death.ExitCode);
        Assert.Contains(lastWords, death.ErrorTail);
    }

    [Fact]
    public async Task Endless_recursion_inside_a_library_ends_the_kernel_and_is_told_as_that()
    {
        var directory = Directory.CreateTempSubdirectory("libraries").FullName;
        TestLibrary.Compile(Path.Combine(directory, "Deep.dll"), "public static class Deep { public static int Down(int n) => 1 + Down(n + 1); }");
        await using var kernel = await OurKernel.StartAsync(directory);

        var death = await Assert.ThrowsAsync<KernelDiedException>(() => kernel.RunAsync("#r \"Deep.dll\"\nDeep.Down(0)"));

        Assert.StartsWith("Stack overflow", death.ErrorTail);
        Assert.Contains("Deep.Down", death.ErrorTail);
        Assert.Contains("recursion", death.Message);
    }

    [Fact]
    public async Task A_killed_kernel_is_noticed_and_every_later_call_says_so()
    {
        await using var kernel = await OurKernel.StartAsync();
        using var process = Process.GetProcessById(kernel.ProcessId);
        var running = kernel.ExecuteAsync("Console.WriteLine(\"begun\"); await Task.Delay(-1);", message =>
        {
            if (message is OutputMessage)
                process.Kill();
        }, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<KernelDiedException>(() => running);
        await Assert.ThrowsAsync<KernelDiedException>(() => kernel.ExecuteAsync("1", null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_kernel_ends_when_the_process_that_started_it_is_killed()
    {
        using var parent = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["start-a-kernel-and-wait"]) { RedirectStandardOutput = true })!;
        var line = await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        using var kernel = Process.GetProcessById(int.Parse(line!));

        // Not the process tree: nobody is left to end the kernel but the kernel itself. It is in a loop.
        parent.Kill(entireProcessTree: false);

        Assert.True(kernel.WaitForExit(Patience));
    }

    [Fact]
    public async Task An_interrupt_of_the_terminal_is_for_the_process_that_started_the_kernel()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        await using var kernel = await OurKernel.StartAsync();

        // As a terminal would, to all of its processes; here the kernel sends it to itself.
        (await kernel.RunAsync("""
            [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "kill")] extern static int Signal(int process, int signal);
            Signal(Environment.ProcessId, 2);
            await Task.Delay(200);
            """)).Ok();

        Assert.Equal("1", (await kernel.RunAsync("1")).Ok().Result);
    }

    [Fact]
    public async Task A_connection_file_that_is_not_there_is_told()
    {
        var error = await Assert.ThrowsAsync<JupyterException>(() => CSharpKernel.RunAsync("no-such-file.json", TestContext.Current.CancellationToken));

        Assert.StartsWith("The connection file no-such-file.json cannot be read: ", error.Message);
    }

    [Fact]
    public void The_kernel_spec_is_the_one_that_DotNet_notebooks_ask_for()
    {
        var spec = CSharpKernel.Spec("notebooks", "kernel", "start");

        Assert.Equal(".net-csharp", spec.Name);
        Assert.Equal(".NET (C#)", spec.DisplayName);
        Assert.Equal("C#", spec.Language);
        Assert.Equal("message", spec.InterruptMode);
        Assert.Equal(["notebooks", "kernel", "start", "--connection-file", "{connection_file}"], spec.Argv);
    }
}
