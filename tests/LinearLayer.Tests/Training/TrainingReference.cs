using System.Text.Json;
using System.Text.Json.Serialization;

namespace LinearLayer.Tests;

/// <summary>What training.py wrote.</summary>
internal sealed record TrainingReference(
    IReadOnlyList<TrainingReference.Case> Cases, IReadOnlyList<TrainingReference.SgdRun> Runs, TrainingReference.InitialSpreads Spreads, IReadOnlyList<TrainingReference.RandomNumbers> Numbers)
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Training");
    public static readonly TrainingReference Committed = Parse(File.ReadAllText(Path.Combine(Folder, "training.json")));

    public static TrainingReference Parse(string json) => JsonSerializer.Deserialize<TrainingReference>(json, new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    })!;

    public sealed record Values(int[] Shape, double[] Cells)
    {
        public Tensor<double> Tensor => System.Numerics.Tensors.Tensor.Create(Cells, [.. Shape.Select(size => (nint)size)]);
    }

    public sealed record Layer(Values W, Values B);

    public sealed record Case(
        string LossFunction, string Reduction, Values X, IReadOnlyList<Layer> Layers,
        int Zeros, Values Out, double Loss, Values Dout, Values Dx, IReadOnlyList<Layer> Gradients, int[]? Labels = null, Values? Y = null)
    {
        public override string ToString() => $"{LossFunction}, {Reduction}, x ({string.Join(", ", X.Shape)}), {Layers.Count} layers";
    }

    public sealed record SgdRun(
        string LossFunction, string Reduction, Values X, IReadOnlyList<Layer> Layers,
        double LearningRate, double[] Losses, double[][] Norms, double FinalLoss, double? FinalAccuracy, IReadOnlyList<Layer> FinalLayers,
        int[]? Labels = null, Values? Y = null);

    public sealed record Spread(double Deviation, double Largest);

    public sealed record InitialSpreads(
        int D, int M,
        [property: JsonPropertyName("kaiming_normal_")] Spread KaimingNormal,
        [property: JsonPropertyName("kaiming_uniform_")] Spread KaimingUniform,
        [property: JsonPropertyName("xavier_normal_")] Spread XavierNormal,
        [property: JsonPropertyName("xavier_uniform_")] Spread XavierUniform);

    public sealed record RandomNumbers(long Seed, double[] Uniform, double[] Normal, int[] Order);

    public static Mlp MlpOf(IReadOnlyList<Layer> layers) => new([.. layers.Select(layer => new MlpLayer(layer.W.Tensor, layer.B.Tensor))]);

    public static LossReduction ReductionOf(string name) => name switch
    {
        "mean" => LossReduction.Mean,
        "sum" => LossReduction.Sum,
        _ => throw new NotSupportedException(name),
    };
}
