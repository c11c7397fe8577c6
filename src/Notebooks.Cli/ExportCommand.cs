using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Notebooks.Handouts;

namespace Notebooks.Cli;

/// <summary><c>notebooks export</c>: runs notebooks and writes their handouts.</summary>
internal static partial class ExportCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Notebooks (.ipynb or .dib), or folders of them.",
            DefaultValueFactory = _ => ["notebooks"],
        };
        var output = new Option<string>("--output", "-o")
        {
            HelpName = "DIR",
            Description = "The folder for the handouts and their index.html; each page is a file that needs no other.",
            DefaultValueFactory = _ => "handouts",
        };
        var site = new Option<string?>("--site")
        {
            HelpName = "DIR",
            Description = "Instead of --output: a folder of pages that share styles, scripts and fonts, with an index, previous and next, and a search. It needs no server and no network.",
        };
        var variant = Choice("--variant", Variant.Solution,
            "solution: the notebooks as they are. student: without the solutions of the exercises, as sheets and as notebooks, in the folder 'student' below DIR. both: both.");
        var code = Choice("--code", CodeView.Open, "Show code open, folded behind a line that opens it, or hidden.");
        var answers = Choice("--answers", AnswerView.Folded,
            "What becomes of <details> in the text. folded: folded on the screen and on paper. printed: folded on the screen, open on paper. hidden: left out.");
        var pdf = new Option<bool>("--pdf") { Description = "Print each page to PDF as well. Needs an installed Chromium, Chrome or Edge; the variable CHROMIUM may name one." };
        // As printers are set up where the user lives.
        var paper = Choice("--paper", RegionInfo.CurrentRegion.IsMetric ? PaperSize.A4 : PaperSize.Letter, "The size of the PDF's pages.");
        var noRun = new Option<bool>("--no-run") { Description = "Run nothing: show the outputs that the notebooks hold." };
        var keepGoing = new Option<bool>("--keep-going") { Description = "Show what cannot be rendered, such as a formula that KaTeX cannot read, as its source, and say so, instead of failing." };
        var trust = new Option<bool>("--trust") { Description = "Keep the HTML and the scripts of the notebooks as they are. Without it they are cleaned, and no script runs but those of this project's charts and steps." };
        var language = new Option<string>("--lang")
        {
            HelpName = "TAG",
            Description = "The language of the text, such as en or pt-BR, for screen readers and hyphenation.",
            DefaultValueFactory = _ => "en",
        };
        language.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } tag && !LanguageTag().IsMatch(tag))
                result.AddError($"--lang {tag}: takes a language tag such as en or pt-BR.");
        });
        var kernel = CommonOptions.Kernel();
        var timeout = CommonOptions.Timeout();
        var jobs = CommonOptions.Jobs();
        var command = new Command("export", "Run notebooks and write each as an HTML handout that needs no network. A notebook that fails keeps its previous handout.")
        {
            paths, output, site, variant, code, answers, pdf, paper, noRun, keepGoing, trust, language, kernel, timeout, jobs,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(site) is not null && result.GetResult(output) is { Implicit: false })
                result.AddError("--output and --site: take one of them, for they write the same pages in two ways.");
            if (result.GetResult(paper) is { Implicit: false } && !result.GetValue(pdf))
                result.AddError("--paper: is the paper of --pdf, which is missing; a browser asks for the paper itself.");
            if (result.GetValue(noRun) && result.GetValue(kernel) is not null)
                result.AddError("--no-run and --kernel: take one of them, for nothing runs without a kernel.");
        });
        command.SetAction((line, stop) => ExportAsync(
            line.GetRequiredValue(paths),
            new ExportOptions(
                line.GetValue(site) ?? line.GetRequiredValue(output),
                IsSite: line.GetValue(site) is not null,
                line.GetValue(variant),
                line.GetValue(pdf) ? FindPrinter() : null,
                line.GetValue(paper),
                new HandoutOptions
                {
                    Code = line.GetValue(code),
                    Answers = line.GetValue(answers),
                    Trust = line.GetValue(trust),
                    KeepGoing = line.GetValue(keepGoing),
                    Ran = !line.GetValue(noRun),
                    Language = line.GetRequiredValue(language),
                },
                new BatchOptions(line.GetValue(kernel), TimeSpan.FromSeconds(line.GetValue(timeout)), line.GetValue(jobs), Run: !line.GetValue(noRun))),
            stop));
        return command;
    }

    private static async Task<int> ExportAsync(string[] paths, ExportOptions options, CancellationToken stop)
    {
        var sources = NotebookSource.ReadAll(paths);
        CheckNames(sources, options);

        var renderer = new HandoutRenderer(UserCache.Folder);
        // The first formula is the slow one; kernels start meanwhile.
        var warm = Task.Run(() =>
        {
            foreach (var source in sources)
                renderer.Prepare(source.Notebook);
        }, CancellationToken.None);
        var view = ProgressView.Create();
        var exporter = new Exporter(options, renderer);
        var outcomes = await Batch.RunAsync(sources, options.Batch, view, exporter.ExportAsync, stop);
        await warm;
        var code = Batch.ExitCodeOf(outcomes);
        if (await exporter.FinishAsync(sources, stop) is { } problem)
        {
            Console.Error.WriteLine(problem);
            code = Math.Max(code, ExitCode.BadInput);
        }

        renderer.SaveCache();
        view.Summarise(outcomes);
        return code;
    }

    /// <summary>Names that the export needs for itself.</summary>
    private static void CheckNames(IReadOnlyList<NotebookSource> sources, ExportOptions options)
    {
        if (sources.FirstOrDefault(source => source.Name.Equals("index", StringComparison.OrdinalIgnoreCase)) is { } index)
            throw new InputException($"{index.Path}: its handout would be index.html, the list of the handouts; rename the notebook.");

        if (options.Variant == Variant.Both
            && sources.FirstOrDefault(source => source.Name.StartsWith(ExportOptions.StudentFolder + "/", StringComparison.OrdinalIgnoreCase)) is { } student)
        {
            throw new InputException($"{student.Path}: its handout would stand among the students' sheets, in the folder '{ExportOptions.StudentFolder}'; rename its folder.");
        }

        if (File.Exists(options.Folder))
            throw new InputException($"{(options.IsSite ? "--site" : "--output")} {options.Folder}: is a file; handouts go to a folder.");
    }

    private static PdfPrinter FindPrinter() => PdfPrinter.Find() ?? throw new InputException(
        "--pdf: there is no Chromium, Chrome or Edge on the path or where installers put them. Install one, let the variable CHROMIUM name one, or open a handout in any browser and print it there.");

    private static Option<T> Choice<T>(string name, T standard, string description)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(word => word.ToLowerInvariant()).ToList();
        return new Option<T>(name)
        {
            HelpName = string.Join('|', words),
            Description = description,
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                var word = result.Tokens.Single().Value;
                if (words.Contains(word))
                    return Enum.Parse<T>(word, ignoreCase: true);

                result.AddError($"{name} {word}: takes one of {string.Join(", ", words)}.");
                return default;
            },
        };
    }

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex LanguageTag();
}
