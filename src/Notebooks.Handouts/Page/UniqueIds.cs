using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Notebooks.Handouts.Page;

/// <summary>Makes ids unique across the outputs of a page: each was made as if it stood alone.</summary>
internal static partial class UniqueIds
{
    /// <summary>The attributes that name ids, one or several.</summary>
    private static readonly string[] References =
        ["for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-flowto", "aria-activedescendant"];

    /// <param name="page">The whole text of the page. Where two elements share an id, the one of an output gives way.</param>
    public static void Make(IElement page)
    {
        var outputs = page.QuerySelectorAll(".nb-output").ToList();
        var taken = page.QuerySelectorAll("[id]").Where(element => element.Closest(".nb-output") is null).Select(element => element.Id!).ToHashSet(StringComparer.Ordinal);
        taken.Add("nb-main");
        foreach (var output in outputs)
        {
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var element in output.QuerySelectorAll("[id]"))
            {
                var id = element.Id!;
                if (taken.Add(id))
                    continue;
                var copy = 2;
                string name;
                do
                    name = string.Create(CultureInfo.InvariantCulture, $"{id}-{copy++}");
                while (!taken.Add(name));
                names.TryAdd(id, name);
                element.Id = name;
            }
            if (names.Count > 0)
                Rename(output, names);
        }
    }

    private static void Rename(IElement output, Dictionary<string, string> names)
    {
        foreach (var element in output.QuerySelectorAll("*"))
        {
            foreach (var attribute in element.Attributes.ToList())
            {
                var value = attribute.LocalName switch
                {
                    "id" => attribute.Value,
                    "href" when attribute.Value.StartsWith('#') => "#" + Renamed(attribute.Value[1..], names),
                    var name when References.Contains(name) => string.Join(' ', attribute.Value.Split(' ').Select(id => Renamed(id, names))),
                    _ => Address().Replace(attribute.Value, match => $"url(#{Renamed(match.Groups["id"].Value, names)})"),
                };
                if (value != attribute.Value)
                    attribute.Value = value;
            }
        }
    }

    private static string Renamed(string id, Dictionary<string, string> names) => names.GetValueOrDefault(id, id);

    [GeneratedRegex(@"url\(\s*[""']?#(?<id>[^)""']+)[""']?\s*\)")]
    private static partial Regex Address();
}
