using System.CommandLine;

namespace Notebooks.Cli;

/// <summary><c>notebooks strip</c>: takes out of notebooks what a run left in them.</summary>
internal static class StripCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Notebooks (.ipynb), or folders of them.",
            DefaultValueFactory = _ => ["notebooks"],
        };
        var verify = new Option<bool>("--verify")
        {
            Description = "Write nothing; fail if a notebook is not stripped.",
        };
        var command = new Command("strip", "Take outputs and run numbers out of notebooks and write them in one form, so that only what an author changed shows in a comparison.")
        {
            paths, verify,
        };
        command.SetAction(line => Strip(line.GetRequiredValue(paths), line.GetValue(verify)));
        return command;
    }

    private static int Strip(string[] paths, bool verify)
    {
        // A .dib holds no outputs.
        var sources = NotebookSource.ReadAll(paths).Where(source => Path.GetExtension(source.Path).Equals(".ipynb", StringComparison.OrdinalIgnoreCase)).ToList();
        var unstripped = sources.Where(source => File.ReadAllText(source.Path) != Stripped(source)).ToList();
        foreach (var source in unstripped)
        {
            if (!verify)
                Write(source);
            Console.WriteLine($"{source.Path}: {(verify ? WhatIsLeft(source) : "stripped")}");
        }

        if (verify && unstripped.Count > 0)
        {
            Console.Error.WriteLine($"{unstripped.Count} of {sources.Count} {(sources.Count == 1 ? "notebook is" : "notebooks are")} not stripped. 'notebooks strip' without --verify does it.");
            return ExitCode.CellFailed;
        }

        if (unstripped.Count == 0)
            Console.WriteLine(sources.Count == 1 ? "The notebook is stripped." : $"All {sources.Count} notebooks are stripped.");
        return ExitCode.Passed;
    }

    private static string Stripped(NotebookSource source) => Ipynb.Format(source.Notebook.WithoutOutputs());

    private static void Write(NotebookSource source)
    {
        try
        {
            AtomicFile.WriteAllText(source.Path, Stripped(source));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(error.Message);
        }
    }

    private static string WhatIsLeft(NotebookSource source)
    {
        var run = source.Notebook.Cells.Where(cell => cell.Outputs.Count > 0 || cell.ExecutionCount is not null).Select(cell => cell.Id).ToList();
        return run switch
        {
            [] => "holds no outputs, but is not written in the form that strip writes",
            [var only] => $"cell {only} has outputs or a run number",
            [var first, ..] => $"{run.Count} cells have outputs or run numbers, {first} the first",
        };
    }
}
