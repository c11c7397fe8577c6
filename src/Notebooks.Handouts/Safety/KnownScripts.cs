namespace Notebooks.Handouts.Safety;

/// <summary>The scripts that a handout runs when an output brings them: the very files of the display library, and none that differs by a letter.</summary>
internal static class KnownScripts
{
    private const string Folder = "known/";

    private static readonly Lazy<HashSet<string>> Texts = new(() =>
        [.. Asset.Names(Folder).Select(name => Normal(Asset.Text(Folder + name)))]);

    public static bool Contains(string script) => Texts.Value.Contains(Normal(script));

    private static string Normal(string script) => script.ReplaceLineEndings("\n").Trim();
}
