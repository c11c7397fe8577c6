using System.Text.Json.Nodes;
using Notebooks.Jupyter;

namespace Notebooks.Kernel;

/// <summary>
/// Comms, which this kernel has no targets for: whoever opens one is told at once that it is closed.
/// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#custom-messages"/>.
/// </summary>
internal static class Comms
{
    /// <summary>
    /// The content of a comm_info_reply: <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#comm-info"/>.
    /// </summary>
    public static JsonObject Info() => new() { ["status"] = "ok", ["comms"] = new JsonObject() };

    /// <summary>
    /// What to say to a comm_open or comm_msg of a comm that is not there:
    /// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#opening-a-comm"/>.
    /// </summary>
    public static IopubMessage Close(JsonObject request) => new OtherMessage("comm_close", new JsonObject
    {
        ["comm_id"] = (string?)request["comm_id"] ?? "",
        ["data"] = new JsonObject(),
    });
}
