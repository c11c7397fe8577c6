namespace Notebooks.Jupyter;

/// <summary>A kernel that could not be started, or did not answer in time.</summary>
/// <param name="message">What was started, how long it had, and the end of what it wrote to stderr.</param>
/// <param name="commandLine">The command that was to start it.</param>
/// <param name="inner">What led to it, where that was an exception.</param>
public sealed class KernelStartException(string message, string commandLine, Exception? inner = null)
    : JupyterException(message, inner!)
{
    /// <summary>The command that was to start the kernel.</summary>
    public string CommandLine { get; } = commandLine;
}

/// <summary>A kernel whose process ended while it was still needed.</summary>
/// <param name="message">Which kernel, how it ended, and the end of what it wrote to stderr.</param>
/// <param name="exitCode">The exit code of its process.</param>
/// <param name="errorTail">The end of what it wrote to stderr.</param>
public sealed class KernelDiedException(string message, int exitCode, string errorTail) : JupyterException(message)
{
    /// <summary>The exit code of the process; on Linux and macOS 128 and the signal's number where a signal ended it.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The end of what the kernel wrote to stderr.</summary>
    public string ErrorTail { get; } = errorTail;
}
