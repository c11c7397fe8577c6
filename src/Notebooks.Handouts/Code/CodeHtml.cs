namespace Notebooks.Handouts.Code;

/// <summary>A block of code as HTML; the language goes by the name that a notebook or a Markdown fence gives it.</summary>
internal static class CodeHtml
{
    public static string Write(string code, string language, CodeColours colours) =>
        $"<div class=\"nb-code nb-scroll\" data-label=\"Code\"><pre><code>{colours.Write(code, language)}</code></pre></div>";
}
