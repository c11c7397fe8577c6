using System.Text.Json;

namespace LinearLayer.Tests.PyTorch;

/// <summary>What reference_gradients.py wrote.</summary>
internal sealed record GradientReference(IReadOnlyList<GradientReference.Loss> Losses, IReadOnlyList<GradientReference.Wrong> WrongPasses)
{
    /// <summary>autograd of one loss of one layer; t is the second tensor that the loss takes.</summary>
    public sealed record Loss(string Name, Tensor<double> x, Tensor<double> w, Tensor<double> b, Tensor<double> t, Tensor<double> dout, LinearGradients<double> Gradients);

    /// <summary>What one wrong backward pass gives, and whether torch.autograd.gradcheck accepts it.</summary>
    public sealed record Wrong(string Name, bool AcceptedByGradcheck, Fixture Fixture, LinearGradients<double> Gradients);

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "PyTorch");

    public static GradientReference Committed { get; } = Parse(File.ReadAllText(Path.Combine(Folder, "reference_gradients.json")));

    /// <summary>The same, computed now.</summary>
    public static GradientReference Afresh() => Parse(Python.Write(Path.Combine(Folder, "reference_gradients.py")));

    private static GradientReference Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var losses = document.RootElement.GetProperty("losses").EnumerateArray().Select(one => new Loss(
            one.GetProperty("loss").GetString()!, Of(one, "x"), Of(one, "w"), Of(one, "b"), Of(one, "t"), Of(one, "dout"), Gradients(one)));
        var wrong = document.RootElement.GetProperty("wrong").EnumerateArray().Select(one => new Wrong(
            one.GetProperty("name").GetString()!, one.GetProperty("accepted_by_gradcheck").GetBoolean(),
            new Fixture(Of(one, "x"), Of(one, "w"), Of(one, "b"), Of(one, "dout")), Gradients(one)));
        return new GradientReference(losses.ToList(), wrong.ToList());
    }

    private static LinearGradients<double> Gradients(JsonElement one) => new(Of(one, "dx"), Of(one, "dw"), Of(one, "db"));

    private static Tensor<double> Of(JsonElement one, string name)
    {
        var values = one.GetProperty(name);
        return Tensor.Create(
            values.GetProperty("cells").EnumerateArray().Select(cell => cell.GetDouble()).ToArray(),
            values.GetProperty("shape").EnumerateArray().Select(size => (nint)size.GetInt64()).ToArray());
    }
}
