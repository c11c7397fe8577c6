using System.CommandLine;
using System.CommandLine.Help;
using Notebooks.Cli;

var root = new RootCommand("Runs notebooks cell by cell, and turns them into handouts.")
{
    ExportCommand.Create(),
    RunCommand.Create(),
    KernelCommand.Create(),
};
HelpWithExamples.AddTo(root);

var line = root.Parse(args);
if (line.Errors.Count > 0 && line.Action is not HelpAction)
{
    foreach (var error in line.Errors)
        Console.Error.WriteLine(error.Message);

    Console.Error.WriteLine($"'notebooks {string.Join(' ', HelpWithExamples.Names(line.CommandResult.Command).Append("--help"))}' says what it takes.");
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
