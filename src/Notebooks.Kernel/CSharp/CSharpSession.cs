using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Notebooks.Jupyter;
using Notebooks.Kernel.Directives;
using Notebooks.Kernel.Packages;

namespace Notebooks.Kernel.CSharp;

/// <summary>A C# session: cells that are compiled and run one after the other, each seeing what those before declared.</summary>
/// <remarks>
/// A cell is a submission of Roslyn's scripting compiler. The chain of compilations is kept here rather than as
/// ScriptState, so that a cell that was interrupted leaves its variables behind, and so that the references are given to
/// the first cell alone: the others have them from the cell before. A cell that is given them once more keeps, and binds,
/// a list that grows by all of them a cell (measured after 300 cells: 1.7 MB a cell, against 0.05 MB). A cell that leaves
/// nothing to later ones, such as one that only shows something, is no link of the chain: what the next cell is made from
/// stays as it is.
/// </remarks>
internal sealed class CSharpSession
{
    /// <summary>The language of the cells: that of .NET 10, and of .NET Interactive.</summary>
    public const LanguageVersion Language = LanguageVersion.CSharp14;

    /// <summary>How cells are read.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(Language, kind: SourceCodeKind.Script);

    // Endless recursion is to be an error of the cell, not the end of the process.
    private static readonly EmitOptions EmitOptions = new(
        debugInformationFormat: DebugInformationFormat.PortablePdb,
        instrumentationKinds: [InstrumentationKind.StackOverflowProbing]);

    // Given to the first cell, like the references. Given anew, they would clash with those of the cell before once a #r
    // brings in something that the kernel's own assembly refers to as well.
    private static readonly string[] Usings =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        "Microsoft.DotNet.Interactive.Kernel",
    ];

    private readonly CellLoadContext _loadContext = new();
    private readonly CellReferences _references;
    private readonly CellSources _sources = new();
    private readonly CSharpCompilationOptions _options;
    private readonly Task<CSharpCompilation> _first;
    private Task<CSharpCompilation> _next;
    private readonly CellCompletion _completion;
    private readonly List<MetadataReference> _newReferences = [];
    private CSharpCompilation? _previous;
    private int _number = 1;
    private int _loaded;

    // The instances of the submissions' classes, which hold the variables. The first place is that of a host object.
    private object?[] _submissions = new object?[16];
    private int _lastSlot;

    public CSharpSession()
    {
        _references = new CellReferences(_loadContext);
        _options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            // A cell is small: to hand its parts to other threads takes longer than to compile them.
            concurrentBuild: false,
            nullableContextOptions: NullableContextOptions.Disable,
            metadataReferenceResolver: _references,
            sourceReferenceResolver: _sources);
        _completion = new CellCompletion(ParseOptions, _options);
        _first = _next = Task.Run(BindReferences);
        _ = Task.Run(() => WarmUp.Compile(_options, EmitOptions));
    }

    /// <summary>Whether libraries were loaded that no cell has taken over yet.</summary>
    public bool HasNewReferences => _newReferences.Count > 0;

    /// <summary>The variables of all cells.</summary>
    public IReadOnlyList<SessionVariable> Variables() => SessionVariable.Of(_previous, _submissions[..(_lastSlot + 1)]);

    /// <summary>Loads a library for the cells from here on.</summary>
    /// <returns>Why it cannot be loaded; null where it is.</returns>
    public string? AddLibrary(string reference, string cellName)
    {
        var found = _references.ResolveReference(reference, cellName, MetadataReferenceProperties.Assembly);
        _newReferences.AddRange(found);
        return found.IsEmpty ? _references.Missing(reference) : null;
    }

    /// <summary>Loads the libraries of packages for the cells from here on.</summary>
    public void AddPackages(RestoredPackages packages) => _newReferences.AddRange(_references.Add(packages));

    /// <summary>Compiles and runs a part of a cell, and shows what it shows, its value or its error included.</summary>
    /// <param name="run">The run of the cell.</param>
    /// <param name="cell">The whole cell.</param>
    /// <param name="code">The part, at its place in the cell.</param>
    /// <returns>The error that ended it; null where none did.</returns>
    public async Task<ErrorOutput?> RunAsync(CellRun run, CellText cell, string code)
    {
        var tree = Parse(code, cell.Name);
        var compilation = await CompileAsync(tree);
        _sources.Remember(cell);

        var leavesSomething = LeavesSomething(compilation, tree);
        var (factory, errors) = Load(compilation, leavesSomething);
        if (factory is null && BareExpressions.Discarded(tree, errors) is { } discarded)
        {
            tree = discarded;
            compilation = await CompileAsync(tree);
            leavesSomething = LeavesSomething(compilation, tree);
            (factory, _) = Load(compilation, leavesSomething);
        }
        if (factory is null)
            return CompileErrors.Describe(errors, _references);

        // From here on the cell's declarations are there for later cells, whether it ends well or not.
        if (leavesSomething)
        {
            _previous = compilation;
            if (HasCode(compilation))
                _lastSlot++;
            _completion.Add(compilation.AssemblyName!, await tree.GetTextAsync(), [.. _newReferences]);
            _newReferences.Clear();
            PrepareNext();
        }

        try
        {
            var value = await factory(_submissions);
            if (HasValue(value, compilation, tree))
                run.Publish(new OutputMessage(new ExecuteResult(run.Number, FormattedValue.ByMimeType(value, []), [])));
            return null;
        }
        catch (Exception exception)
        {
            return Describe(exception);
        }
    }

    /// <summary>Computes an expression that leaves nothing behind, as the session stands.</summary>
    /// <returns>The value by MIME type, or the error.</returns>
    public async Task<(JsonObject? Value, ErrorOutput? Error)> EvaluateAsync(string expression)
    {
        var tree = Parse(expression, "");
        var compilation = await CompileAsync(tree);
        try
        {
            var (factory, errors) = Load(compilation, leavesSomething: false);
            if (factory is null)
                return (null, CompileErrors.Describe(errors, _references));
            var value = await factory(_submissions);
            return HasValue(value, compilation, tree)
                ? (FormattedValue.ByMimeType(value, []), null)
                : (null, new ErrorOutput(CompileErrors.Name, $"'{expression}' has no value.", []));
        }
        catch (Exception exception)
        {
            return (null, Describe(exception));
        }
    }

    /// <summary>What may stand at a position of a cell that comes next.</summary>
    public async Task<Completions> CompleteAsync(string code, int position) =>
        CellParts.CompleteDirective(code, position) ?? await _completion.CompleteAsync(await _first, CellParts.CSharpOnly(code), position);

    /// <summary>What is known of the name at a position of a cell that comes next; null where nothing is.</summary>
    public async Task<Description?> InspectAsync(string code, int position, bool detailed)
    {
        var tree = Parse(CellParts.CSharpOnly(code), "");
        var compilation = await CompileAsync(tree);
        return CellInspection.Describe(compilation.GetSemanticModel(tree), position, detailed);
    }

    /// <summary>Whether code is a whole cell.</summary>
    public static Completeness Completeness(string code)
    {
        var tree = Parse(CellParts.CSharpOnly(code), "");
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return CSharp.Completeness.Incomplete;
        return tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            ? CSharp.Completeness.Invalid
            : CSharp.Completeness.Complete;
    }

    /// <summary>An exception as the reader of a cell needs it.</summary>
    public ErrorOutput Describe(Exception exception) => RuntimeErrors.Describe(exception, _sources);

    /// <summary>What the first cell is made from.</summary>
    private CSharpCompilation BindReferences()
    {
        var first = Bind(CSharpCompilation.CreateScriptCompilation(
            Name, references: HostAssemblies.References, options: _options.WithUsings(Usings).WithScriptClassName(Name), returnType: typeof(object)));
        _ = Task.Run(WarmUp.Format);
        return first;
    }

    /// <summary>Begins what the next cell is made from, beside the run of this one: a third of the work of a small cell.</summary>
    private void PrepareNext()
    {
        _number++;
        _next = Task.Run(() => Bind(CSharpCompilation.CreateScriptCompilation(
            Name, options: _options.WithScriptClassName(Name), previousScriptCompilation: _previous, returnType: typeof(object))));
    }

    private static CSharpCompilation Bind(CSharpCompilation compilation)
    {
        _ = compilation.GetSpecialType(SpecialType.System_Object);
        return compilation;
    }

    /// <summary>The name of the assembly and class of the next cell in the chain.</summary>
    private string Name => $"Submission#{_number}";

    private static SyntaxTree Parse(string code, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), ParseOptions, path);

    private async Task<CSharpCompilation> CompileAsync(SyntaxTree tree) =>
        (await _next).AddReferences(_newReferences).AddSyntaxTrees(tree);

    /// <summary>Whether later cells have anything of a cell: what it declares, its usings, its libraries.</summary>
    private bool LeavesSomething(CSharpCompilation compilation, SyntaxTree tree)
    {
        var root = tree.GetCompilationUnitRoot();
        return _newReferences.Count > 0 || root.Usings.Count > 0 || root.Externs.Count > 0 || root.ContainsDirectives
            || compilation.ScriptClass!.GetMembers().Any(member => !member.IsImplicitlyDeclared);
    }

    // A cell of usings and directives alone has nothing to run, and the compiler gives it no place among the submissions.
    private static bool HasCode(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.Any(tree => tree.GetCompilationUnitRoot().Members.Count > 0);

    private (Func<object?[], Task<object?>>? Factory, ImmutableArray<Diagnostic> Errors) Load(CSharpCompilation compilation, bool leavesSomething)
    {
        if (!HasCode(compilation))
        {
            var errors = Errors(compilation.GetDiagnostics());
            return (errors.IsEmpty ? _ => Task.FromResult<object?>(null) : null, errors);
        }

        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        // No two assemblies that are loaded have the same name, and later cells know those that they refer to by the compilation's.
        var options = leavesSomething ? EmitOptions : EmitOptions.WithOutputNameOverride($"{compilation.AssemblyName}-{++_loaded}");
        var emitted = compilation.Emit(assembly, symbols, options: options);
        if (!emitted.Success)
            return (null, Errors(emitted.Diagnostics));

        assembly.Position = symbols.Position = 0;
        var (checkedAssembly, checkedSymbols) = compilation.SyntaxTrees.Any(InterruptChecks.AreNeeded)
            ? InterruptChecks.AddTo(assembly, symbols)
            : (assembly, symbols);
        var entry = compilation.GetEntryPoint(CancellationToken.None)!;
        var factory = _loadContext.LoadFromStream(checkedAssembly, checkedSymbols)
            .GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();

        if (_lastSlot + 1 == _submissions.Length)
            Array.Resize(ref _submissions, _submissions.Length * 2);
        return (factory, []);
    }

    private static ImmutableArray<Diagnostic> Errors(ImmutableArray<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    /// <summary>Whether the cell has a value: it ends in an expression without a semicolon that is not void, or returns one.</summary>
    private static bool HasValue(object? value, CSharpCompilation compilation, SyntaxTree tree)
    {
        // Of a null only the code tells whether it is a value: a cell without one returns null, too.
        if (value is not null)
            return true;
        var root = tree.GetCompilationUnitRoot();
        if (root.Members.OfType<GlobalStatementSyntax>().Any(statement => ReturnsValue(statement.Statement)))
            return true;
        return root.Members.OfType<GlobalStatementSyntax>().LastOrDefault()?.Statement
                is ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last
            && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).ConvertedType?.SpecialType != SpecialType.System_Void;
    }

    private static bool ReturnsValue(StatementSyntax statement) => statement
        .DescendantNodesAndSelf(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
        .Any(node => node is ReturnStatementSyntax { Expression: not null });
}
