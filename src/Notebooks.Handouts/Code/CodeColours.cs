using System.Net;

namespace Notebooks.Handouts.Code;

/// <summary>Code in colours, whatever its language. Safe to use from many threads.</summary>
internal sealed class CodeColours(RenderedCache cache)
{
    // highlight.js takes seconds for so much, and no reader looks at more. Roslyn is quick at any length.
    private const int LongestOfOthers = 20_000;

    private readonly CSharpColours csharp = new(cache);
    private readonly OtherColours others = new(cache);

    /// <summary>The code as HTML, its text unchanged.</summary>
    /// <param name="code">The code.</param>
    /// <param name="language">Its name in a notebook or a Markdown fence; without colours where it is empty or not known.</param>
    public string Write(string code, string language)
    {
        if (CellLanguage.IsCSharp(language))
            return csharp.Write(code);
        return (language.Length == 0 || code.Length > LongestOfOthers ? null : others.Write(code, language.ToLowerInvariant())) ?? WebUtility.HtmlEncode(code);
    }
}
