using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting.TabularData;
using Notebooks.Kernel.CSharp;

namespace System;

/// <summary>The calls by which a C# cell shows a value, as .NET Interactive has them.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows the value below the cell.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mimeTypes">The MIME types to show it as; those that its formatters prefer where none is given.</param>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

    /// <summary>Shows the text below the cell as content of a MIME type, such as <c>text/markdown</c>.</summary>
    public static DisplayedValue DisplayAs(this string value, string mimeType)
    {
        ArgumentException.ThrowIfNullOrEmpty(mimeType);
        return DisplayedValue.Show(new ContentOfMimeType(value, mimeType), [mimeType]);
    }

    /// <summary>Shows the items below the cell as a table, a row an item and a column a property.</summary>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> values, params string[] mimeTypes) =>
        DisplayedValue.Show(values.ToTabularDataResource(), mimeTypes);
}
