using System.Numerics.Tensors;

namespace LinearLayer.Display;

/// <summary>The diagrams of the linear layer that are kept as files, each drawn from the library's own data.</summary>
public static class CourseDiagrams
{
    /// <summary>The name of each file, and what it holds.</summary>
    public static IReadOnlyList<(string File, SvgPicture Picture)> All =>
    [
        ("layer.svg", Diagrams.Layer(D: 3, M: 4, highlight: 0)),
        ("expanded-product.svg", Diagrams.ExpandedProduct(N: 4, D: 2, M: 3)),
        ("computation-graph.svg", ComputationGraph()),
        ("bias-gradient.svg", Diagrams.BiasGradient(WorkedExample.Dout)),
    ];

    private static SvgPicture ComputationGraph()
    {
        var (x, w, b, dout) = (WorkedExample.X, WorkedExample.W, WorkedExample.B, WorkedExample.Dout);
        var scope = new ShapeScope();
        scope.Check("(N, M) = (N, D) x (D, M)", dout, x, w);
        scope.Check("(M,)", b);

        var graph = Graph.Trace(() => x.MatMul(w) + b, scope);
        graph.Backward(dout);
        return Diagrams.Graph(graph);
    }

    /// <summary>The numbers that the course works out by hand: all sizes differ.</summary>
    private static class WorkedExample
    {
        public static Tensor<double> X { get; } = Tensors.Of(new double[,] { { -2, 2, 3 }, { -2, 3, -2 } });

        public static Tensor<double> W { get; } = Tensors.Of(new double[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } });

        public static Tensor<double> B { get; } = Tensors.Of(new double[] { -1, -3, 1, 1 });

        public static Tensor<double> Dout { get; } = Tensors.Of(new double[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } });
    }
}
