using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Notebooks.Kernel.CSharp;

/// <summary>Does once, while the front end still connects, what the first cell would otherwise wait for: most of it is .NET compiling the compiler.</summary>
internal static class WarmUp
{
    /// <summary>Compiles a cell that nobody sees.</summary>
    /// <remarks>It needs few references, so that it runs beside the binding of all others.</remarks>
    public static void Compile(CSharpCompilationOptions options, EmitOptions emitOptions)
    {
        var references = ((string[])["System.Private.CoreLib", "System.Runtime"]).Select(name => HostAssemblies.Reference(name)!);
        var tree = CSharpSyntaxTree.ParseText("var q = new[] { 1, 2 }; q[0] + 1", CSharpSession.ParseOptions, encoding: System.Text.Encoding.UTF8);
        var compilation = CSharpCompilation.CreateScriptCompilation("warm", tree, references, options, returnType: typeof(object));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        _ = compilation.Emit(assembly, symbols, options: emitOptions);
        _ = compilation.GetSemanticModel(tree).GetTypeInfo(tree.GetRoot().DescendantNodes().Last());
    }

    /// <summary>Formats a value that nobody sees.</summary>
    public static void Format() =>
        // Of a type that no cell can name: a formatter that a cell registers must find nothing decided already.
        _ = FormattedValue.ByMimeType(new Warm([1, 2]), []);

    private sealed record Warm(int[] Values);
}
