using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Kernel.CSharp;
using Notebooks.Kernel.Packages;
using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;

namespace Notebooks.Kernel.Directives;

/// <summary>What the directives show, as a table for a page and as aligned text for a terminal.</summary>
internal static class Reports
{
    private const int ValueWidth = 100;

    public static DisplayOutput Variables(IReadOnlyList<SessionVariable> variables, bool values) => variables.Count == 0
        ? Display("<p>There are no variables yet.</p>", "There are no variables yet.")
        : Table(
            values ? ["Variable", "Type", "Value"] : ["Variable", "Type"],
            variables.Select(variable => (string[])(values ? [variable.Name, variable.Type, Value(variable.Value)] : [variable.Name, variable.Type])));

    public static DisplayOutput Directives() => Table(["Directive", "What it does"], DirectiveTable.Known.Select(directive => (string[])[directive.Usage, directive.Meaning]));

    public static DisplayOutput About() => Table(["", ""],
    [
        ["Kernel", $".NET (C#) {KernelInfoReply.Version}"],
        ["C#", CSharpSession.Language.ToDisplayString()],
        ["Runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"],
        ["Formatting", typeof(Formatter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]],
        ["Kernel's files", AppContext.BaseDirectory],
        ["Package cache", PackageCache.Directory],
    ]);

    public static DisplayOutput WallTime(TimeSpan time)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"Wall time: {time.TotalMilliseconds:0.0} ms");
        return new DisplayOutput(new JsonObject { [PlainTextFormatter.MimeType] = text }, []);
    }

    private static DisplayOutput Table(IReadOnlyList<string> headings, IEnumerable<string[]> rows)
    {
        var cells = rows.ToArray();
        var hasHeadings = headings.Any(heading => heading.Length > 0);
        PocketView html = table(
            hasHeadings ? thead(tr(headings.Select(heading => th(heading)))) : "",
            tbody(cells.Select(row => tr(row.Select((cell, column) => column == 0 ? td(code(cell)) : td(cell))))));

        var widths = headings.Select((heading, column) => cells.Select(row => row[column].Length).Append(heading.Length).Max()).ToArray();
        var lines = (hasHeadings ? cells.Prepend([.. headings]) : cells)
            .Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return Display(html.ToString(), string.Join('\n', lines));
    }

    private static DisplayOutput Display(string html, string text) =>
        new(new JsonObject { [HtmlFormatter.MimeType] = html, [PlainTextFormatter.MimeType] = text }, []);

    private static string Value(object? value)
    {
        string text;
        try
        {
            text = value.ToDisplayString(PlainTextFormatter.MimeType);
        }
        catch (Exception exception)
        {
            return $"cannot be shown: {exception.GetType().Name}: {exception.Message}";
        }
        var line = string.Join(' ', text.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ValueWidth ? line : $"{line[..ValueWidth]} ...";
    }
}
