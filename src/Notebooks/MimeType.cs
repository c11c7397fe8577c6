namespace Notebooks;

/// <summary>How a notebook's file holds a value of a MIME type.</summary>
internal static class MimeType
{
    /// <summary>Whether the value is JSON rather than text.</summary>
    public static bool IsJson(string type) =>
        type == "application/json"
        || type.StartsWith("application/", StringComparison.Ordinal) && type.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>Whether the value is text that the file holds as an array of lines.</summary>
    public static bool IsLines(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type is "application/javascript" or "image/svg+xml";
}
