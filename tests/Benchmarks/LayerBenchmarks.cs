using System.Numerics;
using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using LinearLayer;
using LinearLayer.MatrixProducts;

namespace Benchmarks;

/// <summary>One pass of the linear layer. BenchmarkDotNet measures the library's own pass and what it allocates; the race with the others is run in the setup, in turns, and put into columns.</summary>
[MemoryDiagnoser]
public class LayerBenchmarks<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Action _run = () => { };

    public static IEnumerable<LayerShape> Shapes => Options.Current.Shapes;

    public static IEnumerable<int> ThreadCounts => Options.Current.Threads;

    [ParamsSource(nameof(ThreadCounts))]
    public int Threads { get; set; }

    [ParamsSource(nameof(Shapes))]
    public LayerShape Shape { get; set; } = LayerShape.All[0];

    [ParamsAllValues]
    public Pass Pass { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Workers.Count = Threads;
        var layer = new Layer<T>(Shape);
        var ours = Contestants.Ours(layer, Pass);
        var (mathNet, copyBack) = Contestants.MathNet(layer, Pass);
        var loop = Contestants.PlainLoop(layer, Pass);
        // A contestant too, on one thread: the most that the machine can do while the others run.
        var (work, peakOperations) = RegisterPeak.Work<T>();
        var peak = new Contestant("peak", work);
        MathNet.Numerics.Control.MaxDegreeOfParallelism = Threads;

        List<Contestant> contestants = [ours, peak, .. Options.Current.Libraries.Select(library => library.On(layer, Pass)), mathNet];
        if (Threads == 1)
            contestants.Add(loop); // it has no use for a second thread
        foreach (var library in Options.Current.Libraries)
            library.SetThreads(Threads);

        ours.Run();
        var expected = layer.Results(Pass);
        foreach (var contestant in contestants.Where(contestant => contestant != peak && contestant != loop))
        {
            contestant.Run();
            if (contestant == mathNet)
                copyBack();
            RequireEqual(contestant.Name, expected, layer.Results(Pass));
        }

        var results = Race.Run(contestants, hasThreads: Threads > 1);
        var operations = layer.Operations(Pass);
        Scores.Add(new Score(
            typeof(T) == typeof(float) ? "float" : "double", Threads, Shape, Pass,
            operations / results[0].Seconds / 1e9,
            results[1].Ratio * operations / (Threads * peakOperations),
            Threads * peakOperations / results[1].Seconds / 1e9,
            contestants.Zip(results).Skip(2).ToDictionary(pair => pair.First.Name, pair => pair.Second.Ratio)));
        _run = ours.Run;
    }

    [Benchmark]
    public void Ours() => _run();

    /// <summary>A race between different results would be none.</summary>
    private void RequireEqual(string name, T[] expected, T[] actual)
    {
        // The rounding of a sum of so many terms below 1/4 each, with room to spare.
        var allowed = Math.Max(Math.Max(Shape.N, Shape.D), Shape.M) * (Unsafe.SizeOf<T>() == 4 ? 1e-6 : 1e-15);
        for (var cell = 0; cell < expected.Length; cell++)
        {
            if (!(Math.Abs(double.CreateChecked(expected[cell] - actual[cell])) <= allowed))
                throw new InvalidOperationException($"{name} does not agree with the library at {Shape}, {Pass}: cell {cell} is {actual[cell]}, and {expected[cell]} in the library.");
        }
    }
}
