using CliWrap;
using CliWrap.Buffered;

namespace Tests;

/// <summary>The command `notebooks` as its users start it: a process of its own.</summary>
internal static class NotebooksCommand
{
    private static readonly string Library = Path.Combine(AppContext.BaseDirectory, "Notebooks.Cli.dll");

    public static Task<BufferedCommandResult> RunAsync(string folder, params string[] arguments) =>
        In(folder, arguments).ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    public static Command In(string folder, params string[] arguments) =>
        CliWrap.Cli.Wrap("dotnet")
            .WithArguments([Library, .. arguments])
            .WithWorkingDirectory(folder)
            .WithValidation(CommandResultValidation.None);
}
