using System.Text;

namespace Notebooks.Kernel.CSharp;

/// <summary>A description in two forms: plain text for a terminal, Markdown for a page.</summary>
internal sealed class Description
{
    private readonly StringBuilder _plain = new();
    private readonly StringBuilder _markdown = new();

    public string Plain => _plain.ToString().TrimEnd();

    public string Markdown => _markdown.ToString().TrimEnd();

    public void Code(IEnumerable<string> lines)
    {
        var code = string.Join('\n', lines);
        _plain.Append(code).Append("\n\n");
        _markdown.Append("```csharp\n").Append(code).Append("\n```\n\n");
    }

    public void Paragraph(string text)
    {
        if (text.Length == 0)
            return;
        _plain.Append(text).Append("\n\n");
        _markdown.Append(Escape(text)).Append("\n\n");
    }

    public void Section(string heading, string text)
    {
        if (text.Length == 0)
            return;
        _plain.Append(heading).Append(": ").Append(text).Append("\n\n");
        _markdown.Append("**").Append(heading).Append("**: ").Append(Escape(text)).Append("\n\n");
    }

    public void List(string heading, IEnumerable<(string Name, string Text)> items)
    {
        var all = items.ToArray();
        if (all.Length == 0)
            return;
        _plain.Append(heading).Append(":\n");
        _markdown.Append("**").Append(heading).Append("**:\n\n");
        foreach (var (name, text) in all)
        {
            _plain.Append("  ").Append(name).Append(text.Length > 0 ? ": " : "").Append(text.Replace("\n", "\n    ")).Append('\n');
            _markdown.Append("- `").Append(name).Append('`').Append(text.Length > 0 ? ": " : "").Append(Escape(text).Replace("\n", "\n  ")).Append('\n');
        }
        _plain.Append('\n');
        _markdown.Append('\n');
    }

    public void Source(string source) => Code([source]);

    private static string Escape(string text) => text.Replace("<", "&lt;").Replace("*", "\\*").Replace("_", "\\_");
}
