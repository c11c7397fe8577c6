using System.Numerics;

namespace LinearLayer.Display;

/// <summary>The pictures of the linear layer, drawn from sizes or from tensors.</summary>
public static partial class Diagrams
{
    /// <summary>A computation graph as one picture: values flow down, and after the backward pass gradients flow back up beside them.</summary>
    /// <param name="graph">The graph, as <c>Graph.Trace</c> made it.</param>
    /// <param name="values">Whether the numbers of each value are shown; left out, they are if the graph is one of single numbers.</param>
    /// <param name="gradients">The same for the numbers of the gradients. Tensors of more than 30 numbers show their shapes alone.</param>
    public static SvgPicture Graph<T>(Graph<T> graph, bool? values = null, bool? gradients = null)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(graph);
        var isOfNumbers = IsOfNumbers(graph);
        return GraphPicture.Draw(GraphView.Of(graph), values ?? isOfNumbers, gradients ?? isOfNumbers, hasSteps: false);
    }

    /// <summary>A computation graph with its forward and backward pass as steps to click through: what a graph shows by itself.</summary>
    /// <inheritdoc cref="Graph{T}(Graph{T}, bool?, bool?)" path="/param"/>
    public static GraphSteps Steps<T>(Graph<T> graph, bool? values = null, bool? gradients = null)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(graph);
        var isOfNumbers = IsOfNumbers(graph);
        return new GraphSteps(GraphView.Of(graph), values ?? isOfNumbers, gradients ?? isOfNumbers);
    }

    private static bool IsOfNumbers<T>(Graph<T> graph)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> => graph.Nodes.All(node => node.Shape.CellCount == 1);
}
