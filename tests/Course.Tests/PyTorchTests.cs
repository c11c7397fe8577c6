using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LinearLayer.Tests.PyTorch;
using Notebooks;

namespace Course.Tests;

/// <summary>The Python of the lesson on PyTorch, run by PyTorch itself.</summary>
public sealed partial class PyTorchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("from-pytorch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private const string Answers = """


        import json, sys
        json.dump({
            "torchOut": out.tolist(),
            "outOfLayer": out2.tolist(),
            "xGrad": x_grad.tolist(),
            "wGrad": w_grad.tolist(),
            "bGrad": b_grad.tolist(),
            "byHand": [dx.tolist(), dw.tolist(), db.tolist()],
            "weight": layer.weight.tolist(),
            "weightGrad": weight_grad.tolist(),
            "torchTwice": twice.tolist(),
            "meanBiasGrad": layer.bias.grad.tolist(),
            "mean": mean.item(),
            "total": total.item(),
            "refused": refused,
            "sameAgain": torch.equal(x_grad, x_grad_of_layer) and torch.equal(b_grad, b_grad_of_layer),
            "lastAxis": list(last_axis.shape),
            "lastAxisNumbers": last_axis.flatten(start_dim=1).tolist(),
            "flattened": list(flattened.shape),
            "addedToRows": (out + torch.tensor([[1.], [2.]])).tolist(),
            "cellByCell": (x * x).tolist(),
            "flattenedAltogether": list(x.flatten().shape),
            "ratio": ratio.item(),
        }, open(sys.argv[1], "w"))
        """;

    [Fact]
    public void The_numbers_in_the_cells_are_those_of_PyTorch()
    {
        var cells = NotebookFile.Read(Path.Combine(CourseFolder.Notebooks, "09-from-pytorch.ipynb")).Cells;
        var script = Path.Combine(_folder, "lesson.py");
        File.WriteAllText(script, string.Join("\n", cells.Where(cell => cell.Kind == CellKind.Markdown).SelectMany(cell => PythonBlock().Matches(cell.Source).Select(match => Kept(match.Groups["code"].Value)))) + Answers);

        using var json = JsonDocument.Parse(Python.Write(script));

        var torch = json.RootElement;
        var csharp = string.Join("\n", cells.Where(cell => cell.Kind == CellKind.Code).Select(cell => cell.Source));
        foreach (var name in new[] { "torchOut", "xGrad", "wGrad", "bGrad", "weight", "weightGrad", "torchTwice", "meanBiasGrad" })
            Assert.Equal(Numbers(torch.GetProperty(name).GetRawText()), Numbers(Regex.Match(csharp, $@"var {name} =\s+Tensors\.Of\(new double\[,?\]\s+(\{{[^;]*\}})\);").Groups[1].Value));
        Assert.Equal(torch.GetProperty("torchOut").GetRawText(), torch.GetProperty("outOfLayer").GetRawText());
        Assert.Equal($"[{torch.GetProperty("xGrad").GetRawText()}, {torch.GetProperty("wGrad").GetRawText()}, {torch.GetProperty("bGrad").GetRawText()}]", torch.GetProperty("byHand").GetRawText());
        Assert.Contains("Check.Equal(mean, 130.75)", csharp);
        Assert.Equal(130.75, torch.GetProperty("mean").GetDouble());
        Assert.Contains("Check.Equal(total, 1046)", csharp);
        Assert.Equal(1046, torch.GetProperty("total").GetDouble());
        Assert.True(torch.GetProperty("sameAgain").GetBoolean());
        Assert.Equal("[2, 1, 4]", torch.GetProperty("lastAxis").GetRawText());
        Assert.Equal(torch.GetProperty("torchOut").GetRawText(), torch.GetProperty("lastAxisNumbers").GetRawText());
        Assert.Equal("[2, 3]", torch.GetProperty("flattened").GetRawText());
        Assert.Equal("[[-10.0, -3.0, 15.0, -4.0], [0.0, -19.0, 14.0, 8.0]]", torch.GetProperty("addedToRows").GetRawText());
        Assert.Equal("[[4.0, 4.0, 9.0], [4.0, 9.0, 4.0]]", torch.GetProperty("cellByCell").GetRawText());
        Assert.Equal("[6]", torch.GetProperty("flattenedAltogether").GetRawText());
        Assert.Equal(2, torch.GetProperty("ratio").GetDouble(), 1e-6);
        Assert.Contains("has been modified by an inplace operation", torch.GetProperty("refused").GetString());
    }

    // What .grad holds after each call of backward, before the next one adds to it.
    private static string Kept(string code) => code
        .Replace("# x.grad, w.grad, b.grad: (N, D), (D, M), (M,)", "x_grad, w_grad, b_grad = x.grad.clone(), w.grad.clone(), b.grad.clone()")
        .Replace("# layer.weight.grad has the shape (4, 3)", "weight_grad = layer.weight.grad.clone(); x_grad_of_layer, b_grad_of_layer = x.grad.clone(), layer.bias.grad.clone()");

    private static IEnumerable<double> Numbers(string text) =>
        Number().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("```python\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex PythonBlock();

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
