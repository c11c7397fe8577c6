using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Classification;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Handouts.Code;

/// <summary>C# in colours, by Roslyn's classifier. Safe to use from many threads.</summary>
/// <remarks>
/// A cell is read alone and with no references, so that a handout does not depend on what happens to be built. What the
/// classifier cannot know then, whether a name is a type or a method, the name's place in the syntax tells.
/// </remarks>
internal sealed class CSharpColours(RenderedCache cache)
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    private readonly Lazy<Solution> empty = new(() => new AdhocWorkspace().CurrentSolution);
    private readonly ConcurrentDictionary<string, string> written = new(StringComparer.Ordinal);

    /// <summary>The code with a span around each token that has a colour; its text is the code, unchanged.</summary>
    public string Write(string code) => written.GetOrAdd(code, _ =>
    {
        var key = "C#" + code;
        if (cache.Find(key) is { } found)
            return found;
        var html = WriteNow(code);
        cache.Add(key, html);
        return html;
    });

    private string WriteNow(string code)
    {
        var html = new StringBuilder(code.Length * 2);
        var done = 0;
        foreach (var (span, colour) in Colours(code))
        {
            html.Append(WebUtility.HtmlEncode(code[done..span.Start]));
            html.Append($"<span class=\"nb-{colour}\">").Append(WebUtility.HtmlEncode(code[span.Start..span.End])).Append("</span>");
            done = span.End;
        }
        return html.Append(WebUtility.HtmlEncode(code[done..])).ToString();
    }

    private IEnumerable<(TextSpan Span, string Colour)> Colours(string code)
    {
        var magic = MagicLines(code);
        var document = Document(Blank(code, magic));
        var root = document.GetSyntaxRootAsync().GetAwaiter().GetResult()!;
        var spans = Classifier.GetClassifiedSpansAsync(document, new TextSpan(0, code.Length)).GetAwaiter().GetResult();
        var colours = spans
            .Select(span => (Span: span.TextSpan, Colour: Colour(span.ClassificationType) ?? PlaceColour(root, span)))
            .Where(span => span.Colour is not null && !magic.Any(line => line.OverlapsWith(span.Span)))
            .Select(span => (span.Span, span.Colour!))
            .Concat(magic.Select(line => (line, "directive")))
            .OrderBy(span => span.Item1.Start)
            .ThenByDescending(span => span.Item1.Length);

        // The classifier lays an escape over its string and cuts `#r` in two: of two that overlap the first stays, neighbours join.
        var last = (Span: default(TextSpan), Colour: "");
        foreach (var (span, colour) in colours)
        {
            if (span.Start < last.Span.End || span.IsEmpty)
                continue;
            if (span.Start == last.Span.End && colour == last.Colour)
            {
                last.Span = TextSpan.FromBounds(last.Span.Start, span.End);
                continue;
            }
            if (!last.Span.IsEmpty)
                yield return last;
            last = (span, colour);
        }
        if (!last.Span.IsEmpty)
            yield return last;
    }

    private Document Document(string code)
    {
        var project = ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "cell", "cell", LanguageNames.CSharp, parseOptions: Script);
        return empty.Value.AddProject(project)
            .AddDocument(DocumentId.CreateNewId(project.Id), "cell.csx", SourceText.From(code))
            .Projects.Single().Documents.Single();
    }

    private static string? Colour(string classification) => classification switch
    {
        ClassificationTypeNames.Keyword or ClassificationTypeNames.ControlKeyword => "keyword",
        ClassificationTypeNames.StringLiteral or ClassificationTypeNames.VerbatimStringLiteral => "string",
        ClassificationTypeNames.StringEscapeCharacter => "escape",
        ClassificationTypeNames.NumericLiteral => "number",
        ClassificationTypeNames.Comment or ClassificationTypeNames.ExcludedCode => "comment",
        ClassificationTypeNames.PreprocessorKeyword or ClassificationTypeNames.PreprocessorText => "directive",
        ClassificationTypeNames.ClassName or ClassificationTypeNames.RecordClassName or ClassificationTypeNames.StructName
            or ClassificationTypeNames.RecordStructName or ClassificationTypeNames.InterfaceName or ClassificationTypeNames.EnumName
            or ClassificationTypeNames.DelegateName or ClassificationTypeNames.TypeParameterName => "type",
        ClassificationTypeNames.MethodName or ClassificationTypeNames.ExtensionMethodName => "method",
        _ when classification.StartsWith("xml doc comment", StringComparison.Ordinal) => "comment",
        _ => null,
    };

    private static string? PlaceColour(SyntaxNode root, ClassifiedSpan span)
    {
        if (span.ClassificationType is not ClassificationTypeNames.Identifier
            || root.FindToken(span.TextSpan.Start).Parent is not SimpleNameSyntax name)
            return null;

        var isMember = name.Parent is MemberAccessExpressionSyntax access && access.Name == name;
        var whole = isMember ? (ExpressionSyntax)name.Parent! : name;
        if (whole.Parent is InvocationExpressionSyntax call && call.Expression == whole)
            return "method";
        if (name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null)
            return null;
        if (SyntaxFacts.IsInTypeOnlyContext(name))
            return "type";
        var isOwner = !isMember && name.Parent is MemberAccessExpressionSyntax owner && owner.Expression == name;
        return isOwner && char.IsUpper(name.Identifier.ValueText[0]) ? "type" : null;
    }

    /// <summary>The lines for the notebook's engine, such as <c>#!time</c>, <c>#i "..."</c>: C# knows none of them.</summary>
    private static List<TextSpan> MagicLines(string code) =>
        [.. SourceText.From(code).Lines.Where(IsMagic).Select(line => line.Span)];

    private static bool IsMagic(TextLine line) => line.ToString().TrimStart() is ['#', '!', ..] or ['#', 'i', ' ', ..];

    private static string Blank(string code, List<TextSpan> lines)
    {
        var text = code.ToCharArray();
        foreach (var line in lines)
            text.AsSpan(line.Start, line.Length).Fill(' ');
        return new string(text);
    }
}
