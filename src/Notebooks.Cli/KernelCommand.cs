using System.CommandLine;
using Notebooks.Jupyter;
using Notebooks.Kernel;

namespace Notebooks.Cli;

/// <summary><c>notebooks kernel</c>: starts the C# kernel, and tells Jupyter of it.</summary>
internal static class KernelCommand
{
    public static Command Create() => new("kernel", "The C# kernel: start it, or make it known to Jupyter and VS Code.")
    {
        Start(), Install(), Uninstall(), List(),
    };

    private static Command Start()
    {
        var connectionFile = new Option<string>("--connection-file")
        {
            HelpName = "FILE",
            Required = true,
            Description = "The connection file that the front end wrote.",
        };
        var command = new Command("start", "Start the kernel; front ends call this.") { connectionFile };
        command.SetAction(async (line, stop) =>
        {
            try
            {
                var code = await CSharpKernel.RunAsync(line.GetRequiredValue(connectionFile), stop);
                // A cell may have left threads running that would keep the process alive.
                Environment.Exit(code);
                return code;
            }
            catch (JupyterException error)
            {
                Console.Error.WriteLine(error.Message);
                return ExitCode.KernelFailed;
            }
        });
        return command;
    }

    private static Command Install()
    {
        var command = new Command("install", "Make the kernel known to Jupyter for this user.");
        command.SetAction(_ => Report(() => $"Installed '{OwnKernel.Spec.Name}' in {OwnKernel.Spec.Install().Directory}"
            + $"{Environment.NewLine}Choose '{OwnKernel.Spec.DisplayName}' in JupyterLab's launcher, or under 'Select Kernel > Jupyter Kernel' in VS Code."));
        return command;
    }

    private static Command Uninstall()
    {
        var command = new Command("uninstall", "Take back what install did.");
        command.SetAction(_ => Report(() => $"Removed {KernelSpec.Uninstall(OwnKernel.Spec.Name)}"));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "List the kernels that Jupyter knows on this machine.");
        command.SetAction(_ =>
        {
            var specs = KernelSpec.List();
            if (specs.Count == 0)
                Console.WriteLine("No kernel is installed. 'notebooks kernel install' installs this one.");

            var wide = specs.Select(spec => spec.Name.Length).DefaultIfEmpty().Max();
            foreach (var spec in specs)
            {
                Console.WriteLine($"{spec.Name.PadRight(wide)}  {spec.DisplayName,-20}  {spec.Directory}");
            }

            return ExitCode.Passed;
        });
        return command;
    }

    private static int Report(Func<string> act)
    {
        try
        {
            Console.WriteLine(act());
            return ExitCode.Passed;
        }
        catch (Exception error) when (error is JupyterException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(error.Message);
        }
    }
}
