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
            foreach (var part in parts)
                Check(part);
            Load(run, cell, [.. parts.OfType<DirectivePart>().Select(part => part.Directive)]);
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
                        var (mimeType, text) = Languages.Shown(content.Directive.Name, content.Text);
                        Show(run, new DisplayOutput(new() { [mimeType] = text }, []));
                        break;
                    case DirectivePart { Directive.Name: "#!time" }:
                        timed = Stopwatch.GetTimestamp();
                        break;
                    case DirectivePart { Directive: { Name: "#!import" } import }:
                        error = await ImportAsync(run, cell, import);
                        break;
                    case DirectivePart { Directive.Name: "#!who" or "#!whos" } who:
                        Show(run, Reports.Variables(session.Variables(), values: who.Directive.Name == "#!whos"));
                        break;
                    case DirectivePart { Directive.Name: "#!lsmagic" }:
                        Show(run, Reports.Directives());
                        break;
                    case DirectivePart { Directive.Name: "#!about" }:
                        Show(run, Reports.About());
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
                Show(run, Reports.WallTime(Stopwatch.GetElapsedTime(start)));
        }
    }

    /// <summary>Refuses what cannot be done before anything of the cell is.</summary>
    private static void Check(CellPart part)
    {
        switch (part)
        {
            case ContentPart { Directive: var language }:
                Require(language, language.Argument.Length == 0, "takes nothing behind it: the text begins on the next line.");
                break;
            case DirectivePart { Directive: { Name: "#!time" or "#!who" or "#!whos" or "#!lsmagic" or "#!about" } directive }:
                Require(directive, directive.Argument.Length == 0, $"takes nothing behind it, and here stands '{directive.Argument}'. Delete that, or put it on a line of its own.");
                break;
            case DirectivePart { Directive: { Name: not ("#r" or "#i" or "#!import") } directive }:
                throw new DirectiveException(directive, DirectiveTable.WhyNot(directive.Name));
        }
    }

    private void Load(CellRun run, CellText cell, IReadOnlyList<Directive> directives)
    {
        foreach (var directive in directives.Where(directive => directive.Name == "#r" && !PackageRequest.IsPackage(directive)))
        {
            Require(directive, directive.Quoted is not null, "takes a library or package in quotes, and nothing behind it: #r \"path/to/Library.dll\" or #r \"nuget: Name, Version\".");
            if (session.AddLibrary(directive.Quoted!, cell.Name) is { } missing)
                throw new DirectiveException(directive, missing);
        }
        _packages.Load(run, [.. directives.Where(directive => directive.Name == "#i" || PackageRequest.IsPackage(directive))]);
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

    private static void Show(CellRun run, DisplayOutput output) => run.Publish(new OutputMessage(output));

    private static void Require(Directive directive, bool condition, string otherwise)
    {
        if (!condition)
            throw new DirectiveException(directive, $"{directive.Name} {otherwise}");
    }
}
