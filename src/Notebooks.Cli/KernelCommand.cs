using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
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
        var (user, prefix) = (User(), Prefix());
        var force = new Option<bool>("--force") { Description = "Take the place of another kernel that has the same name, such as that of .NET Interactive." };
        var command = new Command("install", "Make the kernel known to Jupyter and VS Code. It goes on working when this folder is gone.") { user, prefix, force };
        command.SetAction((line, stop) => Task.Run(() => Report(() =>
        {
            var directory = DataDirectory(line, user, prefix);
            var installation = new KernelInstallation(directory);
            if (!line.GetValue(force))
                installation.RequireNoForeignKernel();

            Console.WriteLine("Compiling the kernel for this machine. The first time takes a minute or two ...");
            using var publication = KernelPublication.Make(stop);
            var (spec, inUse) = installation.Install(publication);

            Console.WriteLine($"Installed {spec.DisplayName} {KernelInstallation.Version(spec)} in {spec.Directory}");
            if (publication.WhySlow is { } reason)
                Console.WriteLine($"It is not compiled ahead to machine code, and starts slower. Install once more when this is mended:{Environment.NewLine}  {reason}");
            foreach (var folder in inUse)
                Console.WriteLine($"A kernel that runs still uses {folder}. The next install removes it.");
            if (!KernelSpec.DataDirectories().Contains(directory))
                Console.WriteLine($"Jupyter and VS Code look there when the environment variable JUPYTER_PATH holds {directory}");
            else if (KernelSpec.Find(spec.Name).Directory is { } first && first != spec.Directory)
                Console.WriteLine($"Jupyter takes another kernel of this name first: {first}");

            Console.WriteLine();
            Console.WriteLine($"VS Code (Jupyter extension): open a notebook, then Select Kernel > Jupyter Kernel... > {spec.DisplayName}");
            Console.WriteLine($"JupyterLab, Jupyter Notebook: choose {spec.DisplayName} in the launcher or under Kernel > Change Kernel");
        }), CancellationToken.None));
        return command;
    }

    private static Command Uninstall()
    {
        var (user, prefix) = (User(), Prefix());
        var command = new Command("uninstall", "Take back what install did.") { user, prefix };
        command.SetAction(line => Report(() =>
        {
            var installation = new KernelInstallation(DataDirectory(line, user, prefix));
            installation.Uninstall();
            Console.WriteLine($"Removed {installation.Directory}");
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "List the kernels that Jupyter knows on this machine, and see whether this one starts.");
        command.SetAction(async (_, stop) =>
        {
            var specs = KernelSpec.List();
            if (specs.Count == 0)
                Console.WriteLine("No kernel is installed. 'notebooks kernel install' installs this one.");

            var wide = specs.Select(spec => spec.Name.Length).DefaultIfEmpty().Max();
            foreach (var spec in specs)
            {
                Console.WriteLine($"{spec.Name.PadRight(wide)}  {spec.DisplayName,-20}  {spec.Directory}");
                if (KernelInstallation.IsOurs(spec))
                    Console.WriteLine($"{new string(' ', wide)}  version {KernelInstallation.Version(spec)}, {await StartsAsync(spec, stop)}");
            }

            return ExitCode.Passed;
        });
        return command;
    }

    private static async Task<string> StartsAsync(KernelSpec spec, CancellationToken stop)
    {
        try
        {
            var clock = Stopwatch.StartNew();
            await using var kernel = await KernelClient.StartAsync(spec, Path.GetTempPath(), TimeSpan.FromMinutes(1), stop);
            return string.Create(CultureInfo.InvariantCulture, $"starts in {clock.Elapsed.TotalSeconds:0.0} s");
        }
        catch (JupyterException error)
        {
            return $"does not start: {error.Message.ReplaceLineEndings(" ")}";
        }
    }

    private static Option<bool> User() => new("--user") { Description = "For this user; so it is without --prefix." };

    private static Option<string?> Prefix() => new("--prefix")
    {
        HelpName = "DIR",
        Description = "In DIR/share/jupyter, such as that of a Python environment, or /usr/local for all users.",
    };

    private static string DataDirectory(ParseResult line, Option<bool> user, Option<string?> prefix)
    {
        if (line.GetValue(prefix) is not { } directory)
            return KernelSpec.UserDataDirectory();
        return line.GetValue(user)
            ? throw new InputException("--user and --prefix name two places. Take one of them.")
            : Path.GetFullPath(Path.Combine(directory, "share", "jupyter"));
    }

    private static int Report(Action act)
    {
        try
        {
            act();
            return ExitCode.Passed;
        }
        catch (Exception error) when (error is JupyterException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(error.Message);
        }
    }
}
