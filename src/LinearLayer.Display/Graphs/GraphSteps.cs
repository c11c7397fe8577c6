using System.Globalization;
using System.Text;

namespace LinearLayer.Display;

/// <summary>A computation graph with the steps of its forward and backward pass, to be clicked through; it shows itself.</summary>
/// <remarks>Without the script, and on paper, the picture shows all steps at once, numbered, and the list beside it holds them in order.</remarks>
public sealed class GraphSteps
{
    // Wider ones have their list below, where a narrow page has it anyway.
    private const double WidestBesideList = 460;

    private readonly GraphView _graph;
    private readonly bool _values;
    private readonly bool _gradients;

    internal GraphSteps(GraphView graph, bool values, bool gradients)
    {
        (_graph, _values, _gradients) = (graph, values, gradients);
        Picture = GraphPicture.Draw(graph, values, gradients, hasSteps: true);
    }

    /// <summary>What the buttons need, in a <c>script</c> of the class <c>ll-graph-script</c>: the same bytes in every output, so that a page can allow it by its hash.</summary>
    /// <remarks>It may be kept once in a page, also in its head, or run any number of times.</remarks>
    public static string Script { get; } = ReadScript();

    private static string Rules { get; } = GraphPicture.Rules + $$"""
        .ll-graph { container-type: inline-size; }
        .ll-graph-body { display: flex; flex-direction: column; gap: .75em; align-items: flex-start; }
        .ll-step-buttons { display: flex; flex-wrap: wrap; gap: .4em; align-items: center; margin: 0 0 .75em; }
        .ll-step-buttons[hidden] { display: none; }
        .ll-step-button { font: inherit; font-size: .9em; color: inherit; background: var(--ll-panel-color); border: 1px solid var(--ll-rule-color); border-radius: .3em; padding: .3em .75em; min-height: 2em; cursor: pointer; }
        .ll-step-button:hover { border-color: currentColor; }
        .ll-step-button:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
        .ll-step-status { margin-left: .4em; font-size: .9em; font-variant-numeric: tabular-nums; }
        .ll-steps { margin: 0; padding: 0; list-style: none; max-width: 100%; }
        .ll-steps > li { margin: 0; padding: .15em .5em .15em 2.6em; text-indent: -2.1em; overflow-wrap: anywhere; }
        .ll-step-number { display: inline-block; width: 2.1em; text-indent: 0; font-variant-numeric: tabular-nums; color: var(--ll-muted-color); }
        .ll-step-formula { font-family: var(--ll-mono-font); font-size: .95em; text-indent: 0; background: none; color: inherit; }
        .ll-steps > .ll-step-back .ll-step-formula { color: {{GraphPicture.GradientColor}}; }
        .ll-step-rule { color: var(--ll-muted-color); font-size: .9em; }
        @media screen {
          .ll-stepping .ll-steps { order: -1; min-height: 3.6em; }
          .ll-stepping .ll-steps > li:not(.ll-now) { display: none; }
          .ll-drawing .ll-later { opacity: .2; }
          .ll-drawing .ll-back.ll-later { visibility: hidden; }
          .ll-stepping .ll-past { display: none; }
          .ll-stepping .ll-gradient:not(.ll-past) { display: inline; }
          .ll-stepping .ll-now .ll-line { stroke-width: 2.6; }
          .ll-stepping .ll-now .ll-box { stroke-width: 2.6; }
          .ll-stepping .ll-now .ll-badge { fill: currentColor; }
          .ll-stepping .ll-now .ll-badge + text { fill: var(--ll-surface-color); font-weight: bold; }
        }
        @container (min-width: 700px) {
          .ll-graph-narrow { flex-direction: row; gap: 2em; }
          .ll-stepping .ll-graph-narrow .ll-steps { order: 0; }
        }
        @media print {
          .ll-graph .ll-step-buttons { display: none; }
          .ll-graph .ll-drawing [data-ll-until] { display: none; }
          .ll-graph.ll-figure { break-inside: auto; }
          .ll-graph .ll-title { break-after: avoid; }
          .ll-graph svg { max-height: 92vh; break-inside: avoid; }
          .ll-steps > li { break-inside: avoid; }
        }
        """.ReplaceLineEndings("\n");

    /// <summary>The graph with all its gradients, as a picture without buttons.</summary>
    public SvgPicture Picture { get; }

    internal void WriteHtml(TextWriter writer)
    {
        var html = new StringBuilder();
        html.Append("<div class=\"ll-step-buttons\" role=\"group\" aria-label=\"Steps\" hidden=\"\">");
        foreach (var (go, label) in new[] { ("-1", "Previous"), ("1", "Next"), ("all", "All steps") })
            html.Append($"<button type=\"button\" class=\"ll-step-button\" data-ll-go=\"{go}\">{label}</button>");
        html.Append("<span role=\"status\"><span class=\"ll-step-status\"></span><span class=\"ll-hidden\"></span></span></div>");

        var isNarrow = Picture.Width <= WidestBesideList;
        html.Append($"<div class=\"ll-graph-body{(isNarrow ? " ll-graph-narrow" : "")}\">").Append(Picture.Element()).Append("<ol class=\"ll-steps\">");
        foreach (var step in _graph.Steps)
            Append(html, step);
        html.Append($"</ol></div><script class=\"ll-graph-script\">{Script}</script>");
        Figure.Write(writer, "ll-graph", Picture.Title, SvgPicture.PictureRules + "\n" + SvgDrawing.Rules + "\n" + Rules, html.ToString());
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(GraphSteps).Assembly.GetManifestResourceStream("graph-steps.js")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private void Append(StringBuilder html, StepView step)
    {
        var numbers = (step.IsBackward ? _gradients : _values) && step.Numbers?.ToString() is { } grid && grid != step.Formula ? $" = {grid}" : "";
        html.Append(CultureInfo.InvariantCulture, $"<li{(step.IsBackward ? " class=\"ll-step-back\"" : "")} value=\"{step.Number}\"><span class=\"ll-step-number\">{step.Number}.</span>")
            .Append($"<code class=\"ll-step-formula\">{Figure.Html(step.Equation + numbers)}</code>&#8195;<span class=\"ll-step-rule\">{Figure.Html(step.Rule)}, {Figure.Html(step.Shape)}</span></li>");
    }

    /// <summary>The steps as text.</summary>
    public override string ToString() => Picture.PlainText;
}
