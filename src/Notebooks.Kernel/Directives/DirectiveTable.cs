namespace Notebooks.Kernel.Directives;

/// <summary>The directives that there are, and those of .NET Interactive that there are not, with what to do instead.</summary>
internal static class DirectiveTable
{
    /// <summary>What can be written, and what it does.</summary>
    public static readonly (string Usage, string Meaning)[] Known =
    [
        ("#r \"path/Library.dll\"", "Load a library; the path is relative to the notebook's folder."),
        ("#r \"nuget: Name, Version\"", "Load a NuGet package and what it needs; without a version the newest one."),
        ("#i \"nuget: SOURCE\"", "Look for packages in this folder or feed too."),
        ("#load \"path/script.csx\"", "Run a C# script as the beginning of this cell."),
        ("#!import path", "Run a notebook (.ipynb, .dib) or a C# file (.cs, .csx) here."),
        ("#!csharp", "C#, as without it."),
        ("#!markdown", "Show the lines below as Markdown. Also #!md."),
        ("#!html", "Show the lines below as HTML."),
        ("#!javascript", "Run the lines below in the page that shows the notebook. Also #!js."),
        ("#!time", "Show how long the rest of the cell takes."),
        ("#!who", "List the variables."),
        ("#!whos", "List the variables with their values."),
        ("#!lsmagic", "List these directives."),
        ("#!about", "Say which kernel this is, and on which .NET it runs."),
    ];

    /// <summary>The names of those.</summary>
    public static readonly IReadOnlyList<string> Names = [.. Known.Select(directive => directive.Usage.Split(' ')[0]).Distinct()];

    private static readonly Dictionary<string, string> Refused = new()
    {
        ["#!share"] = "this kernel runs C# alone, and every C# cell sees the variables of those before. Delete the line.",
        ["#!set"] = "this kernel runs C# alone. Write `var name = value;` instead.",
        ["#!value"] = "this kernel runs C# alone. Write the text as a C# string: `var name = \"\"\"...\"\"\";`.",
        ["#!connect"] = "this kernel connects to no other one. Load a library for it with #r \"nuget: Name\".",
        ["#!fsharp"] = "this kernel runs C# alone. Write the cell in C#, or run the notebook in a kernel for F#.",
        ["#!pwsh"] = "this kernel runs C# alone. Start a program with System.Diagnostics.Process.Start instead.",
        ["#!mermaid"] = "this kernel draws no diagrams: Mermaid is a script from the network. Show a picture with #!html and <svg>.",
        ["#!http"] = "this kernel sends no requests by itself. Use System.Net.Http.HttpClient.",
        ["#!sql"] = "this kernel runs C# alone. Load a database library with #r \"nuget: Name\".",
        ["#!kql"] = "this kernel runs C# alone. Load a database library with #r \"nuget: Name\".",
    };

    private static readonly Dictionary<string, string> SameAs = new()
    {
        ["#!f#"] = "#!fsharp",
        ["#!F#"] = "#!fsharp",
        ["#!powershell"] = "#!pwsh",
    };

    /// <summary>Whether a line that the compiler does not know can be meant for the kernel, the exclamation mark forgotten.</summary>
    public static bool IsMeant(string name) => Spelling.Nearest(name, Names) is not null;

    /// <summary>Why a directive cannot be done, for one that is not among those that can.</summary>
    public static string WhyNot(string name)
    {
        if (Refused.TryGetValue(SameAs.GetValueOrDefault(name, name), out var reason))
            return $"{name}: {reason}";

        if (name.StartsWith('%'))
        {
            var ours = Spelling.Nearest($"#!{name.TrimStart('%')}", Names.Where(known => known.StartsWith("#!", StringComparison.Ordinal)));
            return $"{name} is a command of Python notebooks. {(ours is null ? "#!lsmagic lists the commands of this kernel." : $"Here it is {ours}.")}";
        }
        return Spelling.Nearest(name, [.. Names, .. Refused.Keys]) is { } near
            ? $"There is no directive {name}. Did you mean {near}?"
            : $"There is no directive {name}. #!lsmagic lists those that there are.";
    }
}
