namespace LinearLayer.Display.Tests;

public static partial class Gallery
{
    private static IEnumerable<Exhibit> Graphs() =>
    [
        new("graph", () => LayerGraph()),
        new("graph-forward", () => Diagrams.Graph(LayerGraph(hasBackward: false))),
        new("graph-numbers", () => Diagrams.Steps(TwiceUsed(), values: true, gradients: true)),
        new("graph-mlp", () => Diagrams.Graph(TwoLayers())) { IsLong = true },
        new("layer", () => Diagrams.Layer(D: 3, M: 4, highlight: 0)),
        new("layer-numbers", () => Diagrams.Layer(w, b, Tensors.Of(new double[] { -2, 2, 3 }))),
        new("layer-large", () => Diagrams.Layer(D: 784, M: 10)) { IsLong = true },
        new("expanded-product", () => Diagrams.ExpandedProduct(N: 2, D: 3, M: 2)),
        new("bias-gradient", () => Diagrams.BiasGradient(dout)),
        new("bias-gradient-letters", () => Diagrams.BiasGradient(N: 3, M: 2)),
    ];

    /// <summary>The worked example, its axes named.</summary>
    public static Graph<double> LayerGraph(bool hasBackward = true)
    {
        var (x, w, b) = (Gallery.x, Gallery.w, Gallery.b); // a graph calls its inputs by the names that stand in the lambda
        var scope = new ShapeScope();
        scope.Check("(N, M) = (N, D) x (D, M)", dout, x, w);
        scope.Check("(M,)", b);
        var graph = Graph.Trace(() => x.MatMul(w) + b, scope);
        if (hasBackward)
            graph.Backward(dout);
        return graph;
    }

    /// <summary>A matrix that is used three times, so that its gradient adds up: [[1, 0], [0, 0]], then [[2, 3], [0, 0]], then [[3, 3], [2, 0]].</summary>
    public static Graph<int> TwiceUsed()
    {
        var a = Tensors.Of(new[,] { { 1, 2 }, { 3, 4 } });
        var graph = Graph.Trace(() => a.MatMul(a) + a, new ShapeScope());
        graph.Backward(Tensors.Of(new[,] { { 1, 0 }, { 0, 0 } }));
        return graph;
    }

    /// <summary>Two layers with a rectifier between them and a loss.</summary>
    public static Graph<double> TwoLayers()
    {
        var (x, w1, b1) = (Tensors.Of(new[,] { { 1.0, 2.0 } }), Tensors.Of(new[,] { { 1.0, -1.0 }, { 1.0, -1.0 } }), Tensors.Of(new[] { 0.5, 0.5 }));
        var (w2, b2, y) = (Tensors.Of(new[,] { { 2.0 }, { 3.0 } }), Tensors.Of(new[] { 1.0 }), Tensors.Of(new[,] { { 7.0 } }));
        var graph = Graph.Trace(() => ((x.MatMul(w1) + b1).Relu().MatMul(w2) + b2).SquaredError(y), new ShapeScope());
        graph.Backward();
        return graph;
    }

    /// <summary>Three layers and softmax cross-entropy: the largest graph of the course.</summary>
    public static Graph<double> ThreeLayers()
    {
        var (x, w1, b1, w2, b2, w3, b3) = (Gallery.x, Ramp(3, 5), Ramp(5), Ramp(5, 4), Ramp(4), Ramp(4, 2), Ramp(2));
        var labels = new[] { 0, 1 };
        var graph = Graph.Trace(() => (((x.MatMul(w1) + b1).Relu().MatMul(w2) + b2).Relu().MatMul(w3) + b3).SoftmaxCrossEntropy(labels), new ShapeScope());
        graph.Backward();
        return graph;

        static Tensor<double> Ramp(params nint[] shape) =>
            Tensor.Create(Enumerable.Range(0, (int)shape.Aggregate((product, size) => product * size)).Select(cell => cell * 7 % 5 - 2.0).ToArray(), shape);
    }

    /// <summary>Single numbers, of which one is used twice, as in a first lesson on the chain rule.</summary>
    public static Graph<double> SingleNumbers()
    {
        var (a, c, d) = (Tensors.Of(new[] { 2.0 }), Tensors.Of(new[] { -3.0 }), Tensors.Of(new[] { 10.0 }));
        var graph = Graph.Trace(() => ((a * c + d) * a).Sum(), new ShapeScope());
        graph.Backward();
        return graph;
    }
}
