namespace LinearLayer.Display;

/// <summary>Lays a graph out in layers from top to bottom, without overlaps: what is computed first stands above.</summary>
/// <remarks>
/// In the steps of K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system
/// structures", 1981: layers, an order in each layer with few crossings, then places. Between two layers of boxes lies a
/// layer of labels, so that a label has room of its own; a long edge has a lane in every layer that it passes. All lines
/// therefore run in lanes, and swing over only in the gaps between layers: none goes through a box. Nothing is random.
/// </remarks>
internal sealed class LayeredLayout
{
    private const double LaneWidth = 20;
    private const double PortDistance = 64;
    private const double BetweenItems = 18;
    private const double Stub = 10;
    private const double SmallestGap = 8;
    private const double LargestGap = 48;
    private const double Steepness = 0.4;
    private const int OrderSweeps = 12;
    private const int PlaceSweeps = 80;

    // Stub: a line leaves and enters a box straight, where its arrow has its head.

    /// <summary>Where the line of an edge lies in the room of its label: room for the way back on its left, for the text on its right.</summary>
    public const double LineInset = 12;

    /// <summary>The room between the line of an edge and the text of its label.</summary>
    public const double TextInset = 8;

    private readonly LayeredGraph _graph;
    private readonly List<Item>[] _layers;
    private readonly Item[] _boxes;
    private readonly List<Item>[] _lanes;

    private LayeredLayout(LayeredGraph graph)
    {
        _graph = graph;
        var layerOf = Layers(graph);
        _layers = [.. Enumerable.Range(0, layerOf.DefaultIfEmpty(0).Max() + 1).Select(_ => new List<Item>())];
        _boxes = [.. graph.Nodes.Select((size, node) => new Item(layerOf[node], size.Width, size.Height, isBox: true))];
        _lanes = [.. graph.Edges.Select(edge => Lanes(edge, layerOf))];
        foreach (var (edge, lanes) in graph.Edges.Zip(_lanes))
        {
            Item[] way = [_boxes[edge.From], .. lanes, _boxes[edge.To]];
            foreach (var (above, below) in way.Zip(way.Skip(1)))
            {
                var link = new Link(above, below);
                above.Below.Add(link);
                below.Above.Add(link);
            }
        }
    }

    /// <summary>Places every box and every edge.</summary>
    /// <exception cref="ArgumentException">An edge leads to its own box or to an earlier one.</exception>
    public static PlacedGraph Place(LayeredGraph graph)
    {
        if (graph.Edges.FirstOrDefault(edge => edge.From >= edge.To) is { } back)
            throw new ArgumentException($"The edge from {back.From} to {back.To} does not lead to a later box.", nameof(graph));

        var layout = new LayeredLayout(graph);
        layout.OrderAsRead();
        layout.AvoidCrossings();
        layout.PlaceAcross();
        return layout.PlaceDown();
    }

    /// <summary>Boxes in even layers: each as far down as what uses it allows, so that an input stands where it is needed.</summary>
    private static int[] Layers(LayeredGraph graph)
    {
        var fromEnd = new int[graph.Nodes.Count];
        foreach (var edge in graph.Edges.OrderByDescending(edge => edge.To))
            fromEnd[edge.From] = Math.Max(fromEnd[edge.From], fromEnd[edge.To] + 2);
        var last = fromEnd.DefaultIfEmpty(0).Max();
        return [.. fromEnd.Select(distance => last - distance)];
    }

    /// <summary>The lanes of an edge, one in every layer between its boxes; the label is in the last, at the operation that the edge leads to.</summary>
    private static List<Item> Lanes(LayeredEdge edge, int[] layerOf) =>
    [
        .. from layer in Enumerable.Range(layerOf[edge.From] + 1, layerOf[edge.To] - layerOf[edge.From] - 1)
           let hasLabel = layer == layerOf[edge.To] - 1 && edge.Label.Width > 0
           let width = hasLabel ? LineInset + TextInset + edge.Label.Width : LaneWidth
           select new Item(layer, width, hasLabel ? edge.Label.Height : 0, isBox: false) { Line = hasLabel ? LineInset - width / 2 : 0 },
    ];

    /// <summary>The first order: walks up from the last box, operands from left to right, as the formula is read.</summary>
    private void OrderAsRead()
    {
        HashSet<Item> seen = [];
        var into = _graph.Edges.Zip(_lanes).ToLookup(edge => edge.First.To);
        for (var node = _boxes.Length - 1; node >= 0; node--)
            Visit(node);

        void Visit(int node)
        {
            if (!seen.Add(_boxes[node]))
                return;
            Append(_boxes[node]);
            foreach (var (edge, lanes) in into[node])
            {
                lanes.ForEach(Append);
                Visit(edge.From);
            }
        }

        void Append(Item item)
        {
            item.Order = _layers[item.Layer].Count;
            _layers[item.Layer].Add(item);
        }
    }

    /// <summary>Puts each item by the mean place of its neighbours, up and down in turn, and keeps the best order that was met.</summary>
    private void AvoidCrossings()
    {
        var best = Orders();
        var fewest = Crossings();
        for (var sweep = 0; sweep < OrderSweeps && fewest > 0; sweep++)
        {
            var goesUp = sweep % 2 == 0;
            foreach (var layer in goesUp ? _layers.Reverse() : _layers)
            {
                var places = layer.ToDictionary(item => item, item => Mean(item, goesUp ? item.Below : item.Above, goesUp));
                SetOrder([.. layer.OrderBy(item => places[item]).ThenBy(item => item.Order)]);
            }

            if (Crossings() is var crossings && crossings < fewest)
                (fewest, best) = (crossings, Orders());
        }

        foreach (var order in best)
            SetOrder(order);

        List<Item>[] Orders() => [.. _layers.Select(layer => layer.ToList())];

        static double Mean(Item item, List<Link> links, bool goesUp) => links.Count == 0
            ? item.Order
            : links.Average(link => goesUp ? link.Below.Order + PortShare(link.Below.Above, link) : link.Above.Order + PortShare(link.Above.Below, link));

        // Lines that end in one box are told apart by the place in which they were asked for.
        static double PortShare(List<Link> links, Link link) => (links.IndexOf(link) + 1.0) / (links.Count + 1) - 0.5;
    }

    private void SetOrder(List<Item> layer)
    {
        if (layer.Count > 0)
            _layers[layer[0].Layer] = layer;
        for (var order = 0; order < layer.Count; order++)
            layer[order].Order = order;
    }

    private int Crossings()
    {
        var crossings = 0;
        foreach (var layer in _layers)
        {
            var links = layer.SelectMany(item => item.Below).ToList();
            for (var i = 0; i < links.Count; i++)
            {
                for (var j = i + 1; j < links.Count; j++)
                {
                    if ((links[i].Above.Order - links[j].Above.Order) * (links[i].Below.Order - links[j].Below.Order) < 0)
                        crossings++;
                }
            }
        }

        return crossings;
    }

    /// <summary>Moves the items of each layer to where their lines are straightest, in their order and with room between them.</summary>
    private void PlaceAcross()
    {
        foreach (var box in _boxes)
        {
            SetPorts(box, [.. box.Above.OrderBy(link => link.Above.Order)], (link, port) => link.PortBelow = port);
            SetPorts(box, [.. box.Below.OrderBy(link => link.Below.Order)], (link, port) => link.PortAbove = port);
        }

        foreach (var lane in _lanes.SelectMany(lanes => lanes))
        {
            lane.Above.ForEach(link => link.PortBelow = lane.Line);
            lane.Below.ForEach(link => link.PortAbove = lane.Line);
        }

        foreach (var layer in _layers)
            Place(layer, item => 0);
        for (var sweep = 0; sweep < PlaceSweeps; sweep++)
        {
            foreach (var layer in sweep % 2 == 0 ? _layers.Reverse() : _layers)
                Place(layer, item => Wanted(item, sweep));
        }

        var left = _layers.SelectMany(layer => layer).Select(item => item.X - item.Width / 2).DefaultIfEmpty(0).Min();
        foreach (var item in _layers.SelectMany(layer => layer))
            item.X -= left;

        static double? Wanted(Item item, int sweep)
        {
            // Both sides in the end, so that a box stands in the middle of what it joins.
            var above = sweep < PlaceSweeps / 2 && sweep % 2 == 0 ? [] : item.Above.Select(link => (link, X: link.Above.X + link.PortAbove - link.PortBelow));
            var below = sweep < PlaceSweeps / 2 && sweep % 2 == 1 ? [] : item.Below.Select(link => (link, X: link.Below.X + link.PortBelow - link.PortAbove));
            List<(Link Link, double X)> wanted = [.. above, .. below];
            return wanted.Count == 0 ? null : wanted.Sum(each => each.X * each.Link.Stiffness) / wanted.Sum(each => each.Link.Stiffness);
        }

        static void Place(List<Item> layer, Func<Item, double?> wanted)
        {
            var places = Spacing.Place(
                [.. layer.Select(item => wanted(item) ?? item.X)],
                [.. layer.Select(item => item.Above.Concat(item.Below).Sum(link => link.Stiffness) + 1.0)],
                [.. layer.Select((item, i) => i == 0 ? 0 : (layer[i - 1].Width + item.Width) / 2 + BetweenItems)]);
            foreach (var (item, x) in layer.Zip(places))
                item.X = x;
        }

        static void SetPorts(Item box, List<Link> links, Action<Link, double> set)
        {
            var distance = Math.Min(PortDistance, (box.Width - 40) / Math.Max(1, links.Count - 1));
            for (var port = 0; port < links.Count; port++)
                set(links[port], (port - (links.Count - 1) / 2.0) * distance);
        }
    }

    /// <summary>Stacks the layers, with a wider gap where lines have farther to swing over.</summary>
    private PlacedGraph PlaceDown()
    {
        var tops = new double[_layers.Length];
        for (var layer = 1; layer < _layers.Length; layer++)
        {
            var swing = _layers[layer].SelectMany(item => item.Above)
                .Select(link => Math.Abs(link.Above.X + link.PortAbove - link.Below.X - link.PortBelow)).DefaultIfEmpty(0).Max();
            tops[layer] = Math.Round(tops[layer - 1] + HeightOf(layer - 1) + Stub + Math.Clamp(swing * Steepness, SmallestGap, LargestGap));
        }

        var boxes = _boxes.Select(box => new LayoutBox(
            box.X - box.Width / 2, tops[box.Layer] + (HeightOf(box.Layer) - box.Height) / 2, box.Width, box.Height)).ToList();
        var edges = _graph.Edges.Zip(_lanes, (edge, lanes) => PlaceEdge(boxes[edge.From], boxes[edge.To], _boxes[edge.From], lanes, edge.Label)).ToList();
        return new PlacedGraph(
            new(_layers.SelectMany(layer => layer).Select(item => item.X + item.Width / 2).DefaultIfEmpty(0).Max(), tops[^1] + HeightOf(tops.Length - 1)), boxes, edges);

        double HeightOf(int layer) => _layers[layer].Select(item => item.Height).DefaultIfEmpty(0).Max();

        PlacedEdge PlaceEdge(LayoutBox from, LayoutBox to, Item above, List<Item> lanes, LayoutSize label)
        {
            var link = above.Below.First(link => link.Below == lanes[0]);
            List<LayoutPoint> points = [new(above.X + link.PortAbove, from.Bottom), new(above.X + link.PortAbove, tops[above.Layer] + HeightOf(above.Layer) + Stub)];
            foreach (var lane in lanes)
                points.AddRange([new(lane.X + lane.Line, tops[lane.Layer]), new(lane.X + lane.Line, tops[lane.Layer] + HeightOf(lane.Layer))]);
            var last = lanes[^1].Below[0];
            points.AddRange([new(last.Below.X + last.PortBelow, tops[last.Below.Layer] - Stub), new(last.Below.X + last.PortBelow, to.Y)]);

            var text = lanes[^1];
            return new PlacedEdge(
                [.. points.Distinct()],
                new(text.X + text.Line + TextInset, tops[text.Layer] + (HeightOf(text.Layer) - label.Height) / 2, label.Width, label.Height));
        }
    }

    /// <summary>What takes room in a layer: a box, or the lane of an edge with or without a label.</summary>
    private sealed class Item(int layer, double width, double height, bool isBox)
    {
        public int Layer { get; } = layer;

        public double Width { get; } = width;

        public double Height { get; } = height;

        public bool IsBox { get; } = isBox;

        public int Order { get; set; }

        /// <summary>The middle.</summary>
        public double X { get; set; }

        /// <summary>Where the line of a lane runs, counted from the middle.</summary>
        public double Line { get; init; }

        public List<Link> Above { get; } = [];

        public List<Link> Below { get; } = [];
    }

    /// <summary>A line between items of neighbouring layers, and where it ends at each, counted from the middle.</summary>
    private sealed class Link(Item above, Item below)
    {
        public Item Above { get; } = above;

        public Item Below { get; } = below;

        /// <summary>How much it wants to be straight: a long edge more than a short one.</summary>
        public double Stiffness => Above.IsBox || Below.IsBox ? 1 : 8;

        public double PortAbove { get; set; }

        public double PortBelow { get; set; }
    }
}
