using System.Net;

namespace Notebooks.Handouts.Code;

/// <summary>A block of code as HTML; the language goes by the name that a notebook or a Markdown fence gives it.</summary>
internal static class CodeHtml
{

    public static string Write(string code, string language, CSharpColours csharp)
    {
        var text = CellLanguage.IsCSharp(language) ? csharp.Write(code) : WebUtility.HtmlEncode(code);
        return $"<div class=\"nb-code nb-scroll\" data-label=\"Code\"><pre><code>{text}</code></pre></div>";
    }
}
