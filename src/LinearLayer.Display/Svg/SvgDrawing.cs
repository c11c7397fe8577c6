using System.Globalization;
using System.Text;

namespace LinearLayer.Display;

/// <summary>Writes the elements of a drawing. The same calls give the same bytes, whatever the culture.</summary>
internal sealed class SvgDrawing
{
    private const double HeadLength = 7;
    private const double HeadHalfWidth = 3.5;

    private readonly StringBuilder _elements = new();

    /// <summary>The rules that every drawing needs; what is drawn stands in an element of the class <c>ll-drawing</c>.</summary>
    public static string Rules { get; } = $$"""
        .ll-drawing { fill: none; stroke: none; --ll-words-font: var(--ll-sans, var(--vscode-font-family, var(--jp-ui-font-family, system-ui, sans-serif))); }
        .ll-drawing text { fill: currentColor; white-space: pre; font-style: normal; font-variant-numeric: tabular-nums; }
        {{string.Join('\n', TextStyle.All.Select(style => FormattableString.Invariant(
            $".ll-drawing .{style.Class} {{ font: {(style.IsBold ? "bold" : "normal")} {style.Size}px {(style.IsCode ? "var(--ll-mono-font)" : "var(--ll-words-font)")}; }}")))}}
        .ll-drawing .ll-muted { fill: var(--ll-muted-color); color: inherit; }
        .ll-drawing .ll-line { stroke: currentColor; stroke-width: 1.3; }
        .ll-drawing .ll-head { fill: currentColor; }
        .ll-drawing .ll-box { stroke: currentColor; stroke-width: 1.3; }
        .ll-drawing .ll-divide { stroke: var(--ll-rule-color); }
        .ll-drawing .ll-box.ll-input { fill: var(--ll-panel-color); }
        """.ReplaceLineEndings("\n");

    /// <summary>The whole, from the corner (0, 0), with a margin around it.</summary>
    public string ToSvg(double width, double height, double margin = 10)
    {
        var (w, h) = (Number(Math.Ceiling(width + 2 * margin)), Number(Math.Ceiling(height + 2 * margin)));
        return $"<svg viewBox=\"{Number(-margin)} {Number(-margin)} {w} {h}\" width=\"{w}\" height=\"{h}\"><g class=\"ll-drawing\">{_elements}</g></svg>";
    }

    /// <summary>A group; its attributes come as name and value, and a value of null is left out.</summary>
    public void Group(string classes, Action draw, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        _elements.Append("<g").Append(Attribute("class", classes));
        foreach (var (name, value) in attributes)
            _elements.Append(Attribute(name, value));
        _elements.Append('>');
        draw();
        _elements.Append("</g>");
    }

    /// <summary>What is read where the pointer rests on the group that is being drawn.</summary>
    public void Tip(string text) => _elements.Append("<title>").Append(Figure.Html(text)).Append("</title>");

    public void Box(LayoutBox box, string classes, double radius = 0, string? style = null) => _elements.Append("<rect")
        .Append(Attribute("class", classes)).Append(Attribute("x", box.X)).Append(Attribute("y", box.Y))
        .Append(Attribute("width", box.Width)).Append(Attribute("height", box.Height))
        .Append(Attribute("rx", radius == 0 ? null : radius)).Append(Attribute("style", style)).Append("/>");

    public void Circle(double x, double y, double radius, string classes) => _elements.Append("<circle")
        .Append(Attribute("class", classes)).Append(Attribute("cx", x)).Append(Attribute("cy", y)).Append(Attribute("r", radius)).Append("/>");

    /// <param name="path">The commands of the path; see <see cref="Path"/>.</param>
    /// <param name="classes">Its classes.</param>
    /// <param name="style">A style of its own, such as the colour of an axis.</param>
    public void Line(string path, string classes = "ll-line", string? style = null) => _elements.Append("<path")
        .Append(Attribute("class", classes)).Append(Attribute("d", path)).Append(Attribute("style", style)).Append("/>");

    /// <summary>The head of an arrow, its tip at the point.</summary>
    public void Head(LayoutPoint tip, Direction direction, string classes = "ll-head")
    {
        var (dx, dy) = direction switch { Direction.Right => (1, 0), Direction.Down => (0, 1), Direction.Left => (-1, 0), _ => (0, -1) };
        var (backX, backY) = (tip.X - dx * HeadLength, tip.Y - dy * HeadLength);
        Line(Path($"M {tip.X} {tip.Y} L {backX + dy * HeadHalfWidth} {backY - dx * HeadHalfWidth} L {backX - dy * HeadHalfWidth} {backY + dx * HeadHalfWidth} Z"), classes);
    }

    /// <summary>A text on a line.</summary>
    /// <param name="x">Where it starts, has its middle or ends.</param>
    /// <param name="y">The middle of its small letters' height, so that it stands in the middle of a box there.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">How it is written.</param>
    /// <param name="anchor">Which of the three x is.</param>
    /// <param name="classes">More classes.</param>
    /// <param name="fill">A colour of its own.</param>
    public void Text(double x, double y, string text, TextStyle style, Anchor anchor = Anchor.Start, string classes = "", string? fill = null) => _elements.Append("<text")
        .Append(Attribute("class", classes.Length == 0 ? style.Class : $"{style.Class} {classes}"))
        .Append(Attribute("x", x)).Append(Attribute("y", y + style.HalfHeight))
        .Append(Attribute("text-anchor", anchor switch { Anchor.Middle => "middle", Anchor.End => "end", _ => null }))
        .Append(Attribute("style", fill is null ? null : $"fill: {fill}"))
        .Append('>').Append(Figure.Html(text)).Append("</text>");

    /// <summary>A formula with lowered indices.</summary>
    /// <param name="x">Where it starts, has its middle or ends.</param>
    /// <param name="y">The middle of its small letters' height.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="anchor">Which of the three x is.</param>
    public void Formula(double x, double y, SvgFormula formula, Anchor anchor = Anchor.Start)
    {
        _elements.Append("<text").Append(Attribute("class", TextStyle.Code.Class)).Append(Attribute("x", x)).Append(Attribute("y", y + TextStyle.Code.HalfHeight))
            .Append(Attribute("text-anchor", anchor switch { Anchor.Middle => "middle", Anchor.End => "end", _ => null })).Append('>');
        var lowered = false;
        foreach (var part in formula.Parts)
        {
            var shift = part.IsIndex == lowered ? (double?)null : part.IsIndex ? SvgFormula.Lowered : -SvgFormula.Lowered;
            lowered = part.IsIndex;
            _elements.Append("<tspan").Append(Attribute("class", part.IsIndex ? TextStyle.Index.Class : null)).Append(Attribute("dy", shift))
                .Append(Attribute("style", part.Fill is null ? null : $"fill: {part.Fill}")).Append('>').Append(Figure.Html(part.Text)).Append("</tspan>");
        }

        _elements.Append("</text>");
    }

    /// <summary>The commands of a path, with numbers as SVG has them.</summary>
    public static string Path(FormattableString commands) =>
        string.Format(CultureInfo.InvariantCulture, commands.Format, [.. commands.GetArguments().Select(argument => argument is double number ? Number(number) : argument)]);

    private static string Attribute(string name, object? value) => value switch
    {
        null or "" => "",
        double number => $" {name}=\"{Number(number)}\"",
        IFormattable other => $" {name}=\"{other.ToString(null, CultureInfo.InvariantCulture)}\"",
        var other => $" {name}=\"{Figure.Html(other.ToString()!)}\"",
    };

    private static string Number(double number) => Math.Round(number, 1).ToString("0.#", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;
}

/// <summary>Which point of a text is given.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>Where an arrow points.</summary>
internal enum Direction
{
    Right,
    Down,
    Left,
    Up,
}
