using Notebooks.Jupyter;

namespace Notebooks.Kernel;

/// <summary>The kernel as a program of its own, which an installed kernel spec starts.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["--connection-file", var connectionFile])
        {
            Console.Error.WriteLine("A front end starts this kernel, with: --connection-file FILE");
            return 2;
        }

        // Held while the kernel runs: by this an install sees that a kernel is still in use, and leaves its files alone.
        await using var inUse = File.Open(typeof(Program).Assembly.Location, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            // A cell may have left threads running that would keep the process alive.
            Environment.Exit(await CSharpKernel.RunAsync(connectionFile));
            return 0;
        }
        catch (JupyterException error)
        {
            Console.Error.WriteLine(error.Message);
            return 3;
        }
    }
}
