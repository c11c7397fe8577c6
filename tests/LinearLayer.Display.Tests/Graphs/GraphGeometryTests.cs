using System.Linq.Expressions;
using CsCheck;

namespace LinearLayer.Display.Tests.Graphs;

public class GraphGeometryTests
{
    public static TheoryData<string, SvgPicture> Pictures { get; } = new()
    {
        { "the layer", Diagrams.Graph(Gallery.LayerGraph()) },
        { "forward only", Diagrams.Graph(Gallery.LayerGraph(hasBackward: false)) },
        { "the layer with numbers", Diagrams.Steps(Gallery.LayerGraph(), values: true, gradients: true).Picture },
        { "a matrix used three times", Diagrams.Steps(Gallery.TwiceUsed(), values: true, gradients: true).Picture },
        { "two layers", Diagrams.Graph(Gallery.TwoLayers()) },
        { "three layers", Diagrams.Steps(Gallery.ThreeLayers()).Picture },
        { "single numbers", Diagrams.Graph(Gallery.SingleNumbers()) },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Boxes_lie_apart_and_lines_end_on_their_borders_and_go_through_none(string name, SvgPicture picture)
    {
        var drawing = Drawing.Of(picture);

        Assert.NotEmpty(drawing.Lines);
        Assert.True(!drawing.Faults().Any(), $"{name}: {string.Join(" ", drawing.Faults())}");
    }

    [Fact]
    public void Every_node_has_a_box_every_use_a_line_and_every_local_rule_a_line_back()
    {
        var graph = Gallery.TwiceUsed();

        var drawing = Drawing.Of(Diagrams.Graph(graph));

        Assert.Equal(["a", "p", "z"], drawing.Boxes.Keys);
        Assert.Equal([("a", "p"), ("a", "p"), ("p", "z"), ("a", "z")], drawing.Lines.Where(line => !line.IsBackward).Select(line => (line.Source!, line.Target)));
        Assert.Equal(graph.BackwardSteps.Count, drawing.Lines.Count(line => line.IsBackward));
    }

    [Fact]
    public void What_is_computed_later_stands_lower()
    {
        var graph = Gallery.TwoLayers();

        var drawing = Drawing.Of(Diagrams.Graph(graph));

        foreach (var node in graph.Nodes)
            Assert.All(node.Operands, operand => Assert.True(drawing.Boxes[operand.Name].Bottom < drawing.Boxes[node.Name].Top));
    }

    [Fact]
    public void The_left_operand_stands_on_the_left()
    {
        var boxes = Drawing.Of(Diagrams.Graph(Gallery.LayerGraph())).Boxes;

        Assert.True(boxes["x"].Right < boxes["w"].Left);
        Assert.True(boxes["p"].Right < boxes["bCopies"].Left);
    }

    [Fact]
    public void Random_graphs_are_drawn_without_a_fault_and_twice_the_same() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 14], Gen.Int[1, 4]).Sample((seed, operations, inputs) =>
        {
            var graph = RandomGraph(new Random(seed), operations, inputs);
            graph.Backward(Tensors.Of(new[,] { { 1, 2 }, { 3, 4 } }));

            var picture = Diagrams.Steps(graph, values: seed % 2 == 0, gradients: seed % 3 == 0).Picture;

            Assert.Empty(Drawing.Of(picture).Faults());
            Assert.Equal(picture, Diagrams.Steps(graph, values: seed % 2 == 0, gradients: seed % 3 == 0).Picture);
        }, iter: 60);

    /// <summary>An expression of 2 by 2 matrices in which every input may come often and deep, and a row may be broadcast.</summary>
    private static Graph<int> RandomGraph(Random random, int operations, int inputs)
    {
        Expression<Func<Tensor<int>, Tensor<int>, Tensor<int>>> product = (left, right) => left.MatMul(right, "", "");
        Expression<Func<Tensor<int>, Tensor<int>, Tensor<int>>> sum = (left, right) => left + right;
        Expression<Func<Tensor<int>, Tensor<int>>> relu = operand => operand.Relu();
        var (a, b, c, d, row) = (Matrix(1), Matrix(2), Matrix(3), Matrix(4), Tensors.Of(new[] { 1, -1 }));
        Expression<Func<Tensor<int>>>[] names = [() => a, () => b, () => c, () => d];
        Expression<Func<Tensor<int>>> rowName = () => row;
        var leaves = names.Take(inputs).Select(name => name.Body).ToList();

        var tree = leaves[0];
        for (var i = 0; i < operations; i++)
        {
            var other = leaves[random.Next(inputs)];
            tree = random.Next(6) switch
            {
                0 => With(product, tree, other),
                1 => With(product, other, tree),
                2 => With(sum, tree, rowName.Body),
                3 => With(sum, other, With(product, other, tree)),
                4 => With(relu, tree),
                _ => With(sum, With(product, tree, other), With(relu, leaves[random.Next(inputs)])),
            };
        }

        return Graph.Trace(Expression.Lambda<Func<Tensor<int>>>(With(sum, tree, leaves[0])), new ShapeScope(), "");

        static Tensor<int> Matrix(int number) => Tensors.Of(new[,] { { number, 1 }, { 2, number - 3 } });

        static Expression With(LambdaExpression function, params Expression[] arguments) => new Arguments(function, arguments).Visit(function.Body);
    }

    /// <summary>Puts arguments in the place of a function's parameters.</summary>
    private sealed class Arguments(LambdaExpression function, Expression[] arguments) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => arguments[function.Parameters.IndexOf(node)];
    }
}
