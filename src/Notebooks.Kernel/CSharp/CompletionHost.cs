using System.Composition.Hosting;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Microsoft.CodeAnalysis.Host;
using Microsoft.CodeAnalysis.Host.Mef;

namespace Notebooks.Kernel.CSharp;

/// <summary>The parts of Roslyn's editor services that completion needs.</summary>
/// <remarks>
/// All of them would also offer the types of namespaces without a using, from an index of every library that costs
/// seconds, and what has no name, such as conversions. Both edit the cell at another place than the cursor's word, for
/// which the protocol has no form.
/// </remarks>
internal static class CompletionHost
{
    private static readonly string[] NotNeeded =
    [
        "CodeFixProvider", "CodeRefactoringProvider", "ImportCompletionProvider", "UnnamedSymbolCompletionProvider", "SyncNamespacesService",
    ];

    public static HostServices Create() => MefHostServices.Create(
        new ContainerConfiguration().WithParts(MefHostServices.DefaultAssemblies.SelectMany(Parts)).CreateContainer());

    // Found in the metadata, so that only parts are loaded: one type in ten.
    private static unsafe List<Type> Parts(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var blob, out var length))
            throw new InvalidOperationException($"{assembly} has no metadata.");
        var metadata = new MetadataReader(blob, length);
        return [.. metadata.TypeDefinitions
            .Where(type => IsNeeded(metadata, metadata.GetTypeDefinition(type)))
            .Select(type => assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(type)))];
    }

    private static bool IsNeeded(MetadataReader metadata, TypeDefinition type) =>
        (type.Attributes & (TypeAttributes.Abstract | TypeAttributes.Interface)) == 0
        && !NotNeeded.Any(end => metadata.GetString(type.Name).EndsWith(end, StringComparison.Ordinal))
        && type.GetCustomAttributes().Any(attribute => AttributeName(metadata, attribute).StartsWith("Export", StringComparison.Ordinal));

    private static string AttributeName(MetadataReader metadata, CustomAttributeHandle attribute) =>
        metadata.GetCustomAttribute(attribute).Constructor is var constructor && constructor.Kind == HandleKind.MethodDefinition
            ? metadata.GetString(metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()).Name)
            : metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } parent
                ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name)
                : "";
}
