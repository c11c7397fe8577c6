using System.Diagnostics;
using Notebooks.Jupyter;
using Notebooks.Kernel.CSharp;
using Notebooks.Kernel.Packages;

namespace Notebooks.Kernel.Directives;

/// <summary>Runs a cell with its directives: its parts one after the other, until one fails.</summary>
internal sealed class CellRunner(CSharpSession session)
{
    private readonly SessionPackages _packages = new(session);
    private readonly ImportedFiles _imported = new();

    /// <summary>Runs a cell, and shows what it shows, its value or its error included.</summary>
    /// <returns>The error that ended it; null where none did.</returns>
    public Task<ErrorOutput?> RunAsync(CellRun run) => RunAsync(run, new CellText($"Cell {run.Number}", run.Code));

    private async Task<ErrorOutput?> RunAsync(CellRun run, CellText cell)
    {
        long? timed = null;
        try
        {
            var parts = CellParts.Split(cell.Code);
            Load(run, cell, [.. parts.OfType<DirectivePart>().Select(part => part.Directive).Where(directive => directive.Name is "#r" or "#i")]);
            // Even a cell without code takes over the libraries that it loaded.
            if (!parts.OfType<CSharpPart>().Any() && session.HasNewReferences)
                parts = [.. parts, new CSharpPart("")];
            foreach (var part in parts)
            {
                ErrorOutput? error = null;
                switch (part)
                {
                    case CSharpPart code:
                        error = await session.RunAsync(run, cell, code.Code);
                        break;
                    case ContentPart content:
                        Require(content.Directive, content.Directive.Argument.Length == 0, "takes nothing behind it: the text begins on the next line.");
                        var (mimeType, text) = Languages.Shown(content.Directive.Name, content.Text);
                        run.Publish(new OutputMessage(new DisplayOutput(new() { [mimeType] = text }, [])));
                        break;
                    case DirectivePart { Directive: { Name: "#!time" } time }:
                        RequireNoArgument(time);
                        timed = Stopwatch.GetTimestamp();
                        break;
                    case DirectivePart { Directive: { Name: "#!import" } import }:
                        error = await ImportAsync(run, cell, import);
                        break;
                    case DirectivePart { Directive: { Name: not ("#r" or "#i") } directive }:
                        Show(run, directive);
                        break;
                }
                if (error is not null)
                    return error;
            }
            return null;
        }
        catch (DirectiveException exception)
        {
            return exception.Describe(cell);
        }
        finally
        {
            if (timed is { } start)
                run.Publish(new OutputMessage(Reports.WallTime(Stopwatch.GetElapsedTime(start))));
        }
    }

    private void Load(CellRun run, CellText cell, IReadOnlyList<Directive> directives)
    {
        foreach (var directive in directives.Where(directive => directive.Name == "#r" && !PackageRequest.IsPackage(directive)))
        {
            Require(directive, directive.Quoted is not null, "takes the path of a library in quotes: #r \"path/to/Library.dll\".");
            if (session.AddLibrary(directive.Quoted!, cell.Name) is { } missing)
                throw new DirectiveException(directive, missing);
        }
        _packages.Load(run, [.. directives.Where(directive => directive.Name == "#i" || PackageRequest.IsPackage(directive))]);
    }

    private void Show(CellRun run, Directive directive)
    {
        Func<DisplayOutput>? report = directive.Name switch
        {
            "#!who" => () => Reports.Variables(session.Variables(), values: false),
            "#!whos" => () => Reports.Variables(session.Variables(), values: true),
            "#!lsmagic" => Reports.Directives,
            "#!about" => Reports.About,
            _ => throw new DirectiveException(directive, DirectiveTable.WhyNot(directive.Name)),
        };
        RequireNoArgument(directive);
        run.Publish(new OutputMessage(report()));
    }

    private async Task<ErrorOutput?> ImportAsync(CellRun run, CellText cell, Directive directive)
    {
        using var file = _imported.Open(directive, cell);
        foreach (var imported in file.Cells)
        {
            if (await RunAsync(run, imported) is { } error)
                return error;
        }
        return null;
    }

    private static void RequireNoArgument(Directive directive) =>
        Require(directive, directive.Argument.Length == 0, $"takes nothing behind it, and here stands '{directive.Argument}'. Delete that, or put it on a line of its own.");

    private static void Require(Directive directive, bool condition, string otherwise)
    {
        if (!condition)
            throw new DirectiveException(directive, $"{directive.Name} {otherwise}");
    }
}
