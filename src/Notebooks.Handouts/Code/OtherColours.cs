using System.Text.RegularExpressions;
using Jint;
using Jint.Native;

namespace Notebooks.Handouts.Code;

/// <summary>Code of other languages than C# in colours, by highlight.js in a JavaScript engine. Safe to use from many threads.</summary>
/// <remarks>It is loaded where a page has such code that was never coloured before.</remarks>
internal sealed partial class OtherColours(RenderedCache cache)
{
    private static readonly string[] Scripts =
        ["highlight/highlight.min.js", "highlight/fsharp.min.js", "highlight/julia.min.js", "highlight/powershell.min.js", "colours.js"];

    private readonly Lazy<Engine> engine = new(Load);
    private readonly Lock oneAtATime = new();

    /// <summary>The code with a span around each token that has a colour, its text unchanged; null in a language that is not known.</summary>
    public string? Write(string code, string language)
    {
        var key = $"{language} {code}";
        if (cache.Find(key) is { } found)
            return found;

        lock (oneAtATime)
        {
            if (engine.Value.Invoke("colour", code, language) is not JsString written)
                return null;
            var html = Kind().Replace(written.ToString(), token => Colour(token.Groups["kind"].Value) is { } colour ? $"<span class=\"nb-{colour}\">" : "<span>");
            cache.Add(key, html);
            return html;
        }
    }

    private static string? Colour(string kind) => kind switch
    {
        "keyword" or "literal" or "tag" or "name" or "selector-tag" => "keyword",
        "type" or "class" or "title class_" or "title class_ inherited__" => "type",
        "title" or "title function_" or "title function_ invoke__" or "built_in" => "method",
        "string" or "regexp" or "char escape_" or "symbol" => "string",
        "number" => "number",
        "comment" or "doctag" or "quote" => "comment",
        "meta" => "directive",
        _ => null,
    };

    private static Engine Load()
    {
        // It compiles those of the languages in use by itself.
        var parsing = new ScriptParsingOptions { CompileRegex = false };
        var js = new Engine();
        foreach (var script in Scripts)
            js.Execute(Asset.Text(script), script, parsing);
        return js;
    }

    [GeneratedRegex("<span class=\"hljs-(?<kind>[^\"]*)\">")]
    private static partial Regex Kind();
}
