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
/// ScriptState, so that a cell that was interrupted leaves its variables behind, and so that the references are given
/// once, to what stands before the first cell: every cell has them from the one before. A cell that is given them once more keeps, and binds,
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

    // A cell that declares nothing to call cannot recur.
    private static readonly EmitOptions EmitOptionsWithoutProbes = EmitOptions.WithInstrumentationKinds([]);

    // Given to what stands before the first cell, like the references. Given anew, they would clash with those of the cell before once a #r
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
    private readonly Task<CSharpCompilation> _start;
    private Task<CSharpCompilation> _next;
    private readonly CellCompletion _completion;
    private readonly List<MetadataReference> _newReferences = [];
    private CSharpCompilation? _previous;
    private int _number;
    private int _loaded;

    // The instances of the submissions' classes, which hold the variables. The first place is that of a host object.
    private object?[] _submissions = new object?[16];
    private int _lastSlot;

    public CSharpSession()
    {
        _references = new CellReferences(_loadContext);
        _options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Debug,
            // A cell is small: to hand its parts to other threads takes longer than to compile them.
            concurrentBuild: false,
            nullableContextOptions: NullableContextOptions.Disable,
            metadataReferenceResolver: _references,
            sourceReferenceResolver: _sources);
        _completion = new CellCompletion(ParseOptions, _options);
        _start = Task.Run(BindReferences);
        _next = NextAsync();
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
            _next = NextAsync();
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
        CellParts.CompleteDirective(code, position) ?? await _completion.CompleteAsync(await _start, CellParts.CSharpOnly(code), position);

    /// <summary>What is known of the name at a position of a cell that comes next; null where nothing is.</summary>
    public async Task<Description?> InspectAsync(string code, int position, bool detailed)
    {
        var tree = Parse(CellParts.CSharpOnly(code), "");
        var compilation = await CompileAsync(tree);
        return CellInspection.Describe(compilation.GetSemanticModel(tree), position, detailed);
    }

    /// <summary>Compiles a cell that nobody sees, once what stands before the first cell is there.</summary>
    /// <returns>Whether it is.</returns>
    public bool Practise()
    {
        if (!_start.IsCompletedSuccessfully)
            return false;
        WarmUp.Compile(_options, EmitOptions, _start.Result);
        return true;
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

    /// <summary>What stands before the first cell: a cell without code, of the references and usings.</summary>
    /// <remarks>It is a cell of its own because a cell binds its usings anew, which takes a tenth of the time of a small one.</remarks>
    private CSharpCompilation BindReferences()
    {
        var start = Bind(CSharpCompilation.CreateScriptCompilation(
            "Start", references: HostAssemblies.References, options: _options.WithUsings(Usings).WithScriptClassName("Start"), returnType: typeof(object)));
        _ = Task.Run(WarmUp.Format);
        return start;
    }

    /// <summary>What the next cell is made from: begun beside the run of the one before, a third of the work of a small cell.</summary>
    private async Task<CSharpCompilation> NextAsync()
    {
        var (name, previous) = ($"Submission#{++_number}", _previous);
        previous ??= await _start.ConfigureAwait(false);
        return await Task.Run(() => Bind(CSharpCompilation.CreateScriptCompilation(
            name, options: _options.WithScriptClassName(name), previousScriptCompilation: previous, returnType: typeof(object)))).ConfigureAwait(false);
    }

    private static CSharpCompilation Bind(CSharpCompilation compilation)
    {
        _ = compilation.GetSpecialType(SpecialType.System_Object);
        return compilation;
    }

    private static SyntaxTree Parse(string code, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), ParseOptions, path);

    private async Task<CSharpCompilation> CompileAsync(SyntaxTree tree) =>
        Fitting(tree, (await _next).AddReferences(_newReferences).AddSyntaxTrees(tree));

    private static CSharpCompilation Fitting(SyntaxTree tree, CSharpCompilation compilation)
    {
        var options = compilation.Options;
        // Not allowed to every cell: an assembly that may be unsafe says so, which takes a twentieth of the time of a small cell.
        if (tree.GetRoot().DescendantTokens().Any(token => token.IsKind(SyntaxKind.UnsafeKeyword)))
            options = options.WithAllowUnsafe(true);
        // Without loops and anything to call, a cell is over before .NET has optimised it.
        if (InterruptChecks.AreNeeded(tree))
            options = options.WithOptimizationLevel(OptimizationLevel.Release);
        return compilation.WithOptions(options);
    }

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
        var canBeEndless = compilation.SyntaxTrees.Any(InterruptChecks.AreNeeded);
        var options = canBeEndless ? EmitOptions : EmitOptionsWithoutProbes;
        // No two assemblies that are loaded have the same name, and later cells know those that they refer to by the compilation's.
        if (!leavesSomething)
            options = options.WithOutputNameOverride($"{compilation.AssemblyName}-{++_loaded}");
        var emitted = compilation.Emit(assembly, symbols, options: options);
        if (!emitted.Success)
            return (null, Errors(emitted.Diagnostics));

        assembly.Position = symbols.Position = 0;
        var (checkedAssembly, checkedSymbols) = canBeEndless
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
