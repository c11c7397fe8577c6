namespace LinearLayer.Display;

/// <summary>A directed graph without cycles, as boxes to be placed: what a layout is asked for.</summary>
/// <param name="Nodes">The size of each box.</param>
/// <param name="Edges">In the order in which they come into their node: the first operand's first.</param>
internal sealed record LayeredGraph(IReadOnlyList<LayoutSize> Nodes, IReadOnlyList<LayeredEdge> Edges);

/// <summary>An edge from one box to a later one.</summary>
/// <param name="From">The index of the box above; smaller than <paramref name="To"/>.</param>
/// <param name="To">The index of the box below.</param>
/// <param name="Label">The room that the label takes, to the right of the line.</param>
internal sealed record LayeredEdge(int From, int To, LayoutSize Label);

/// <summary>A width and a height, in CSS pixels.</summary>
internal readonly record struct LayoutSize(double Width, double Height);

/// <summary>A point, in CSS pixels; y grows downwards.</summary>
internal readonly record struct LayoutPoint(double X, double Y);

/// <summary>A box by its upper left corner.</summary>
internal readonly record struct LayoutBox(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double Middle => X + Width / 2;
}

/// <summary>Where everything lies.</summary>
/// <param name="Size">Of the whole, from the corner (0, 0).</param>
/// <param name="Nodes">The boxes, in the order in which they were asked for.</param>
/// <param name="Edges">The edges, in the order in which they were asked for.</param>
internal sealed record PlacedGraph(LayoutSize Size, IReadOnlyList<LayoutBox> Nodes, IReadOnlyList<PlacedEdge> Edges);

/// <summary>An edge as a line from the lower side of one box to the upper side of another.</summary>
/// <param name="Points">It is straight where two points have the same x, and swings over where they have not.</param>
/// <param name="Label">Where its label lies.</param>
internal sealed record PlacedEdge(IReadOnlyList<LayoutPoint> Points, LayoutBox Label);
