using Notebooks.Jupyter;
using Notebooks.Kernel;

namespace Notebooks.Cli;

/// <summary>The project's own C# kernel as a kernel spec: this very command, started once more.</summary>
internal static class OwnKernel
{
    /// <summary>How to start it, with nothing installed.</summary>
    public static KernelSpec Spec { get; } = CSharpKernel.Spec([.. CommandLine(), "kernel", "start"]);

    /// <summary>The kernel that runs <paramref name="notebook"/>: the one asked for on the command line, else the one that the notebook names, else ours.</summary>
    /// <exception cref="JupyterException">No such kernel is installed.</exception>
    public static KernelSpec For(Notebook notebook, string? asked)
    {
        if (asked is not null)
            return asked == Spec.Name && !KernelSpec.List().Any(spec => spec.Name == asked) ? Spec : KernelSpec.Find(asked);

        var named = (string?)notebook.Metadata["kernelspec"]?["name"];
        return named is null || named == Spec.Name ? Spec : KernelSpec.Find(named);
    }

    private static string[] CommandLine()
    {
        var library = typeof(OwnKernel).Assembly.Location;
        var executable = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? ".exe" : null);
        return File.Exists(executable) ? [executable] : [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", library];
    }
}
