using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace LinearLayer.Tests;

/// <summary>Shapes and graphs in the cells of a notebook, where variables are fields of the cell that declared them.</summary>
public class CellTests
{
    private static readonly ScriptOptions Options = ScriptOptions.Default
        .AddReferences(typeof(Linear).Assembly, typeof(Tensor).Assembly, typeof(System.Linq.Expressions.Expression).Assembly)
        .AddImports("System", "System.Linq", "System.Numerics.Tensors", "LinearLayer");

    [Fact]
    public async Task Variables_of_earlier_cells_are_shown_by_their_names() => Assert.Equal(
        """
        x                          input      (N, d1, d2)  (2, 2, 3)
        x.Flatten()                flatten    (N, D)       (2, 6)
        w                          input      (D, M)       (6, 4)
        x.Flatten().MatMul(w)      product    (N, M)       (2, 4)
        b                          input      (M,)         (4,)
        b                          broadcast  (N, M)       (2, 4)
        x.Flatten().MatMul(w) + b  addition   (N, M)       (2, 4)
        """.ReplaceLineEndings("\n"),
        (await Run(
            "var shapes = new ShapeScope(); var x = Tensor.CreateFromShape<double>([2, 2, 3]);",
            "var w = Tensor.CreateFromShape<double>([6, 4]); var b = Tensor.CreateFromShape<double>([4]);",
            """shapes.Check("(N, d1, d2)", x); shapes.Check("(D, M)", w); shapes.Check("(M,)", b);""",
            "shapes.Explain(() => x.Flatten().MatMul(w) + b)")).ToString());

    [Fact]
    public async Task A_clash_in_a_cell_reads_like_the_cell()
    {
        var error = await Assert.ThrowsAsync<ShapeException>(() => Run(
            "var dout = Tensor.CreateFromShape<double>([2, 4]); var w = Tensor.CreateFromShape<double>([4, 4]); var shapes = new ShapeScope();",
            """shapes.Check("(N, M)", dout); shapes.Check("(D, M)", w);""",
            "shapes.Explain(() => dout.MatMul(w))"));

        Assert.Equal("  dout.MatMul(w)", error.Message.Split('\n')[1]);
        Assert.EndsWith("Fix: dout.MatMul(w.Transpose()), which is (N, D) = (N, M) x (M, D)", error.Message);
    }

    [Fact]
    public async Task A_note_in_a_cell_names_the_variables_of_the_cell()
    {
        var error = await Assert.ThrowsAsync<ShapeException>(() => Run(
            "var x = Tensor.CreateFromShape<double>([2, 3]); var w = Tensor.CreateFromShape<double>([5, 4]); var z = Tensor.CreateFromShape<double>([2, 4]);",
            """new ShapeScope().Check("(N, M) = (N, D) x (D, M)", z, x, w)"""));

        Assert.StartsWith("D is 3 in x, but 5 in w.", error.Message);
    }

    [Fact]
    public async Task A_loop_of_a_cell_can_trace_fields_of_its_own_types() => Assert.Equal(
        "x, layers[i].W, p, h, hT, layers[i + 1].W, L1, L",
        await Run(
            "class Layer { public Tensor<double> W; } Tensor<double> Zeros(params nint[] sizes) => Tensor.CreateFromShape<double>(sizes);",
            "var x = Zeros(2, 3); var layers = new[] { new Layer { W = Zeros(3, 4) }, new Layer { W = Zeros(4, 2) } };",
            """
            var nodes = "";
            for (var i = 0; i < 1; i++)
            {
                var graph = Graph.Trace(() => x.MatMul(layers[i].W).Relu().Transpose().SquaredError(layers[i + 1].W) * 2, new ShapeScope());
                nodes = string.Join(", ", graph.Nodes.Where(node => node.Operation != "constant"));
            }
            nodes
            """));

    [Fact]
    public async Task A_method_of_a_cell_is_other_code_under_its_own_name() => Assert.Equal(
        "x, Twice(x)",
        await Run(
            "Tensor<double> Twice(Tensor<double> tensor) => tensor + tensor; var x = Tensor.CreateFromShape<double>([2, 3]);",
            """string.Join(", ", Graph.Trace(() => Twice(x), new ShapeScope()).Nodes.Select(node => node.Text))"""));

    private static async Task<object> Run(params string[] cells)
    {
        var state = await CSharpScript.RunAsync("", Options, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var cell in cells)
            state = await state.ContinueWithAsync(cell, Options, cancellationToken: TestContext.Current.CancellationToken);
        return state.ReturnValue;
    }
}
