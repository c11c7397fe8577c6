using System.Text.Json.Nodes;

namespace Notebooks.Jupyter;

/// <summary>
/// What a kernel says of itself: <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#kernel-info"/>.
/// </summary>
/// <param name="Implementation">The kernel's name, such as <c>ipython</c>.</param>
/// <param name="ImplementationVersion">The kernel's version.</param>
/// <param name="ProtocolVersion">The version of the protocol that it speaks.</param>
/// <param name="LanguageInfo">The notebook's <c>language_info</c>: name, version, mimetype, file_extension, ...</param>
public sealed record KernelInfo(string Implementation, string ImplementationVersion, string ProtocolVersion, JsonObject LanguageInfo)
{
    internal static KernelInfo FromWire(JsonObject content) => new(
        (string?)content["implementation"] ?? "",
        (string?)content["implementation_version"] ?? "",
        (string?)content["protocol_version"] ?? "",
        (JsonObject?)content["language_info"]?.DeepClone() ?? []);
}
