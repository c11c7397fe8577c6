using System.Numerics;
using System.Text.Json;

namespace LinearLayer.Tests.PyTorch;

/// <summary>Our numbers beside those of torch.nn.functional.linear and autograd, which reference.py writes.</summary>
public class PyTorchTests
{
    private static readonly IReadOnlyList<Case> Committed = Case.Read(Path.Combine(TorchScript.Folder, "reference.json"));

    public static TheoryData<int, string> Cases()
    {
        var data = new TheoryData<int, string>();
        foreach (var (index, reference) in Committed.Index())
            data.Add(index, reference.ToString());
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_and_Backward_give_the_numbers_of_PyTorch(int index, string name)
    {
        Assert.Equal(name, Committed[index].ToString());
        if (Committed[index].dtype == "float32")
            Compare<float>(Committed[index]);
        else
            Compare<double>(Committed[index]);
    }

    [Fact]
    public void The_committed_numbers_cover_the_shapes_where_layers_go_wrong()
    {
        Assert.Equal(["float32", "float64"], Committed.Select(reference => reference.dtype).Distinct().Order());
        Assert.Equal([2, 3, 4, 5], Committed.Select(reference => reference.x.shape.Length).Distinct().Order());
        Assert.Contains(Committed, reference => reference.x.shape[0] == 0);
        Assert.Contains(Committed, reference => reference.x.shape[0] == 1);
        Assert.Contains(Committed, reference => reference.w.shape[0] == 1);
        Assert.Contains(Committed, reference => reference.w.shape[1] == 1);
        Assert.Contains(Committed, reference => reference.x.shape.Concat(reference.w.shape).Distinct().Count() == 1);
    }

    [Fact]
    public void PyTorch_still_computes_the_committed_numbers()
    {
        TorchScript.Run("reference.py", path =>
        {
            var computed = Case.Read(path);

            Assert.Equal(Committed.Select(reference => reference.ToString()), computed.Select(reference => reference.ToString()));
            foreach (var (now, then) in computed.Zip(Committed))
            {
                foreach (var (a, e) in now.Inputs.Zip(then.Inputs))
                    Assert.Equal(e.cells, a.cells);
                foreach (var (a, e) in now.Results.Zip(then.Results))
                {
                    Assert.Equal(e.shape, a.shape);
                    AssertClose(e.cells, a.cells, then.Tolerance, then.ToString());
                }
            }
        });
    }

    private static void Compare<T>(Case reference)
        where T : INumber<T>
    {
        var (@out, cache) = Linear.Forward(Tensor<T>(reference.x), Tensor<T>(reference.w), Tensor<T>(reference.b));
        var (dx, dw, db) = Linear.Backward(Tensor<T>(reference.dout), cache);

        foreach (var (expected, actual) in reference.Results.Zip([@out, dx, dw, db]))
        {
            Assert.Equal(expected.shape, actual.Lengths.ToArray());
            AssertClose(expected.cells, AssertTensor.Cells(actual).Select(double.CreateChecked), reference.Tolerance, reference.ToString());
        }
    }

    private static Tensor<T> Tensor<T>(Values values)
        where T : INumber<T> =>
        System.Numerics.Tensors.Tensor.Create(values.cells.Select(T.CreateChecked).ToArray(), values.shape);

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance, string name)
    {
        foreach (var (e, a) in expected.Zip(actual))
            Assert.True(Math.Abs(a - e) <= tolerance, $"{name}: expected {e:R}, got {a:R}.");
    }

    private sealed record Values(nint[] shape, double[] cells);

    private sealed record Case(string dtype, Values x, Values w, Values b, Values dout, Values @out, Values dx, Values dw, Values db)
    {
        public IEnumerable<Values> Inputs => [x, w, b, dout];

        public IEnumerable<Values> Results => [@out, dx, dw, db];

        /// <summary>Sums of up to 24 products of numbers below 2, in another order than PyTorch's.</summary>
        public double Tolerance => dtype == "float32" ? 1e-5 : 1e-13;

        public static IReadOnlyList<Case> Read(string path)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return [.. document.RootElement.EnumerateArray().Select(Of)];
        }

        public override string ToString() => $"{dtype}, x ({string.Join(", ", x.shape)}), w ({string.Join(", ", w.shape)})";

        private static Case Of(JsonElement element)
        {
            return new Case(
                element.GetProperty("dtype").GetString()!,
                Values("x"), Values("w"), Values("b"), Values("dout"), Values("out"), Values("dx"), Values("dw"), Values("db"));

            Values Values(string name)
            {
                var values = element.GetProperty(name);
                return new Values(
                    [.. values.GetProperty("shape").EnumerateArray().Select(size => (nint)size.GetInt64())],
                    [.. values.GetProperty("cells").EnumerateArray().Select(cell => cell.GetDouble())]);
            }
        }
    }
}
