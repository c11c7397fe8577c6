using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Kernel.CSharp;

/// <summary>What may stand at a place of a cell, and the part of the cell whose place it would take.</summary>
internal sealed record Completions(IReadOnlyList<Completion> Items, int Start, int End);

/// <summary>A text that may stand at a place, and what kind of thing it names, in the words of front ends.</summary>
internal sealed record Completion(string Text, string Kind);

/// <summary>Completes code with Roslyn's CompletionService, which sees all cells before.</summary>
/// <remarks>
/// The service wants a workspace: a project for each cell, every one the submission after the one before, as the session
/// compiles them. It is not made before the first question, so that a session without questions does not pay for it.
/// </remarks>
internal sealed class CellCompletion(CSharpParseOptions parseOptions, CSharpCompilationOptions options)
{
    private readonly List<(string Name, SourceText Text, IReadOnlyList<MetadataReference> References)> _waiting = [];
    private Task<Chain>? _chain;
    private Answered? _answered;

    /// <summary>Counts a cell among those that come before what is completed.</summary>
    /// <param name="name">The cell's name.</param>
    /// <param name="text">Its code.</param>
    /// <param name="references">Libraries that it and those after it have besides.</param>
    public void Add(string name, SourceText text, IReadOnlyList<MetadataReference> references)
    {
        if (_chain is null)
            _waiting.Add((name, text, references));
        else
            _chain = ExtendAsync(_chain, name, text, references);
    }

    /// <summary>What may stand at a position of a cell that comes after all others.</summary>
    /// <param name="first">What the first cell is made from: the others have its references and usings from it.</param>
    /// <param name="code">The cell.</param>
    /// <param name="position">The position in it.</param>
    public async Task<Completions> CompleteAsync(CSharpCompilation first, string code, int position)
    {
        _chain ??= _waiting.Aggregate(
            Task.FromResult(new Chain(new AdhocWorkspace(CompletionHost.Create()).CurrentSolution, null, first)),
            (chain, cell) => ExtendAsync(chain, cell.Name, cell.Text, cell.References));
        _waiting.Clear();

        // While a word is typed the question comes again with every letter: what is around the word decides the answer.
        var word = Word(code, position);
        var around = new Around(await _chain, code[..word.Start], code[word.End..]);
        if (_answered is not { } answered || answered.Around != around)
        {
            var document = With(around.Cells, "completed", SourceText.From(code), []);
            var list = await CompletionService.GetService(document)!.GetCompletionsAsync(document, position);
            // An answer that takes the place of something else than the word, such as a path, is for this question alone.
            _answered = list.Span == word ? new Answered(around, list.ItemsList) : null;
            return Answer(list.ItemsList, code, position, list.Span);
        }
        return Answer(answered.Items, code, position, word);
    }

    private static Completions Answer(IReadOnlyList<CompletionItem> items, string code, int position, TextSpan span) => new(
        [.. Matching(items, code[span.Start..position]).Select(item => new Completion(Text(item), Kind(item))).DistinctBy(item => item.Text)],
        span.Start, span.End);

    private static TextSpan Word(string code, int position)
    {
        int start = position, end = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
            start--;
        while (end < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[end]))
            end++;
        return TextSpan.FromBounds(start, end);
    }

    private async Task<Chain> ExtendAsync(Task<Chain> chain, string name, SourceText text, IReadOnlyList<MetadataReference> references)
    {
        // In the background, behind the cell itself, so that the next question need not wait for it.
        var before = await chain.ConfigureAwait(false);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var project = With(before, name, text, references).Project;
        // One after the other: left until the last one is asked for, they would nest as deep as there are cells.
        _ = await project.GetCompilationAsync().ConfigureAwait(false);
        return new Chain(project.Solution, project.Id, before.First);
    }

    private Document With(Chain chain, string name, SourceText text, IReadOnlyList<MetadataReference> references)
    {
        var (project, isFirst) = (ProjectId.CreateNewId(), chain.Last is null);
        return chain.Cells
            .AddProject(ProjectInfo.Create(
                project, VersionStamp.Default, name, name, LanguageNames.CSharp,
                compilationOptions: isFirst ? chain.First.Options : options,
                parseOptions: parseOptions,
                isSubmission: true,
                metadataReferences: isFirst ? [.. chain.First.References, .. references] : references,
                projectReferences: isFirst ? [] : [new ProjectReference(chain.Last!)]))
            .AddDocument(DocumentInfo.Create(
                DocumentId.CreateNewId(project), name, sourceCodeKind: SourceCodeKind.Script,
                loader: TextLoader.From(TextAndVersion.Create(text, VersionStamp.Default))))
            .GetProject(project)!.Documents.Single();
    }

    /// <summary>Those that begin with what was typed; where none does, those that hold it.</summary>
    private static IEnumerable<CompletionItem> Matching(IReadOnlyList<CompletionItem> items, string typed)
    {
        // What would change more than the word at the cursor has no form in the protocol.
        var simple = items.Where(item => !item.IsComplexTextEdit).ToArray();
        var begin = simple.Where(item => item.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToArray();
        return begin.Length > 0
            ? begin.OrderByDescending(item => item.FilterText.StartsWith(typed, StringComparison.Ordinal))
            : simple.Where(item => item.FilterText.Contains(typed, StringComparison.OrdinalIgnoreCase));
    }

    private static string Text(CompletionItem item) => item.Properties.GetValueOrDefault("InsertionText", item.DisplayText);

    private static string Kind(CompletionItem item) => item.Tags.Select(tag => tag switch
    {
        WellKnownTags.Method or WellKnownTags.ExtensionMethod or WellKnownTags.Operator => "function",
        WellKnownTags.Property => "property",
        WellKnownTags.Field or WellKnownTags.Event or WellKnownTags.Constant or WellKnownTags.EnumMember => "field",
        WellKnownTags.Local or WellKnownTags.Parameter or WellKnownTags.RangeVariable => "instance",
        WellKnownTags.Class or WellKnownTags.Structure or WellKnownTags.Delegate or WellKnownTags.TypeParameter => "class",
        WellKnownTags.Interface => "interface",
        WellKnownTags.Enum => "enum",
        WellKnownTags.Namespace or WellKnownTags.Module => "module",
        WellKnownTags.Keyword => "keyword",
        WellKnownTags.File or WellKnownTags.Folder or WellKnownTags.Assembly or WellKnownTags.Reference => "path",
        _ => null,
    }).FirstOrDefault(kind => kind is not null) ?? "text";

    /// <summary>The cells so far, the last of them, and what the first is made from.</summary>
    private sealed record Chain(Solution Cells, ProjectId? Last, CSharpCompilation First);

    /// <summary>All that decides an answer but the word at the cursor.</summary>
    private sealed record Around(Chain Cells, string Before, string After);

    // A class, so that the editor services are not loaded with the type of the field, but with the first question.
    private sealed record Answered(Around Around, IReadOnlyList<CompletionItem> Items);
}
