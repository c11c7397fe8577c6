namespace LinearLayer.Tests;

/// <summary>The gradients of a network beside central differences and beside the local rules of the computation graph.</summary>
public class MlpGradientTests
{
    private static readonly int[] Labels = [0, 2, 1, 1, 0];

    public static TheoryData<long> Seeds() => [1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_gradient_agrees_with_central_differences_of_the_loss(long seed)
    {
        foreach (var reduction in Enum.GetValues<LossReduction>())
        {
            var (mlp, x, y) = Problem(seed);
            Func<Tensor<double>, (double loss, Tensor<double> dout)>[] losses =
            [
                @out => @out.SoftmaxCrossEntropyWithGradient(Labels, reduction),
                @out => @out.SquaredErrorWithGradient(y, reduction),
            ];
            foreach (var loss in losses)
            {
                var (@out, cache) = mlp.Forward(x);
                var gradients = mlp.Backward(loss(@out).dout, cache);

                GradientCheck.Function(moved => loss(mlp.Forward(moved).@out).loss, x, gradients.dx).ThrowIfWrong();
                GradientCheck.Function(moved => loss(moved).loss, @out, loss(@out).dout).ThrowIfWrong();
                for (var l = 0; l < mlp.Layers.Count; l++)
                {
                    var layer = l;
                    var (_, dw, db) = gradients.Layers[layer];
                    GradientCheck.Function(moved => loss(With(mlp, layer, moved, mlp.Layers[layer].b).Forward(x).@out).loss, mlp.Layers[layer].w, dw).ThrowIfWrong();
                    GradientCheck.Function(moved => loss(With(mlp, layer, mlp.Layers[layer].w, moved).Forward(x).@out).loss, mlp.Layers[layer].b, db).ThrowIfWrong();
                }
            }
        }
    }

    [Fact]
    public void Central_differences_find_it_when_the_mean_is_divided_twice()
    {
        var (mlp, x, _) = Problem(seed: 1);
        var (@out, cache) = mlp.Forward(x);
        var (_, dout) = @out.SoftmaxCrossEntropyWithGradient(Labels);
        var twice = Tensor.Create(AssertTensor.Cells(dout).Select(cell => cell / Labels.Length).ToArray(), dout.Lengths);

        var report = GradientCheck.Function(moved => mlp.Forward(moved).@out.SoftmaxCrossEntropy(Labels), x, mlp.Backward(twice, cache).dx);

        Assert.Equal(CheckVerdict.Wrong, report.Verdict);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_gradient_agrees_with_the_graph_of_the_same_expression(long seed)
    {
        var (mlp, x, y) = Problem(seed);
        var (w1, b1) = (mlp.Layers[0].w, mlp.Layers[0].b);
        var (w2, b2) = (mlp.Layers[1].w, mlp.Layers[1].b);
        var (w3, b3) = (mlp.Layers[2].w, mlp.Layers[2].b);
        var (@out, cache) = mlp.Forward(x);

        var classes = Graph.Trace(() => (((x.Flatten().MatMul(w1) + b1).Relu().MatMul(w2) + b2).Relu().MatMul(w3) + b3).SoftmaxCrossEntropy(Labels, ""), new ShapeScope());
        AssertAgrees(classes, @out.SoftmaxCrossEntropyWithGradient(Labels));
        var mean = Graph.Trace(() => (((x.Flatten().MatMul(w1) + b1).Relu().MatMul(w2) + b2).Relu().MatMul(w3) + b3).MeanSquaredError(y, "", ""), new ShapeScope());
        AssertAgrees(mean, @out.SquaredErrorWithGradient(y));
        var sum = Graph.Trace(() => (((x.Flatten().MatMul(w1) + b1).Relu().MatMul(w2) + b2).Relu().MatMul(w3) + b3).SquaredError(y, "", ""), new ShapeScope());
        AssertAgrees(sum, @out.SquaredErrorWithGradient(y, LossReduction.Sum));

        void AssertAgrees(Graph<double> graph, (double loss, Tensor<double> dout) ours)
        {
            graph.Backward();
            var gradients = mlp.Backward(ours.dout, cache);

            AssertClose(graph.Output.Value, Tensors.Of([ours.loss]));
            AssertClose(graph["x"].Gradient!, gradients.dx);
            foreach (var (l, layer) in gradients.Layers.Index())
            {
                AssertClose(graph[$"w{l + 1}"].Gradient!, layer.dw);
                AssertClose(graph[$"b{l + 1}"].Gradient!, layer.db);
            }
        }
    }

    [Fact]
    public void A_unit_that_is_off_for_every_example_gets_no_gradient_and_never_comes_back()
    {
        var w = Tensors.Of(new double[,] { { 1, 1 } });
        var mlp = new Mlp(new MlpLayer(w, Tensors.Of(new double[] { 0, -100 })), new MlpLayer(w.Transpose(), Tensors.Of(new double[] { 0 })));
        var x = Tensors.Of(new double[,] { { 1 }, { 2 } });

        var run = Training.Run(mlp, x, Tensors.Of(new double[,] { { 3 }, { 5 } }), new TrainingOptions(Steps: 50, LearningRate: 0.05));

        Assert.True(run.Loss < run.Losses[0]);
        Assert.Equal(1, mlp.Layers[0].w[0, 1]);
        Assert.Equal(-100, mlp.Layers[0].b[1]);
        Assert.Equal(1, mlp.Layers[1].w[1, 0]);
    }

    private static (Mlp mlp, Tensor<double> x, Tensor<double> y) Problem(long seed)
    {
        var random = new Random((int)seed);
        var mlp = new Mlp([6, 5, 4, 3], seed);
        foreach (var layer in mlp.Layers)
            layer.b = Normal([.. layer.b.Lengths]);
        return (mlp, Normal(5, 2, 3), Normal(5, 3));

        Tensor<double> Normal(params nint[] lengths) =>
            Tensor.Create(Enumerable.Range(0, (int)lengths.Aggregate((product, size) => product * size)).Select(_ => random.NextDouble() * 2 - 1).ToArray(), lengths);
    }

    private static Mlp With(Mlp mlp, int changed, Tensor<double> w, Tensor<double> b) =>
        new([.. mlp.Layers.Select((layer, l) => l == changed ? new MlpLayer(w, b) : layer)]);

    private static void AssertClose(Tensor<double> expected, Tensor<double> actual)
    {
        Assert.Equal(expected.Lengths.ToArray(), actual.Lengths.ToArray());
        foreach (var (e, a) in AssertTensor.Cells(expected).Zip(AssertTensor.Cells(actual)))
            Assert.Equal(e, a, 1e-13);
    }
}
