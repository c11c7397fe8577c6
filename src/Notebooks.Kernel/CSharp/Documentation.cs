using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Notebooks.Kernel.CSharp;

/// <summary>What a documentation comment says, as text: each part in sentences, without the tags of XML.</summary>
internal sealed record Documentation(
    string Summary,
    IReadOnlyList<(string Name, string Text)> Parameters,
    string Returns,
    IReadOnlyList<(string Name, string Text)> Exceptions,
    string Remarks)
{
    private const char MeantSpace = '\uE000';

    private static readonly Documentation None = new("", [], "", [], "");

    /// <summary>Reads the XML of a documentation comment; one that is not well-formed says nothing.</summary>
    public static Documentation Parse(string? xml)
    {
        if (string.IsNullOrWhiteSpace(xml))
            return None;
        try
        {
            // The comment of a member of a library comes without an element around it.
            var root = XElement.Parse($"<doc>{xml}</doc>", LoadOptions.PreserveWhitespace);
            return new Documentation(
                Single(root, "summary"),
                [.. Named(root, "typeparam", "name"), .. Named(root, "param", "name")],
                Join(Single(root, "returns"), Single(root, "value")),
                [.. Named(root, "exception", "cref")],
                Single(root, "remarks"));
        }
        catch (XmlException)
        {
            return None;
        }
    }

    /// <summary>The name of the member that a cref means, without its namespace's prefix and the kind in front.</summary>
    private static string Cref(string cref)
    {
        var name = cref.IndexOf(':') is 1 ? cref[2..] : cref;
        var end = name.IndexOf('(');
        var call = end >= 0 ? "()" : "";
        name = end >= 0 ? name[..end] : name;
        // A type by its own name, a member by its type's too, unless that is the cell.
        var parts = name.Split('.');
        name = cref.StartsWith("T:", StringComparison.Ordinal) || parts.Length < 2 || parts[^2].Contains('#') || parts[^2] == "Script"
            ? parts[^1]
            : $"{parts[^2]}.{parts[^1]}";
        var arity = name.IndexOf('`');
        return (arity >= 0 ? name[..arity] : name) + call;
    }

    private static string Single(XElement root, string element) =>
        string.Join("\n\n", root.Descendants(element).Select(Text).Where(text => text.Length > 0));

    private static IEnumerable<(string Name, string Text)> Named(XElement root, string element, string attribute) =>
        from found in root.Descendants(element)
        let name = (string?)found.Attribute(attribute) ?? ""
        select (attribute == "cref" ? Cref(name) : name, Text(found));

    private static string Join(string first, string second) => first.Length == 0 ? second : first;

    private static string Text(XElement element)
    {
        var text = new StringBuilder();
        Append(text, element);
        // Lines of the source are no lines of the text; those of <para>, <code> and <list> are.
        var lines = text.ToString().Split('\n').Select(line => line.Trim());
        return string.Join('\n', lines).Trim('\n', ' ').Replace("\n\n\n", "\n\n").Replace(MeantSpace, ' ');
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    AppendWords(text, words.Value);
                    break;
                case XElement { Name.LocalName: "see" or "seealso" } see:
                    text.Append(see.IsEmpty || see.Value.Length == 0
                        ? (string?)see.Attribute("langword") ?? (string?)see.Attribute("href") ?? Cref((string?)see.Attribute("cref") ?? "")
                        : see.Value);
                    break;
                case XElement { Name.LocalName: "paramref" or "typeparamref" } parameter:
                    text.Append((string?)parameter.Attribute("name"));
                    break;
                case XElement { Name.LocalName: "code" } code:
                    // Stands for the spaces that are meant, until the others are gone.
                    text.Append('\n').Append(code.Value.Trim('\n', '\r').ReplaceLineEndings("\n").Replace(' ', MeantSpace)).Append('\n');
                    break;
                case XElement { Name.LocalName: "para" or "item" or "list" or "br" } block:
                    text.Append('\n').Append(block.Name.LocalName == "item" ? "- " : "");
                    Append(text, block);
                    text.Append('\n');
                    break;
                case XElement other:
                    Append(text, other);
                    break;
            }
        }
    }

    private static void AppendWords(StringBuilder text, string words)
    {
        foreach (var c in words)
        {
            if (!char.IsWhiteSpace(c))
                text.Append(c);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
                text.Append(' ');
        }
    }
}
