using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Notebooks.Cli;

/// <summary>The help of System.CommandLine, with examples and the exit codes below it.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Examples = new()
    {
        ["notebooks"] =
        [
            "notebooks export                       every notebook of notebooks/ to handouts/",
            "notebooks run notebooks                the same notebooks, run and checked, nothing written",
            "notebooks kernel install               the C# kernel for Jupyter and VS Code",
        ],
        ["notebooks export"] =
        [
            "notebooks export                                             every notebook of notebooks/ to handouts/",
            "notebooks export notebooks/01-forward.ipynb --output class   one notebook, to the folder class",
            "notebooks export --variant both --pdf                        with and without solutions, and as PDF",
            "notebooks export --site course                               one site, with a search",
            "notebooks export --code folded --answers printed             for readers of the text, on paper with answers",
            "notebooks export analysis.ipynb --kernel python3             a notebook in another kernel",
            "notebooks export old.ipynb --no-run --keep-going             a notebook as it was stored",
        ],
        ["notebooks run"] =
        [
            "notebooks run notebooks",
            "notebooks run notebooks/01-forward.ipynb --output executed.ipynb",
        ],
        ["notebooks cards"] =
        [
            "notebooks cards",
            "notebooks cards --format anki --deck \"Linear layer\"",
            "notebooks cards notebooks/01-forward.ipynb --format obsidian --output vault/forward.md",
        ],
        ["notebooks strip"] =
        [
            "notebooks strip",
            "notebooks strip notebooks --verify",
        ],
        ["notebooks kernel"] =
        [
            "notebooks kernel install                          for this user",
            "notebooks kernel install --prefix /usr/local      for all users",
            "notebooks kernel list",
            "notebooks kernel uninstall",
        ],
    };

    /// <summary>The option <c>--help</c> with this help, for a command and all below it.</summary>
    public static HelpOption Option()
    {
        var option = new HelpOption();
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
        return option;
    }

    /// <summary>The words that lead to <paramref name="command"/>, such as <c>notebooks kernel install</c>.</summary>
    public static IEnumerable<string> Names(Command command) =>
        [.. command.Parents.OfType<Command>().SelectMany(Names), command.Name];

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (Examples.GetValueOrDefault(string.Join(' ', Names(parseResult.CommandResult.Command))) is { } examples)
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        output.WriteLine("Exit codes:");
        output.WriteLine("  0  every cell passed");
        output.WriteLine("  1  a cell failed: an error, a failed check, the time limit, or text that cannot be rendered; with strip --verify, outputs");
        output.WriteLine("  2  the command line is wrong, or a file cannot be read or written");
        output.WriteLine("  3  a kernel would not start, or died");
        output.WriteLine("  130  stopped from outside, as by Ctrl-C");
        return code;
    }
}
