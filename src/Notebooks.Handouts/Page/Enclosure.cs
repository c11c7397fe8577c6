using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;

namespace Notebooks.Handouts.Page;

/// <summary>
/// Makes a part of a notebook stand by itself: pictures move into the page, what cannot (a picture on the network, a
/// frame) becomes a link, and what a page never follows (<c>meta</c>, <c>link</c>, <c>base</c>) goes.
/// </summary>
internal static class Enclosure
{
    private static readonly Dictionary<string, string> PictureTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".avif"] = "image/avif",
        [".svg"] = "image/svg+xml",
    };

    public static void Enclose(IElement part, CellContext cell)
    {
        foreach (var element in part.QuerySelectorAll("meta, link, base, noscript, picture > source").ToList())
            element.Remove();
        foreach (var frame in part.QuerySelectorAll("iframe, frame, object, embed, video, audio").ToList())
            LinkInstead(frame, frame.GetAttribute("src") ?? frame.GetAttribute("data") ?? "", frame.GetAttribute("title") ?? "");
        foreach (var choice in part.QuerySelectorAll("[srcset]"))
            choice.RemoveAttribute("srcset");
        foreach (var picture in part.QuerySelectorAll("img").ToList())
            EnclosePicture(picture, cell);
        foreach (var link in part.QuerySelectorAll("a[href]"))
            link.SetAttribute("href", HandoutAddress(link.GetAttribute("href")!));
    }

    private static void EnclosePicture(IElement picture, CellContext cell)
    {
        var address = picture.GetAttribute("src") ?? "";
        if (address.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return;
        if (IsOnWeb(address))
        {
            LinkInstead(picture, address, picture.GetAttribute("alt") ?? "");
            return;
        }

        var data = address.StartsWith("attachment:", StringComparison.Ordinal)
            ? Attachment(cell, Uri.UnescapeDataString(address["attachment:".Length..]))
            : PictureFile(cell, Uri.UnescapeDataString(address));
        if (data is not null)
            picture.SetAttribute("src", data);
        else
            picture.Replace(picture.Owner!.CreateTextNode(picture.GetAttribute("alt") is { Length: > 0 } alt ? $"[{alt}]" : $"[{address}]"));
    }

    private static string? Attachment(CellContext cell, string name)
    {
        if (cell.Cell.Attachments?[name] is not JsonObject { Count: > 0 } forms)
        {
            cell.Report("picture", "attachment:" + name, "the cell has no attachment of this name");
            return null;
        }
        if (forms.FirstOrDefault(form => PictureTypes.ContainsValue(form.Key)) is { Key: { } type, Value: JsonValue value } && value.TryGetValue<string>(out var data))
        {
            // A drawing is kept as text by some front ends, as base64 by others.
            var base64 = type == "image/svg+xml" && data.Contains('<') ? Convert.ToBase64String(Encoding.UTF8.GetBytes(data)) : data.ReplaceLineEndings("");
            return IsTooLarge(cell, "attachment:" + name, base64.Length / 4L * 3) ? null : $"data:{type};base64,{base64}";
        }
        cell.Report("picture", "attachment:" + name, $"this is no picture that a page can show; it can show {string.Join(", ", PictureTypes.Keys)}");
        return null;
    }

    private static bool IsTooLarge(CellContext cell, string address, long bytes)
    {
        if (bytes > PictureFiles.Largest)
            cell.Report("picture", address, string.Create(CultureInfo.InvariantCulture, $"the picture has {bytes / 1e6:0.#} MB, and a handout takes in up to {PictureFiles.Largest / 1e6:0} MB; make it smaller"));
        return bytes > PictureFiles.Largest;
    }

    private static string? PictureFile(CellContext cell, string address)
    {
        // Two slashes of either kind name another machine on Windows, and to open such a file is to send one's password there.
        if (address is ['/' or '\\', '/' or '\\', ..])
        {
            cell.Report("picture", address, "this is on another machine; a handout takes in pictures that lie beside its notebook");
            return null;
        }
        if (!PictureTypes.TryGetValue(Path.GetExtension(address), out var type))
        {
            cell.Report("picture", address, $"this is no picture that a page can show; it can show {string.Join(", ", PictureTypes.Keys)}");
            return null;
        }

        try
        {
            var file = Path.GetFullPath(Path.Combine(cell.Page.Folder ?? ".", address));
            if (!cell.Page.Options.Trust && cell.Page.Pictures is { } pictures && (Path.IsPathRooted(address) || !pictures.Holds(file)))
            {
                cell.Report("picture", address, $"this lies outside {pictures.Root}; copy the picture beside the notebook, or export with --trust");
                return null;
            }
            return IsTooLarge(cell, address, new FileInfo(file).Length) ? null : $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(file))}";
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            cell.Report("picture", address, "there is no such file; the address counts from the notebook's folder");
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            cell.Report("picture", address, $"the picture cannot be read: {problem.Message}");
            return null;
        }
    }

    /// <summary>Where a link of a notebook leads from its handout: to the handout of the notebook that it names.</summary>
    private static string HandoutAddress(string address)
    {
        if (address.StartsWith('#') || address.StartsWith("//", StringComparison.Ordinal) || Uri.IsWellFormedUriString(address, UriKind.Absolute))
            return address;
        var fragment = address.IndexOf('#') is var at and >= 0 ? address[at..] : "";
        var path = address[..^fragment.Length];
        if (Path.GetExtension(path) is not (".ipynb" or ".dib"))
            return address;
        return Path.ChangeExtension(path, ".html") + (fragment.Length == 0 ? "" : Outline.Address(fragment));
    }

    private static bool IsOnWeb(string address) =>
        address.StartsWith("//", StringComparison.Ordinal)
        || address.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("http:", StringComparison.OrdinalIgnoreCase);

    /// <summary>A link where the element was, if it leads to the web; else nothing.</summary>
    private static void LinkInstead(IElement element, string address, string name)
    {
        if (!IsOnWeb(address))
        {
            element.Remove();
            return;
        }

        var link = element.Owner!.CreateElement("a");
        link.ClassName = "nb-elsewhere";
        link.SetAttribute("href", address);
        link.TextContent = name.Length == 0 ? address : name;
        // A link inside a link would end the outer one.
        element.Replace(element.Closest("a") is null ? link : element.Owner!.CreateTextNode(link.TextContent));
    }
}
