namespace LinearLayer.Display;

/// <summary>Axes in words: each name in the colour that it has everywhere.</summary>
internal static class AxisNames
{
    /// <summary>The names and the sizes, such as <c>(N, D) = (2, 3)</c>; the sizes alone where no axis has a name.</summary>
    public static string Text(Axes axes, Shape shape) => axes.Any(axis => axis.IsNamed) ? $"{axes} = {shape}" : shape.ToString();

    /// <summary>The same as HTML.</summary>
    public static string Html(Axes axes, Shape shape)
    {
        if (!axes.Any(axis => axis.IsNamed))
            return Figure.Html(shape.ToString());
        var names = string.Join(", ", axes.Select(axis => Html(axis)));
        return $"({names}{(axes.Rank == 1 ? "," : "")}) = {Figure.Html(shape.ToString())}";
    }

    /// <summary>One axis: its name, or its size where it has none.</summary>
    public static string Html(Axis axis) => axis.IsNamed ? Html(axis.Name, axis.ToString()) : Figure.Html(axis.ToString());

    /// <summary>Any text in the colour of an axis.</summary>
    public static string Html(string axis, string text) => $"<span class=\"ll-axis\" style=\"color:{Style.AxisColor(axis)}\">{Figure.Html(text)}</span>";
}
