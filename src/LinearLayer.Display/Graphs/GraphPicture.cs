namespace LinearLayer.Display;

/// <summary>Draws a computation graph: values flow down, gradients flow back up beside them.</summary>
internal sealed class GraphPicture
{
    private const double NodePadding = 11;
    private const double ColumnGap = 16;
    private const double BackShift = 7;
    private const double BadgeRadius = 8.5;
    private const double UpstreamHeight = 44;
    private const int LongestLine = 24;

    /// <summary>The colour of all that belongs to a gradient: text too, so with more ink in it than that of a curve.</summary>
    public const string GradientColor = "var(--ll-gradient, color-mix(in oklab, #e07b1a 60%, currentColor))";

    private readonly GraphView _graph;
    private readonly bool _values;
    private readonly bool _gradients;
    private readonly bool _hasSteps;
    private readonly SvgDrawing _drawing = new();

    private GraphPicture(GraphView graph, bool values, bool gradients, bool hasSteps) =>
        (_graph, _values, _gradients, _hasSteps) = (graph, values, gradients, hasSteps);

    /// <summary>The rules that the drawing needs beside those of every drawing.</summary>
    public static string Rules { get; } = $$"""
        .ll-back { color: {{GradientColor}}; }
        .ll-badge { fill: var(--ll-surface-color); stroke: currentColor; stroke-width: 1; }
        .ll-past { display: none; }

        """.ReplaceLineEndings("\n");

    /// <param name="graph">The graph.</param>
    /// <param name="values">Whether each node shows its numbers.</param>
    /// <param name="gradients">Whether each node shows the numbers of its gradient.</param>
    /// <param name="hasSteps">Whether the parts carry the numbers of their steps, to be seen and for a script.</param>
    public static SvgPicture Draw(GraphView graph, bool values, bool gradients, bool hasSteps)
    {
        var svg = new GraphPicture(graph, values, gradients, hasSteps).Draw();
        return new SvgPicture($"Computation graph of {graph.Text}", Describe(graph), svg, GraphText.Write(graph, values, gradients))
        {
            Rules = SvgDrawing.Rules + "\n" + Rules,
        };
    }

    private string Draw()
    {
        var nodes = _graph.Nodes.Select(Size).ToList();
        var edges = _graph.Edges.Select(edge => new LayeredEdge(edge.From, edge.To, LabelSize(edge.Shape, edge.Back))).ToList();
        var placed = LayeredLayout.Place(new LayeredGraph(nodes, edges));
        foreach (var (edge, place) in _graph.Edges.Zip(placed.Edges))
            DrawEdge(edge, place);
        foreach (var (node, box) in _graph.Nodes.Zip(placed.Nodes))
            DrawNode(node, box);
        var size = _graph.Upstream is { } upstream ? DrawUpstream(upstream, placed) : placed.Size;
        return _drawing.ToSvg(size.Width, size.Height);
    }

    /// <summary>The upstream gradient comes from below, from something that is not in the picture.</summary>
    private LayoutSize DrawUpstream(StepView step, PlacedGraph placed)
    {
        var output = placed.Nodes[^1];
        var label = LabelSize("", step);
        var place = new LayoutBox(output.Middle + LayeredLayout.TextInset, output.Bottom + (UpstreamHeight - label.Height) / 2, label.Width, label.Height);
        DrawBack(step, new PlacedEdge([new(output.Middle, output.Bottom), new(output.Middle, output.Bottom + UpstreamHeight)], place), "", _graph.Nodes[^1].Name, null);
        return new(Math.Max(placed.Size.Width, place.Right), output.Bottom + UpstreamHeight);
    }

    private bool HasGradient(NodeView node) => _gradients && node.Gradients.Count > 0 && node.Gradients[^1].Sum is not null;

    private NumberGrid? ValueOf(NodeView node) => _values ? node.Value : null;

    private LayoutSize Size(NodeView node)
    {
        var (left, right) = (ValueColumn(node), GradientColumn(node));
        return new(
            Math.Ceiling(2 * NodePadding + left.Width + (right.Width > 0 ? ColumnGap + right.Width : 0)),
            Math.Ceiling(2 * NodePadding - 6 + Math.Max(left.Height, right.Height)));
    }

    private LayoutSize ValueColumn(NodeView node)
    {
        var (width, height) = (TitleWidth(node), TextStyle.Name.Line);
        if (node.Formula is { } formula)
        {
            var lines = Wrapped(formula);
            (width, height) = (Math.Max(width, lines.Max(TextStyle.Code.Width)), height + lines.Count * TextStyle.Code.Line);
        }

        return ValueOf(node) is { } numbers ? new(Math.Max(width, numbers.Size.Width), height + 3 + numbers.Size.Height) : new(width, height);
    }

    private LayoutSize GradientColumn(NodeView node)
    {
        if (!HasGradient(node))
            return default;
        var sums = node.Gradients.Select(gradient => gradient.Sum!.Size).ToList();
        return new(Math.Max(TextStyle.Name.Width(node.GradientName), sums.Max(size => size.Width)), TextStyle.Name.Line + GradientTop(node) + sums[0].Height);
    }

    /// <summary>The numbers of the gradient stand beside those of the value.</summary>
    private double GradientTop(NodeView node) => ValueOf(node) is null ? 0 : 3 + (node.Formula is null ? 0 : Wrapped(node.Formula).Count * TextStyle.Code.Line);

    private static double TitleWidth(NodeView node) => TextStyle.Name.Width(node.Name) + 9 + TextStyle.Words.Width(node.Operation);

    private LayoutSize LabelSize(string shape, StepView? back)
    {
        var size = shape.Length == 0 ? new LayoutSize(0, 0) : new(TextStyle.SmallCode.Width(shape), TextStyle.SmallCode.Line);
        if (back is null)
            return new(Math.Ceiling(size.Width), size.Height);
        var lines = Wrapped(back.Equation);
        return new(Math.Ceiling(Math.Max(size.Width, lines.Max(TextStyle.Code.Width) + (_hasSteps ? 2 * BadgeRadius + 5 : 0))), size.Height + 2 + lines.Count * TextStyle.Code.Line);
    }

    private void DrawNode(NodeView node, LayoutBox box)
    {
        _drawing.Group("ll-node", () =>
        {
            _drawing.Tip($"{node.Name}, {node.Operation}, {node.Shape}");
            _drawing.Box(box, node.Formula is null ? "ll-box ll-input" : "ll-box ll-result", node.Formula is null ? 12 : 3);
            var left = box.X + NodePadding;
            var y = box.Y + NodePadding - 3;
            var column = box.Width - 2 * NodePadding - (HasGradient(node) ? ColumnGap + GradientColumn(node).Width : 0);
            var start = left + (column - TitleWidth(node)) / 2;
            _drawing.Text(start, y + TextStyle.Name.Line / 2, node.Name, TextStyle.Name);
            _drawing.Text(start + TextStyle.Name.Width(node.Name) + 9, y + TextStyle.Name.Line / 2 + 1, node.Operation, TextStyle.Words, classes: "ll-muted");
            y += TextStyle.Name.Line;
            if (node.Formula is { } formula)
                y = DrawLines(Wrapped(formula), left + column / 2, y, TextStyle.Code, Anchor.Middle);
            if (ValueOf(node) is { } numbers)
                numbers.Draw(_drawing, left + (column - numbers.Size.Width) / 2, y + 3);
            if (_hasSteps)
                DrawBadge(node.Step, box.X + 2, box.Y + 2);
        }, ("data-ll-node", node.Name), ("data-ll-from", _hasSteps ? node.Step : null));

        if (HasGradient(node))
            DrawGradient(node, box);
    }

    private void DrawGradient(NodeView node, LayoutBox box)
    {
        var size = GradientColumn(node);
        var left = box.Right - NodePadding - size.Width;
        var y = box.Y + NodePadding - 3;
        foreach (var (i, (step, sum)) in node.Gradients.Index())
        {
            var until = i + 1 < node.Gradients.Count ? node.Gradients[i + 1].Step : (int?)null;
            if (until is not null && !_hasSteps)
                continue;
            _drawing.Group(until is null ? "ll-back ll-gradient" : "ll-back ll-gradient ll-past", () =>
            {
                _drawing.Line(SvgDrawing.Path($"M {left - ColumnGap / 2} {box.Y + 6} V {box.Bottom - 6}"), "ll-divide");
                _drawing.Text(left + size.Width / 2, y + TextStyle.Name.Line / 2, node.GradientName, TextStyle.Name, Anchor.Middle);
                sum!.Draw(_drawing, left + (size.Width - sum.Size.Width) / 2, y + TextStyle.Name.Line + GradientTop(node));
            }, ("data-ll-from", _hasSteps ? step : null), ("data-ll-until", until));
        }
    }

    private void DrawEdge(EdgeView edge, PlacedEdge place)
    {
        var step = _graph.Nodes[edge.To].Step;
        _drawing.Group("ll-edge", () =>
        {
            _drawing.Line(PathOf(place.Points, 0));
            _drawing.Head(place.Points[^1], Direction.Down);
            _drawing.Text(place.Label.X, place.Label.Y + TextStyle.SmallCode.Line / 2, edge.Shape, TextStyle.SmallCode, classes: "ll-muted");
        }, ("data-ll-source", _graph.Nodes[edge.From].Name), ("data-ll-target", _graph.Nodes[edge.To].Name), ("data-ll-from", _hasSteps ? step : null));

        if (edge.Back is { } back)
            DrawBack(back, place, edge.Shape, _graph.Nodes[edge.From].Name, _graph.Nodes[edge.To].Name);
    }

    private void DrawBack(StepView step, PlacedEdge place, string shape, string target, string? source) => _drawing.Group("ll-back", () =>
    {
        var y = place.Label.Y + (shape.Length == 0 ? 0 : TextStyle.SmallCode.Line) + 2;
        var shift = shape.Length == 0 ? 0 : -BackShift;
        _drawing.Line(PathOf(place.Points, shift));
        _drawing.Head(place.Points[0] with { X = place.Points[0].X + shift }, Direction.Up);
        if (_hasSteps)
            DrawBadge(step.Number, place.Label.X + BadgeRadius, y + TextStyle.Code.Line / 2);
        DrawLines(Wrapped(step.Equation), place.Label.X + (_hasSteps ? 2 * BadgeRadius + 5 : 0), y, TextStyle.Code, Anchor.Start);
    }, ("data-ll-source", source), ("data-ll-target", target), ("data-ll-from", _hasSteps ? step.Number : null));

    private void DrawBadge(int number, double x, double y)
    {
        _drawing.Circle(x, y, BadgeRadius, "ll-badge");
        _drawing.Text(x, y, FormattableString.Invariant($"{number}"), TextStyle.Badge, Anchor.Middle);
    }

    private double DrawLines(IReadOnlyList<string> lines, double x, double y, TextStyle style, Anchor anchor)
    {
        foreach (var line in lines)
        {
            _drawing.Text(x, y + style.Line / 2, line, style, anchor);
            y += style.Line;
        }

        return y;
    }

    private static string PathOf(IReadOnlyList<LayoutPoint> points, double shift)
    {
        var path = SvgDrawing.Path($"M {points[0].X + shift} {points[0].Y}");
        foreach (var (from, to) in points.Zip(points.Skip(1)))
        {
            path += from.X == to.X ? SvgDrawing.Path($" V {to.Y}") : SvgDrawing.Path($" L {to.X + shift} {to.Y}");
        }

        return path;
    }

    /// <summary>A long formula on several lines of much the same length, broken at its spaces.</summary>
    private static IReadOnlyList<string> Wrapped(string text)
    {
        var lines = Wrapped(text, LongestLine);
        for (var length = LongestLine - 1; lines.Count > 1 && Wrapped(text, length) is var shorter && shorter.Count == lines.Count && shorter.All(line => line.Length <= length); length--)
            lines = shorter;
        return lines;
    }

    private static IReadOnlyList<string> Wrapped(string text, int longest)
    {
        List<string> lines = [""];
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > longest)
                lines.Add(word);
            else
                lines[^1] += lines[^1].Length == 0 ? word : " " + word;
        }

        return lines;
    }

    /// <summary>The graph in sentences, for those who do not see it.</summary>
    private static string Describe(GraphView graph)
    {
        var leaves = graph.Nodes.Where(node => node.Formula is null).Select(node => $"{node.Name}, {node.Shape}").ToList();
        var results = graph.Nodes.Where(node => node.Formula is not null).Select(node => $"{node.Name} = {node.Formula}, {node.Operation}, {node.Shape}");
        var back = graph.Steps.Where(step => step.IsBackward).Select(step => step.Equation).ToList();
        return $"Arrows lead down from what is used to what is computed. Inputs: {string.Join("; ", leaves)}. "
            + $"Then: {string.Join("; ", results)}."
            + (back.Count == 0 ? "" : $" Gradients flow back up along the same edges: {string.Join("; ", back)}.");
    }
}
