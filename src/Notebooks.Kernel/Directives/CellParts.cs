using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Kernel.CSharp;

namespace Notebooks.Kernel.Directives;

/// <summary>Takes a cell apart into its C# code, its directives, and text in other languages.</summary>
internal static class CellParts
{
    /// <summary>The parts in the order in which they are done.</summary>
    /// <exception cref="DirectiveException">A directive stands inside a statement.</exception>
    public static IReadOnlyList<CellPart> Split(string code)
    {
        // Most cells have none.
        if (!code.Contains('#') && !code.TrimStart().StartsWith('%'))
            return [new CSharpPart(code)];

        // Libraries and packages come first, wherever their lines stand: the code above such a line may use them as well.
        var first = new List<CellPart>();
        var then = new List<CellPart>();
        // The text with all blanked out that is done already.
        var rest = code.ToCharArray();
        for (var start = 0; start < code.Length;)
        {
            var text = new string(rest);
            var root = CSharpSyntaxTree.ParseText(text, CSharpSession.ParseOptions).GetCompilationUnitRoot();
            var (next, isSwitch) = (code.Length, false);
            foreach (var directive in Find(root, text, start))
            {
                if (directive.Name is "#i" or "#r")
                {
                    first.Add(new DirectivePart(directive));
                    Blank(rest, directive.Start, directive.Start + directive.Length);
                    continue;
                }

                RequireBetweenStatements(text, directive);
                (next, isSwitch) = (directive.Start, true);
                AddCode(directive.Start);
                var lineEnd = LineEnd(code, directive.Start);
                if (Languages.IsShown(directive.Name))
                {
                    var end = NextSwitch(code, lineEnd);
                    then.Add(new ContentPart(directive, code[Math.Min(lineEnd, end)..end].Trim('\r', '\n')));
                    lineEnd = end;
                }
                else if (!Languages.IsCSharp(directive.Name))
                {
                    then.Add(new DirectivePart(directive));
                }

                Blank(rest, 0, lineEnd);
                next = lineEnd;
                break;
            }
            if (!isSwitch)
                AddCode(code.Length);
            start = next;
        }
        return [.. first, .. then];

        void AddCode(int end)
        {
            var part = (char[])rest.Clone();
            Blank(part, end, part.Length);
            if (!part.AsSpan().IsWhiteSpace())
                then.Add(new CSharpPart(new string(part)));
        }
    }

    /// <summary>The same text with everything blanked out that is not C#, every place in it the same: for a look at its code alone.</summary>
    public static string CSharpOnly(string code)
    {
        try
        {
            var parts = Split(code).OfType<CSharpPart>().Select(part => part.Code).ToArray();
            if (parts is [var only])
                return only;
            var all = code.ToCharArray();
            for (var i = 0; i < all.Length; i++)
                all[i] = parts.Select(part => part[i]).FirstOrDefault(c => !char.IsWhiteSpace(c), char.IsWhiteSpace(all[i]) ? all[i] : ' ');
            return new string(all);
        }
        catch (DirectiveException)
        {
            return code;
        }
    }

    /// <summary>The directives that may stand at a position; null where none may.</summary>
    public static Completions? CompleteDirective(string code, int position)
    {
        var line = code.LastIndexOf('\n', Math.Max(0, position - 1), Math.Max(0, position)) + 1;
        var typed = code[line..position];
        var start = line + typed.Length - typed.TrimStart().Length;
        return typed.TrimStart().StartsWith("#!", StringComparison.Ordinal)
            ? new Completions([.. DirectiveTable.Names.Where(name => name.StartsWith(typed.Trim(), StringComparison.Ordinal)).Select(name => new Completion(name, "keyword"))], start, position)
            : null;
    }

    private static IEnumerable<Directive> Find(CompilationUnitSyntax root, string text, int start)
    {
        // A line of IPython: only as the first of a text, since elsewhere it may go on with an expression.
        var first = text.AsSpan(start).IndexOfAnyExcept(" \t\r\n");
        if (first >= 0 && text[start + first] == '%')
        {
            var line = text[(start + first)..LineEnd(text, start + first)].TrimEnd();
            yield return new Directive(line.Split(' ', '\t')[0], "", start + first, line.Length);
        }

        // Not in a string, not in a comment, not where #if leaves it out: the compiler knows.
        foreach (var trivia in root.DescendantTrivia(descendIntoTrivia: false))
        {
            if (trivia.SpanStart < start || !IsOurs(trivia, text))
                continue;
            var lineStart = text.LastIndexOf('\n', trivia.SpanStart) + 1;
            yield return Directive.Parse(text[lineStart..LineEnd(text, trivia.SpanStart)], lineStart);
        }
    }

    private static bool IsOurs(SyntaxTrivia trivia, string text)
    {
        if (trivia.GetStructure() is not DirectiveTriviaSyntax { IsActive: true } directive)
            return false;
        var line = text.AsSpan(trivia.SpanStart, LineEnd(text, trivia.SpanStart) - trivia.SpanStart).Trim();
        if (line.StartsWith("#!") || line.StartsWith("#i ") || line.StartsWith("#i\"") || line is "#i")
            return true;
        // The compiler's own business is a library at the top of the cell, and whatever it knows besides.
        return directive switch
        {
            ReferenceDirectiveTriviaSyntax reference => reference.ContainsDiagnostics || IsPackage(reference.File.ValueText),
            BadDirectiveTriviaSyntax => DirectiveTable.IsMeant(Directive.Parse(line.ToString(), 0).Name),
            _ => false,
        };
    }

    private static bool IsPackage(string reference) => reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);

    private static void RequireBetweenStatements(string text, Directive directive)
    {
        var before = CSharpSyntaxTree.ParseText(text[..directive.Start], CSharpSession.ParseOptions);
        if (!SyntaxFactory.IsCompleteSubmission(before))
            throw new DirectiveException(directive, $"{directive.Name} stands inside a statement or block. Move the line out of it, or end the statement before it.");
    }

    private static int NextSwitch(string code, int start)
    {
        while (start < code.Length)
        {
            var end = LineEnd(code, start);
            var line = code.AsSpan(start, end - start).TrimEnd();
            if (line.StartsWith("#!") && Languages.IsKnown(line.ToString().Split(' ', '\t')[0]))
                return start;
            start = Math.Min(end + 1, code.Length);
        }
        return start;
    }

    private static int LineEnd(string text, int start) => text.IndexOf('\n', start) is var end and >= 0 ? end : text.Length;

    private static void Blank(char[] text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is not ('\r' or '\n' or '\t'))
                text[i] = ' ';
        }
    }
}
