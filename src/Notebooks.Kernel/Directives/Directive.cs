namespace Notebooks.Kernel.Directives;

/// <summary>A line of a cell that speaks to the kernel, such as <c>#!time</c> or <c>#r "nuget: Name"</c>.</summary>
/// <param name="Name">Its first word: <c>#!time</c>, <c>#r</c>, <c>#i</c>.</param>
/// <param name="Argument">The rest of the line.</param>
/// <param name="Start">Where the line's first word begins in the text of the cell.</param>
/// <param name="Length">How long it is, its argument included.</param>
internal sealed record Directive(string Name, string Argument, int Start, int Length)
{
    /// <summary>The argument without its quotes; null where it has none.</summary>
    public string? Quoted => Argument is ['"', .. var inner, '"'] && !inner.Contains('"') ? inner : null;

    /// <summary>The directive of a line, which begins with <c>#</c> after what white space there may be.</summary>
    public static Directive Parse(string line, int lineStart)
    {
        var text = line.Trim();
        var end = text.AsSpan().IndexOfAnyExcept(NameCharacters);
        var name = end < 0 ? text : text[..end];
        return new Directive(name, text[name.Length..].Trim(), lineStart + line.IndexOf('#'), text.Length);
    }

    // A name may hold what the names of languages hold, c# and f# included.
    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("#!-_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}
