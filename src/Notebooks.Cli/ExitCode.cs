namespace Notebooks.Cli;

/// <summary>What the command's exit code says; the help and the README list the same.</summary>
internal static class ExitCode
{
    /// <summary>Every cell of every notebook passed, and everything asked for was written.</summary>
    public const int Passed = 0;

    /// <summary>A cell failed: an error, a failed check, the time limit, or text that cannot be rendered; or <c>strip --verify</c> found outputs.</summary>
    public const int CellFailed = 1;

    /// <summary>The command line is wrong, or a file cannot be read or written.</summary>
    public const int BadInput = 2;

    /// <summary>A kernel would not start, or died.</summary>
    public const int KernelFailed = 3;

    /// <summary>The run was stopped from outside, as by Ctrl-C.</summary>
    public const int Cancelled = 130;
}
