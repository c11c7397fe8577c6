using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Notebooks.Kernel.CSharp;

/// <summary>Does once, while the front end still connects, what the first cell would otherwise wait for: most of it is .NET compiling the compiler.</summary>
internal static class WarmUp
{
    private static readonly string[] Few = ["System.Private.CoreLib", "System.Runtime"];

    /// <summary>Compiles a cell that nobody sees.</summary>
    /// <param name="options">The options of cells.</param>
    /// <param name="emitOptions">How cells are written.</param>
    /// <param name="previous">What stands before the cell. Without, it has few references, so that it can be compiled beside the binding of all others.</param>
    public static void Compile(CSharpCompilationOptions options, EmitOptions emitOptions, CSharpCompilation? previous = null)
    {
        var references = previous is null ? Few.Select(name => HostAssemblies.Reference(name)!) : [];
        var tree = CSharpSyntaxTree.ParseText("var q = new[] { 1, 2 }; q[0] + 1", CSharpSession.ParseOptions, encoding: System.Text.Encoding.UTF8);
        var compilation = CSharpCompilation.CreateScriptCompilation("warm", tree, references, options, previous, returnType: typeof(object));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: emitOptions);
        Debug.Assert(emitted.Success, "The cell that nobody sees has an error.");
        _ = compilation.GetSemanticModel(tree).GetTypeInfo(tree.GetRoot().DescendantNodes().Last());
    }

    /// <summary>Formats a value that nobody sees.</summary>
    public static void Format() =>
        // Of a type that no cell can name: a formatter that a cell registers must find nothing decided already.
        _ = FormattedValue.ByMimeType(new Warm([1, 2]), []);

    private sealed record Warm(int[] Values);
}
