using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LinearLayer.Display.Tests.Graphs;

/// <summary>A drawing of a graph as its SVG says it, read anew: boxes, lines and where they lie.</summary>
internal sealed partial class Drawing
{
    private static readonly XNamespace None = "";

    private Drawing(XElement svg)
    {
        Boxes = svg.Descendants(None + "g").Where(group => Class(group).Contains("ll-node"))
            .ToDictionary(group => group.Attribute("data-ll-node")!.Value, group => Rectangle.Of(group.Element("rect")!));
        Lines = [.. svg.Descendants("g").Where(group => group.Attribute("data-ll-target") is not null).Select(Line.Of)];
        var view = svg.Attribute("viewBox")!.Value.Split(' ').Select(Number).ToArray();
        View = new Rectangle(view[0], view[1], view[0] + view[2], view[1] + view[3]);
    }

    public Rectangle View { get; }

    public IReadOnlyDictionary<string, Rectangle> Boxes { get; }

    public IReadOnlyList<Line> Lines { get; }

    public static Drawing Of(SvgPicture picture) => new(XElement.Parse(picture.Svg));

    /// <summary>What is wrong with the geometry; empty if boxes lie apart and inside the picture, and lines end on the boxes they join and go through none.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, box) in Boxes)
        {
            if (!View.Holds(box))
                yield return $"{name} is not inside the picture.";
            foreach (var (other, otherBox) in Boxes)
            {
                if (string.CompareOrdinal(name, other) < 0 && box.Overlaps(otherBox))
                    yield return $"{name} and {other} overlap.";
            }
        }

        foreach (var line in Lines)
        {
            if (line.Source is { } source)
            {
                var onBorder = line.IsBackward
                    ? line.Points[0].Y == Boxes[line.Target].Bottom && line.Points[^1].Y == Boxes[source].Top
                    : line.Points[0].Y == Boxes[source].Bottom && line.Points[^1].Y == Boxes[line.Target].Top;
                var (upper, lower) = line.IsBackward ? (Boxes[line.Target], Boxes[source]) : (Boxes[source], Boxes[line.Target]);
                if (!onBorder || !upper.Spans(line.Points[0].X) || !lower.Spans(line.Points[^1].X))
                    yield return $"{line} does not end on the borders of its boxes.";
            }
            else if (line.Points[0].Y != Boxes[line.Target].Bottom || !Boxes[line.Target].Spans(line.Points[0].X))
                yield return $"{line} does not end on the border of its box.";

            // The head's tip is at the end that it points to.
            var end = line.IsBackward ? line.Points[0] : line.Points[^1];
            if (line.Tip != end)
                yield return $"{line} has its head at {line.Tip}, not at its end {end}.";
            foreach (var (name, box) in Boxes)
            {
                if (line.Walk().Any(box.HoldsInside))
                    yield return $"{line} goes through {name}.";
            }
        }
    }

    private static string[] Class(XElement element) => element.Attribute("class")?.Value.Split(' ') ?? [];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[A-Z]|-?[0-9.]+")]
    private static partial Regex Tokens();

    internal sealed record Rectangle(double Left, double Top, double Right, double Bottom)
    {
        public static Rectangle Of(XElement rect)
        {
            var (x, y) = (Value("x"), Value("y"));
            return new(x, y, Math.Round(x + Value("width"), 1), Math.Round(y + Value("height"), 1));

            double Value(string name) => Number(rect.Attribute(name)!.Value);
        }

        public bool Overlaps(Rectangle other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

        public bool Holds(Rectangle other) => Left <= other.Left && other.Right <= Right && Top <= other.Top && other.Bottom <= Bottom;

        public bool Spans(double x) => Left < x && x < Right;

        public bool HoldsInside((double X, double Y) point) => Left + 0.5 < point.X && point.X < Right - 0.5 && Top + 0.5 < point.Y && point.Y < Bottom - 0.5;
    }

    internal sealed record Line(string? Source, string Target, bool IsBackward, IReadOnlyList<(double X, double Y)> Points, (double X, double Y) Tip)
    {
        public static Line Of(XElement group)
        {
            // In the direction of the drawing: from the upper box to the lower one, also where a gradient flows back.
            var isBackward = Class(group).Contains("ll-back");
            var paths = group.Elements("path").ToList();
            return new Line(
                group.Attribute("data-ll-source")?.Value, group.Attribute("data-ll-target")!.Value, isBackward,
                PointsOf(paths[0].Attribute("d")!.Value), PointsOf(paths[1].Attribute("d")!.Value)[0]);
        }

        /// <summary>Points along the line, one in every pixel.</summary>
        public IEnumerable<(double X, double Y)> Walk()
        {
            foreach (var (from, to) in Points.Zip(Points.Skip(1)))
            {
                var steps = Math.Ceiling(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)));
                for (var step = 0; step <= steps; step++)
                    yield return steps == 0 ? from : (from.X + (to.X - from.X) * step / steps, from.Y + (to.Y - from.Y) * step / steps);
            }
        }

        public override string ToString() => $"The line {(IsBackward ? "back " : "")}from {Source ?? "above"} to {Target}";

        private static List<(double X, double Y)> PointsOf(string path)
        {
            List<(double X, double Y)> points = [];
            var tokens = new Queue<string>(Tokens().Matches(path).Select(match => match.Value));
            while (tokens.TryDequeue(out var command))
            {
                switch (command)
                {
                    case "M" or "L":
                        points.Add((Number(tokens.Dequeue()), Number(tokens.Dequeue())));
                        break;
                    case "V":
                        points.Add((points[^1].X, Number(tokens.Dequeue())));
                        break;
                    case "Z":
                        break;
                    default:
                        throw new FormatException($"{command} in {path}");
                }
            }

            return points;
        }
    }
}
