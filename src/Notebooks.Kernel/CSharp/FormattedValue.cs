using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Kernel.CSharp;

/// <summary>Text that already is of a MIME type, and is not to be formatted.</summary>
internal sealed record ContentOfMimeType(string Text, string MimeType);

/// <summary>A value as the formatters of Microsoft.DotNet.Interactive.Formatting show it.</summary>
internal static class FormattedValue
{
    /// <summary>The value by MIME type: the types asked for, or those that its formatters prefer and text/plain besides.</summary>
    /// <remarks>
    /// .NET Interactive sends text/html alone; a front end without HTML, a terminal for one, needs the text too. What is
    /// HTML already has no other text than its source, and goes alone.
    /// </remarks>
    public static JsonObject ByMimeType(object? value, IReadOnlyCollection<string> mimeTypes)
    {
        if (value is ContentOfMimeType content)
            return new JsonObject { [content.MimeType] = Content(content.MimeType, content.Text) };

        if (mimeTypes.Count == 0)
        {
            mimeTypes = Formatter.GetPreferredMimeTypesFor(value?.GetType());
            if (value is not IHtmlContent)
                mimeTypes = [.. mimeTypes, PlainTextFormatter.MimeType];
        }
        var data = new JsonObject();
        foreach (var mimeType in mimeTypes.Distinct())
            data[mimeType] = Content(mimeType, value.ToDisplayString(mimeType));
        return data;
    }

    private static JsonNode? Content(string mimeType, string text)
    {
        if (mimeType != "application/json" && !mimeType.EndsWith("+json", StringComparison.Ordinal))
            return text;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
