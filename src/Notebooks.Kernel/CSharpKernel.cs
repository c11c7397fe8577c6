using System.Runtime.InteropServices;
using Notebooks.Jupyter;
using Notebooks.Kernel.DotNetInteractive;

namespace Notebooks.Kernel;

/// <summary>The C# kernel: how it is started, and what its process does.</summary>
public static class CSharpKernel
{
    /// <summary>The name by which a .NET notebook asks for its kernel.</summary>
    public const string Name = ".net-csharp";

    /// <summary>The kernel spec of this kernel.</summary>
    /// <param name="command">The command that runs the kernel, without its connection file: program, then arguments.</param>
    public static KernelSpec Spec(params IEnumerable<string> command) => new()
    {
        Name = Name,
        DisplayName = ".NET (C#)",
        Language = "C#",
        InterruptMode = "message",
        Argv = [.. command, "--connection-file", "{connection_file}"],
        Env = new Dictionary<string, string>
        {
            // Memory that is never writable and executable at once guards a program against foreign code. A kernel runs the
            // code that it is given, and no other setting turns the guard off.
            ["DOTNET_EnableWriteXorExecute"] = "0",
            // A thread of the pool that has nothing to do is not to take the time of those that compile, or of the front end.
            ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
            // 16 MB, in hexadecimal, of new objects before it is looked which are still in use. By itself .NET takes what the processor's last cache
            // holds, and a session grows by that much that it needs no more.
            ["DOTNET_GCgen0size"] = "1000000",
        },
    };

    /// <summary>Runs a kernel in this process, until a client shuts it down or the process that started it is gone.</summary>
    /// <param name="connectionFile">The path of the connection file.</param>
    /// <param name="cancellationToken">Stops the kernel.</param>
    /// <returns>
    /// The exit code: 0. A cell may have started threads that would keep the process alive, so the caller ends it with
    /// <see cref="Environment.Exit"/>.
    /// </returns>
    /// <exception cref="JupyterException">The connection file is unreadable, or one of its ports is taken.</exception>
    public static async Task<int> RunAsync(string connectionFile, CancellationToken cancellationToken = default)
    {
        using var server = new KernelServer(ConnectionFile.Read(connectionFile));
        using var streams = StandardStreams.Redirect();
        using var watch = ParentWatch.Start(server.Stop);
        // Ctrl-C in the terminal of the process that started the kernel is for that process, which then ends the kernel.
        using var deaf = watch is null ? null : PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        PlotlyCharts.Register();
        using var cancelled = cancellationToken.Register(server.Stop);
        server.Start();
        await server.Stopped.ConfigureAwait(false);
        return 0;
    }
}
