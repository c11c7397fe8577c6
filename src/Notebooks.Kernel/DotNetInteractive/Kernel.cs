using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Jupyter;
using Notebooks.Kernel.CSharp;

namespace Microsoft.DotNet.Interactive;

/// <summary>What every C# cell can call without a using, by the names that .NET Interactive has for it.</summary>
public static class Kernel
{
#pragma warning disable IDE1006 // The names are those of .NET Interactive.

    /// <summary>Shows a value below the cell.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mimeTypes">The MIME types to show it as; those that its formatters prefer where none is given.</param>
    /// <returns>The display, to be updated.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

#pragma warning restore IDE1006

    /// <summary>Removes what the cell has shown.</summary>
    /// <param name="wait">Not before there is something to show in its place, so that nothing flickers.</param>
    public static void ClearOutput(bool wait = false) => CellRun.Current?.Publish(new ClearOutputMessage(wait));

    /// <summary>HTML, to be shown as it is.</summary>
    public static IHtmlContent HTML(string content) => content.ToHtmlContent();

    /// <summary>Adds a style sheet to the page that shows the cell's output.</summary>
    public static void CSS(string content) => Show($"<style>{content}</style>");

    /// <summary>Runs a script in the page that shows the cell's output.</summary>
    public static void Javascript(string scriptContent) => Show($"<script type=\"text/javascript\">{scriptContent}</script>");

    /// <summary>Asks the reader for a line.</summary>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") => Task.FromResult(Ask(prompt, password: typeHint == "password"));

    /// <summary>Asks the reader for a line that is not shown while it is typed.</summary>
    public static Task<PasswordString> GetPasswordAsync(string prompt = "") => Task.FromResult(new PasswordString(Ask(prompt, password: true)));

    private static string Ask(string prompt, bool password) => CellRun.Current?.ReadLine(new InputRequest(prompt, password)) ?? "";

    private static void Show(string html) => display(HTML(html), HtmlFormatter.MimeType);
}
