using System.Text.Json;

namespace Notebooks.Handouts;

/// <summary>What the search of a site looks through: a script, for a page from a file may read no other file.</summary>
internal static class SearchIndex
{
    /// <summary>A line for each section: page title, heading, address from the site's top, text.</summary>
    public static string Write(IReadOnlyList<Handout> handouts)
    {
        var lines =
            from handout in handouts
            from section in handout.Parts.Sections
            let fragment = section.Id.Length == 0 ? "" : "#" + Uri.EscapeDataString(section.Id)
            // The serializer's escapes leave no character that could end a script.
            select JsonSerializer.Serialize<string[]>([handout.Title, section.Heading, HandoutSite.Address(handout.Name) + fragment, section.Text]);
        return $"globalThis.nbSearchIndex = [\n{string.Join(",\n", lines)}\n];\n";
    }
}
