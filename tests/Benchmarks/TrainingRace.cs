using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LinearLayer;
using LinearLayer.MatrixProducts;

namespace Benchmarks;

/// <summary>Trains networks with the library and with PyTorch, from the same weights on the same batches, in turns.</summary>
internal static class TrainingRace
{
    private const int Rounds = 7;

    private sealed record Problem(string Name, int Examples, int[] Sizes, int? BatchSize, int Steps);

    private static readonly Problem[] s_problems =
    [
        new("the spirals of the course, full batch", 300, [2, 16, 16, 3], null, 300),
        new("the spirals of the course, batches of 32", 300, [2, 16, 16, 3], 32, 300),
        new("1024 examples of 64 features, full batch", 1024, [64, 256, 256, 10], null, 20),
        new("1024 examples of 64 features, batches of 64", 1024, [64, 256, 256, 10], 64, 100),
    ];

    private sealed record Answer(double Seconds, double Loss);

    /// <summary>Runs all problems and gives the table.</summary>
    /// <param name="threads">For both.</param>
    /// <exception cref="IOException">The Python that is asked for cannot be started, or has no PyTorch.</exception>
    public static string Run(int threads)
    {
        Workers.Count = threads;
        var text = new StringBuilder();
        var openBlas = Blas.OpenBlas()?.Details is { } details ? $" over {details}" : "";
        text.Append($"{Machine.Description}. double, {(threads == 1 ? "one thread" : $"{threads} threads")}; PyTorch {TorchVersion()}{openBlas}.\n\n");
        text.Append("| Network and data | parameters | steps/s | by PyTorch |\n| --- | --- | --- | --- |\n");
        foreach (var problem in s_problems)
        {
            var (seconds, ratio) = Race(problem, threads);
            var parameters = new Mlp(problem.Sizes, seed: 1).Layers.Sum(layer => layer.w.FlattenedLength + layer.b.FlattenedLength);
            text.Append(CultureInfo.InvariantCulture, $"| {problem.Name}, {string.Join("-", problem.Sizes)} | {parameters} | {problem.Steps / seconds:F0} | {ratio:F2} |\n");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{problem.Name}: {problem.Steps / seconds:F0} steps/s, PyTorch {ratio:F2}"));
        }

        return text.ToString();
    }

    private static (double Seconds, double Ratio) Race(Problem problem, int threads)
    {
        var (x, labels) = Data(problem);
        var options = new TrainingOptions(problem.Steps, LearningRate: 0.1, problem.BatchSize, Seed: 3);
        var file = Path.GetTempFileName();
        try
        {
            Write(file, problem, x, labels, options);
            using var torch = Start("training.py", file, threads.ToString(CultureInfo.InvariantCulture));
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = -2; round < Rounds; round++) // the first two compile, and warm up
            {
                var mlp = new Mlp(problem.Sizes, seed: 1);
                var start = Stopwatch.GetTimestamp();
                var run = Training.Run(mlp, x, labels, options);
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                torch.StandardInput.WriteLine();
                torch.StandardInput.Flush();
                var answer = Read(torch);
                if (!(Math.Abs(answer.Loss - run.Loss) <= 1e-6 * Math.Abs(answer.Loss)))
                    throw new InvalidOperationException($"{problem.Name}: the loss after training is {run.Loss} here and {answer.Loss} in PyTorch. A race between different results would be none.");
                if (round >= 0)
                {
                    ours.Add(seconds);
                    theirs.Add(answer.Seconds);
                }
            }

            torch.StandardInput.Close();
            torch.WaitForExit();
            return (Benchmarks.Race.Median(ours), Benchmarks.Race.Median(theirs.Zip(ours, (their, our) => their / our)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (Tensor<double> X, int[] Labels) Data(Problem problem)
    {
        if (problem.Sizes[0] == 2)
        {
            var (points, classes) = Datasets.Spirals();
            return (points, classes);
        }

        var random = new Random(5);
        var cells = new double[problem.Examples * problem.Sizes[0]];
        for (var cell = 0; cell < cells.Length; cell++)
            cells[cell] = random.NextDouble() - 0.5;
        int[] labels = [.. Enumerable.Range(0, problem.Examples).Select(_ => random.Next(problem.Sizes[^1]))];
        return (Tensor.Create(cells, [problem.Examples, problem.Sizes[0]]), labels);
    }

    private static void Write(string file, Problem problem, Tensor<double> x, int[] labels, TrainingOptions options)
    {
        var batches = Batches.Of(labels.Length, options.BatchSize, options.Seed).Take(problem.Steps).Select(rows => options.BatchSize is null ? null : rows);
        var layers = new Mlp(problem.Sizes, seed: 1).Layers.Select(layer => new object[] { Rows(layer.w), layer.b.ToArray() });
        File.WriteAllText(file, JsonSerializer.Serialize(new { x = Rows(x), labels, batches, layers, rate = options.LearningRate }));

        static double[][] Rows(Tensor<double> matrix) => [.. matrix.Chunk((int)matrix.Lengths[1])];
    }

    private static Answer Read(Process torch) =>
        torch.StandardOutput.ReadLine() is { } line
            ? JsonSerializer.Deserialize<Answer>(line, JsonSerializerOptions.Web)!
            : throw new IOException($"Python ended without an answer: {torch.StandardError.ReadToEnd()}");

    private static string TorchVersion()
    {
        using var python = Start("-c", "import torch; print(torch.__version__)");
        return python.StandardOutput.ReadLine() ?? throw new IOException($"This Python has no PyTorch: {python.StandardError.ReadToEnd()}Set PYTHON to one that has (Debian: apt install python3-torch).");
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("PYTHON") ?? (File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3"))
        {
            WorkingDirectory = AppContext.BaseDirectory, // where training.py lies
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        if (Blas.Core is not null)
            start.Environment[Blas.CoreVariable] = Blas.Core;
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new IOException($"Cannot start {start.FileName}: {missing.Message}. Set PYTHON to a Python with PyTorch.", missing);
        }
    }
}
