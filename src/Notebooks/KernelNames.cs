using System.Text.Json.Nodes;

namespace Notebooks;

/// <summary>The names that .NET Interactive has for the kernels of one notebook, and the metadata that says so.</summary>
internal sealed class KernelNames
{
    public const string Markdown = "markdown";
    public const string Raw = "raw";

    private static readonly (string Name, string[] Aliases)[] BuiltIn =
    [
        ("csharp", ["c#", "C#"]),
        ("fsharp", ["f#", "F#"]),
        ("pwsh", ["powershell"]),
        ("html", ["HTML"]),
        ("javascript", ["js"]),
        ("mermaid", []),
        ("http", []),
        ("value", []),
        (Markdown, ["md"]),
    ];

    private readonly Dictionary<string, string> _nameOf = [];

    /// <param name="kernelInfo">The <c>kernelInfo</c> of a notebook, which adds to the kernels that .NET Interactive always has.</param>
    public KernelNames(JsonObject? kernelInfo)
    {
        foreach (var item in (kernelInfo?["items"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (item.Text("name") is { } name)
                Add(name, (item["aliases"] as JsonArray ?? []).OfType<JsonValue>().Select(alias => alias.TryGetValue<string>(out var text) ? text : name));
        }

        foreach (var (name, aliases) in BuiltIn)
            Add(name, aliases);
    }

    /// <summary>The kernel's name, from its name or an alias; null where no kernel is called so.</summary>
    public string? Find(string nameOrAlias) => _nameOf.GetValueOrDefault(nameOrAlias);

    /// <summary>The kernel of a code cell that names none.</summary>
    public static string DefaultOf(JsonObject metadata) =>
        metadata.Text("polyglot_notebook", "kernelInfo", "defaultKernelName")
        ?? metadata.Text("dotnet_interactive", "defaultKernelName")
        ?? (metadata.Text("kernelspec", "language") ?? metadata.Text("language_info", "name"))?.ToLowerInvariant() switch
        {
            null or "c#" or "polyglot-notebook" => "csharp",
            "f#" => "fsharp",
            "powershell" => "pwsh",
            var other => other,
        };

    /// <summary>The metadata that makes Jupyter and VS Code choose .NET for a notebook.</summary>
    public static JsonObject NotebookMetadata(JsonObject polyglotNotebook)
    {
        var language = polyglotNotebook.Text("kernelInfo", "defaultKernelName") switch
        {
            "fsharp" => "F#",
            "pwsh" => "PowerShell",
            _ => "C#",
        };
        return new JsonObject
        {
            ["kernelspec"] = new JsonObject
            {
                ["display_name"] = $".NET ({language})",
                ["language"] = language,
                ["name"] = $".net-{language.Replace("#", "sharp").ToLowerInvariant()}",
            },
            ["language_info"] = new JsonObject { ["name"] = "polyglot-notebook" },
            ["polyglot_notebook"] = polyglotNotebook,
        };
    }

    /// <summary>The metadata of a code cell for one kernel.</summary>
    public static JsonObject CellMetadata(string name) => new()
    {
        ["dotnet_interactive"] = new JsonObject { ["language"] = name },
        ["polyglot_notebook"] = new JsonObject { ["kernelName"] = name },
    };

    /// <summary>The <c>kernelInfo</c> of a notebook for one kernel.</summary>
    public static JsonObject NewKernelInfo(string name) => new() { ["defaultKernelName"] = name, ["items"] = new JsonArray(NewItem(name)) };

    /// <summary>Adds the kernels to <c>kernelInfo</c> that neither it nor .NET Interactive has.</summary>
    public static KernelNames Declare(IEnumerable<string> used, JsonObject kernelInfo)
    {
        foreach (var name in used.Distinct().Where(name => new KernelNames(kernelInfo).Find(name) is null))
        {
            if (kernelInfo["items"] is not JsonArray items)
                kernelInfo["items"] = items = [];
            items.Add(NewItem(name));
        }

        return new KernelNames(kernelInfo);
    }

    private static JsonObject NewItem(string name) => new() { ["aliases"] = new JsonArray(), ["name"] = name };

    private void Add(string name, IEnumerable<string> aliases)
    {
        foreach (var alias in aliases.Prepend(name))
            _nameOf.TryAdd(alias, name);
    }
}
