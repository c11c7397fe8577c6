using System.Numerics;
using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;

namespace LinearLayer.Display;

public static partial class LinearLayerFormatters
{
    private static readonly MethodInfo StepsOfGraph = typeof(LinearLayerFormatters).GetMethod(nameof(StepsOfNumbers), BindingFlags.NonPublic | BindingFlags.Static)!;

    static partial void RegisterGraphs()
    {
        Show<GraphSteps>((steps, writer) => steps.WriteHtml(writer), (steps, writer) => writer.Write(steps.ToString()));
        Show(typeof(Graph<>), "text/html", (graph, writer) => StepsOf(graph).WriteHtml(writer));
        Show(typeof(Graph<>), "text/plain", (graph, writer) => writer.Write(StepsOf(graph).ToString()));
        Formatter.SetPreferredMimeTypesFor(typeof(Graph<>), "text/html", "text/plain");
    }

    /// <summary>A formatter of all graphs is not told which type of number this one has.</summary>
    private static GraphSteps StepsOf(object graph) =>
        (GraphSteps)StepsOfGraph.MakeGenericMethod(graph.GetType().GetGenericArguments()).Invoke(null, [graph])!;

    private static GraphSteps StepsOfNumbers<T>(Graph<T> graph)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> => Diagrams.Steps(graph);
}
