namespace LinearLayer.Display;

/// <summary>Draws a layer: its inputs, a weight on each line to a sum, the bias added after the sum, the outputs.</summary>
/// <remarks>The lines to one sum come in one below the other, so that each has room for its weight, however many there are.</remarks>
internal sealed class LayerDiagram
{
    private const double Row = 21;
    private const double BetweenOutputs = 26;
    private const double SumRadius = 17;
    private const double PlusRadius = 13;
    private const double BiasLine = 15;
    private const double BiasHeight = PlusRadius + BiasLine + 18;
    private const double FanIn = 10;
    private const double Swing = 120;
    private const int MostInputs = 6;
    private const int MostOutputs = 6;

    private readonly IReadOnlyList<int?> _inputs;
    private readonly IReadOnlyList<int?> _outputs;
    private readonly LayerTexts _texts;
    private readonly int? _highlighted;
    private readonly SvgDrawing _drawing = new();

    private LayerDiagram(int inputs, int outputs, LayerTexts texts, int? highlighted)
    {
        (_inputs, _outputs) = (Shortened.Indices(inputs, MostInputs), Shortened.Indices(outputs, MostOutputs));
        (_texts, _highlighted) = (texts, highlighted);
    }

    private static string Rules { get; } = SvgDrawing.Rules + """

        .ll-faint .ll-line { opacity: .45; }
        .ll-strong .ll-line { stroke-width: 2.4; }
        .ll-drawing .ll-strong text { font-weight: bold; }
        """.ReplaceLineEndings("\n");

    public static SvgPicture Draw(int inputs, int outputs, LayerTexts texts, int? highlighted)
    {
        var svg = new LayerDiagram(inputs, outputs, texts, highlighted).Draw();
        var title = $"A linear layer with {Count(inputs, "input")} and {Count(outputs, "output")}";
        var description = $"A line with a weight leads from each of {Count(inputs, "input")} to each of {Count(outputs, "sum")}. "
            + "Behind each sum stands a plus, where the bias of this output comes in; behind the plus stands the output."
            + (highlighted is { } m ? $" The lines to the sum of output {m} are bold." : "");
        return new SvgPicture(title, description, svg, Text(inputs, outputs, texts)) { Rules = Rules };

        static string Count(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
    }

    private string Draw()
    {
        var block = Math.Max(_inputs.Count * Row, 2 * SumRadius);
        var distance = Math.Max(block + BetweenOutputs, BiasHeight + SumRadius + 8);
        var first = Math.Max(block / 2, BiasHeight);
        var height = first + (_outputs.Count - 1) * distance + block / 2;
        var inputWidth = Widest(_inputs, _texts.Input) + 22;
        var weightWidth = _inputs.OfType<int>().SelectMany(_ => _outputs.OfType<int>(), (d, m) => TextStyle.SmallCode.Width(_texts.Weight(d, m))).DefaultIfEmpty(0).Max() + 12;
        var ports = inputWidth + Swing;
        var sum = ports + weightWidth + FanIn + SumRadius;
        var sumWidth = Widest(_outputs, _texts.Sum) is var width and > 0 ? width + 12 : 0;
        var plus = sum + SumRadius + 34 + sumWidth + PlusRadius;
        var output = plus + PlusRadius + 40;
        var outputWidth = Widest(_outputs, _texts.Output) + 22;

        // Lines first, so that the boxes stand on them.
        var (top, span) = (first - block / 2, height - first + block / 2);
        var inputs = _inputs.Select((d, i) => (d, Y: top + span * (i + 0.5) / _inputs.Count)).ToList();
        foreach (var (i, m) in _outputs.Index())
        {
            var middle = first + i * distance;
            if (m is { } index)
                DrawOutput(index, middle);
            else
                _drawing.Text(sum, middle, "⋮", TextStyle.Symbol, Anchor.Middle);
        }

        foreach (var (d, y) in inputs)
        {
            if (d is { } index)
                DrawBox(new LayoutBox(0, y - 14, inputWidth, 28), _texts.Input(index), "ll-box ll-input");
            else
                _drawing.Text(inputWidth / 2, y, "⋮", TextStyle.Symbol, Anchor.Middle);
        }

        return _drawing.ToSvg(output + outputWidth, height);

        void DrawOutput(int m, double middle) => _drawing.Group(_highlighted is null ? "ll-output" : _highlighted == m ? "ll-strong" : "ll-faint", () =>
        {
            foreach (var (row, (d, y)) in inputs.Index())
            {
                var port = middle + (row - (inputs.Count - 1) / 2.0) * Row;
                if (d is not { } index)
                {
                    _drawing.Text(ports + weightWidth / 2, port, "⋮", TextStyle.Code, Anchor.Middle);
                    continue;
                }

                var weight = _texts.Weight(index, m);
                var room = TextStyle.SmallCode.Width(weight) + 6;
                var left = ports + (weightWidth - room) / 2;
                var rim = Rim(port - middle);
                _drawing.Line(SvgDrawing.Path($"M {inputWidth} {y} C {inputWidth + Swing * 0.5} {y} {ports - Swing * 0.5} {port} {ports} {port} H {left}"));
                _drawing.Line(SvgDrawing.Path($"M {left + room} {port} H {ports + weightWidth} L {rim.X} {rim.Y}"));
                _drawing.Text(ports + weightWidth / 2, port, weight, TextStyle.SmallCode, Anchor.Middle);
            }

            _drawing.Circle(sum, middle, SumRadius, "ll-box");
            _drawing.Text(sum, middle, "Σ", TextStyle.Symbol, Anchor.Middle);
            Arrow(sum + SumRadius, plus - PlusRadius, middle, _texts.Sum(m));
            _drawing.Circle(plus, middle, PlusRadius, "ll-box");
            _drawing.Text(plus, middle, "+", TextStyle.Symbol, Anchor.Middle);
            _drawing.Line(SvgDrawing.Path($"M {plus} {middle - PlusRadius - BiasLine} V {middle - PlusRadius}"));
            _drawing.Head(new(plus, middle - PlusRadius), Direction.Down);
            _drawing.Text(plus, middle - PlusRadius - BiasLine - 8, _texts.Bias(m), TextStyle.Code, Anchor.Middle);
            Arrow(plus + PlusRadius, output, middle, "");
            DrawBox(new LayoutBox(output, middle - 14, outputWidth, 28), _texts.Output(m), "ll-box ll-result");

            // The place on the rim of the sum that looks towards the line.
            LayoutPoint Rim(double offset)
            {
                var angle = Math.Atan2(offset, -SumRadius * 1.6);
                return new(sum + SumRadius * Math.Cos(angle), middle + SumRadius * Math.Sin(angle));
            }
        });

        void Arrow(double from, double to, double y, string label)
        {
            _drawing.Line(SvgDrawing.Path($"M {from} {y} H {to}"));
            _drawing.Head(new(to, y), Direction.Right);
            if (label.Length > 0)
                _drawing.Text((from + to - 6) / 2, y - 10, label, TextStyle.SmallCode, Anchor.Middle);
        }
    }

    private void DrawBox(LayoutBox box, string text, string classes)
    {
        _drawing.Box(box, classes, classes.EndsWith("ll-input", StringComparison.Ordinal) ? 14 : 3);
        _drawing.Text(box.Middle, box.Y + box.Height / 2, text, TextStyle.Code, Anchor.Middle);
    }

    private static double Widest(IReadOnlyList<int?> indices, Func<int, string> text) => indices.OfType<int>().Select(index => TextStyle.Code.Width(text(index))).DefaultIfEmpty(0).Max();

    /// <summary>A line for each output, such as <c>out[0] = (x[0]·w[0,0] + x[1]·w[1,0]) + b[0]</c>.</summary>
    private static string Text(int inputs, int outputs, LayerTexts texts)
    {
        var lines = Shortened.Indices(outputs, MostOutputs).Select(m => m is { } index ? Line(index) : "⋮").ToList();
        return string.Join('\n', lines);

        string Line(int m)
        {
            var terms = Shortened.Indices(inputs, MostInputs).Select(d => d is { } index ? $"{Factor(texts.Input(index))}·{Factor(texts.Weight(index, m))}" : "…");
            var sum = $"({string.Join(" + ", terms)}) + {Factor(texts.Bias(m))}";
            return FormattableString.Invariant($"out[{m}] = {sum}{(texts.Output(m).StartsWith("out", StringComparison.Ordinal) ? "" : $" = {texts.Output(m)}")}");
        }

        static string Factor(string text) => text.StartsWith('-') ? $"({text})" : text;
    }
}

/// <summary>What stands at the parts of a layer: letters with indices, or numbers.</summary>
/// <param name="Input">At input d.</param>
/// <param name="Weight">At the line from input d to sum m.</param>
/// <param name="Bias">At the plus of output m.</param>
/// <param name="Sum">Behind the sum of output m; "" for nothing.</param>
/// <param name="Output">At output m.</param>
internal sealed record LayerTexts(Func<int, string> Input, Func<int, int, string> Weight, Func<int, string> Bias, Func<int, string> Sum, Func<int, string> Output)
{
    /// <summary>x[0], w[0,1], b[1], out[1].</summary>
    public static LayerTexts Letters { get; } = new(
        d => FormattableString.Invariant($"x[{d}]"), (d, m) => FormattableString.Invariant($"w[{d},{m}]"), m => FormattableString.Invariant($"b[{m}]"), _ => "",
        m => FormattableString.Invariant($"out[{m}]"));
}
