using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Notebooks.Jupyter;

/// <summary>The process of a kernel: started from its spec, watched, ended with all that it started.</summary>
internal sealed partial class KernelProcess : IDisposable
{
    private const int Interrupt = 2;

    private readonly Process _process;
    private readonly ErrorTail _errors = new();
    private readonly Task _streamsEnded;

    private KernelProcess(Process process, string commandLine)
    {
        _process = process;
        CommandLine = commandLine;
        // A kernel that writes to a full pipe would hang, so both streams are read to their ends.
        _streamsEnded = Task.WhenAll(Drain(process.StandardOutput, _ => { }), Drain(process.StandardError, _errors.Add));
        Exited = WaitForExitAsync();
    }

    /// <summary>The command that started the process.</summary>
    public string CommandLine { get; }

    public int Id => _process.Id;

    /// <summary>Ends with the process, when also its last words on stderr have been read.</summary>
    public Task<int> Exited { get; }

    /// <summary>The end of what the process wrote to stderr.</summary>
    public string ErrorText => _errors.ToString();

    /// <exception cref="KernelStartException">The program does not exist or cannot be run.</exception>
    public static KernelProcess Start(KernelSpec spec, string connectionFile, string workingDirectory)
    {
        var argv = spec.Argv.Select(argument => argument
            .Replace("{connection_file}", connectionFile, StringComparison.Ordinal)
            .Replace("{resource_dir}", spec.Directory ?? "", StringComparison.Ordinal)).ToArray();
        var commandLine = string.Join(' ', argv.Select(argument => argument.Contains(' ') ? $"\"{argument}\"" : argument));

        var start = new ProcessStartInfo(argv[0], argv.Skip(1))
        {
            WorkingDirectory = workingDirectory,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in spec.Env ?? new Dictionary<string, string>())
            start.Environment[name] = VariablePattern().Replace(value, match => Environment.GetEnvironmentVariable(match.Groups[1].Value) ?? match.Value);
        // By this a kernel knows whose it is, and ends itself when we are gone.
        start.Environment["JPY_PARENT_PID"] = Environment.ProcessId.ToString();

        if (!Directory.Exists(workingDirectory))
            throw new KernelStartException($"The kernel '{spec.Name}' cannot be started in {workingDirectory}: there is no such directory.", commandLine);
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new KernelProcess(process, commandLine);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new KernelStartException($"The kernel '{spec.Name}' cannot be started: {e.Message}\nCommand: {commandLine}", commandLine, e);
        }
    }

    /// <summary>Sends the signal that asks a kernel with <c>interrupt_mode</c> <c>signal</c> to stop its cell.</summary>
    /// <exception cref="JupyterException">Windows has no such signal.</exception>
    public void SendInterrupt()
    {
        if (OperatingSystem.IsWindows())
            throw new JupyterException("This kernel takes an interrupt as a signal only, and Windows has none. Shut it down instead.");
        if (!_process.HasExited)
            _ = SendSignal(_process.Id, Interrupt);
    }

    /// <summary>Ends the process and all that it started, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in the meantime, or one of its children did.
        }
        await Exited.ConfigureAwait(false);
    }

    public void Dispose() => _process.Dispose();

    /// <summary>What an exit code says to a reader.</summary>
    public static string DescribeExit(int exitCode) => exitCode switch
    {
        128 + 2 => "130: interrupted, SIGINT",
        128 + 6 => "134: aborted, SIGABRT; a .NET program ends so on endless recursion and on Environment.FailFast",
        128 + 9 => "137: killed, SIGKILL; often because memory ran out",
        128 + 11 => "139: invalid memory access, SIGSEGV",
        128 + 15 => "143: terminated, SIGTERM",
        unchecked((int)0xC00000FD) => "0xC00000FD: stack overflow, as by endless recursion",
        unchecked((int)0x80131623) => "0x80131623: Environment.FailFast",
        unchecked((int)0xC0000005) => "0xC0000005: invalid memory access",
        _ => exitCode.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        // A process that the kernel started may hold the pipes open after the kernel's end.
        await Task.WhenAny(_streamsEnded, Task.Delay(TimeSpan.FromMilliseconds(500))).ConfigureAwait(false);
        return _process.ExitCode;
    }

    private static async Task Drain(StreamReader reader, Action<string> take)
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
                take(line);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pipe went with the process.
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);

    [System.Text.RegularExpressions.GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial System.Text.RegularExpressions.Regex VariablePattern();
}
