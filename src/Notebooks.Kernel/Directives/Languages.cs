namespace Notebooks.Kernel.Directives;

/// <summary>The directives that say in which language the lines below them are.</summary>
internal static class Languages
{
    private static readonly Dictionary<string, string> MimeTypes = new()
    {
        ["#!markdown"] = "text/markdown",
        ["#!md"] = "text/markdown",
        ["#!html"] = "text/html",
        ["#!HTML"] = "text/html",
        ["#!javascript"] = "text/html",
        ["#!js"] = "text/html",
    };

    private static readonly string[] Others =
        ["#!fsharp", "#!f#", "#!F#", "#!pwsh", "#!powershell", "#!mermaid", "#!http", "#!value", "#!sql", "#!kql"];

    public static bool IsCSharp(string name) => name is "#!csharp" or "#!c#" or "#!C#";

    /// <summary>Whether the lines below are shown rather than run.</summary>
    public static bool IsShown(string name) => MimeTypes.ContainsKey(name);

    public static bool IsKnown(string name) => IsCSharp(name) || IsShown(name) || Others.Contains(name);

    /// <summary>The lines below as content of a MIME type.</summary>
    public static (string MimeType, string Content) Shown(string name, string text) => name is "#!javascript" or "#!js"
        ? ("text/html", $"<script type=\"text/javascript\">{text}</script>")
        : (MimeTypes[name], text);
}
