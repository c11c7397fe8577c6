using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp;
using Notebooks.Jupyter;
using Notebooks.Kernel.CSharp;

namespace Notebooks.Kernel;

/// <summary>
/// What the kernel says of itself: <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#kernel-info"/>.
/// </summary>
internal static class KernelInfoReply
{
    /// <summary>The version of the kernel.</summary>
    public static readonly string Version =
        typeof(KernelInfoReply).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static JsonObject Content() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = MessageHeader.ProtocolVersion,
        ["implementation"] = "notebooks",
        ["implementation_version"] = Version,
        ["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = CSharpSession.Language.ToDisplayString(),
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
        ["banner"] = $".NET (C#) kernel {Version} on {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}",
        ["help_links"] = new JsonArray(new JsonObject { ["text"] = "C# reference", ["url"] = "https://learn.microsoft.com/dotnet/csharp/" }),
    };
}
