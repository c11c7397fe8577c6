using System.Composition.Hosting;
using System.Reflection;
using Microsoft.CodeAnalysis.Host;
using Microsoft.CodeAnalysis.Host.Mef;

namespace Notebooks.Kernel.CSharp;

/// <summary>The parts of Roslyn's editor services that completion needs.</summary>
/// <remarks>
/// All of them would take half as long again to put together, and would offer the types of namespaces without a using:
/// from an index of every library that costs seconds, and with an edit to another place of the cell, for which the
/// protocol has no form.
/// </remarks>
internal static class CompletionHost
{
    private static readonly string[] NotNeeded =
    [
        "CodeFixProvider", "CodeRefactoringProvider", "RefactoringProvider", "DiagnosticAnalyzer", "FixAllProvider", "ImportCompletionProvider",
        "RenameService", "NavigationService", "StructureProvider", "OutliningProvider", "SignatureHelpProvider", "EmbeddedLanguageProvider",
    ];

    public static HostServices Create() => MefHostServices.Create(
        new ContainerConfiguration()
            .WithParts(MefHostServices.DefaultAssemblies.SelectMany(Types).Where(IsNeeded))
            .CreateContainer());

    private static bool IsNeeded(Type type) =>
        type is { IsClass: true, IsAbstract: false } && !NotNeeded.Any(end => type.Name.EndsWith(end, StringComparison.Ordinal));

    private static Type[] Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            // A type of it needs an assembly that is not there, and is not needed here.
            return [.. e.Types.OfType<Type>()];
        }
    }
}
