using System.CommandLine;
using Notebooks.Cli;

// Not a RootCommand, which would be called by the name of this file.
var root = new Command("notebooks", "Runs notebooks cell by cell, and turns them into handouts.")
{
    HelpWithExamples.Option(),
    new VersionOption(),
    ExportCommand.Create(),
    RunCommand.Create(),
    CardsCommand.Create(),
    StripCommand.Create(),
    KernelCommand.Create(),
};

var line = root.Parse(args);
if (line.Errors.Count > 0 && line.Action is not HelpWithExamples)
{
    foreach (var error in line.Errors)
        Console.Error.WriteLine(error.Message);

    Console.Error.WriteLine($"'{string.Join(' ', HelpWithExamples.Names(line.CommandResult.Command))} --help' says what it takes.");
    return ExitCode.BadInput;
}

try
{
    return await line.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        // After Ctrl-C: time enough to end the kernels.
        ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
    });
}
catch (InputException error)
{
    Console.Error.WriteLine(error.Message);
    return ExitCode.BadInput;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped.");
    return ExitCode.Cancelled;
}
