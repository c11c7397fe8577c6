using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Benchmarks;
using Perfolizer.Horology;

const string usage = """
    Races the linear layer of the library against other ways to compute it, and writes the tables of tests/benchmarks.md.

      dotnet run -c Release --project tests/Benchmarks                        everything, about 10 minutes
      dotnet run -c Release --project tests/Benchmarks -- float 1             the table of float on one thread
      dotnet run -c Release --project tests/Benchmarks -- 64x784x10 double    one shape; printed, not written
      dotnet run -c Release --project tests/Benchmarks -- training            the table of training, beside PyTorch

    --mkl FILE   races against MKL as well: its own library, or the libtorch_cpu of PyTorch
    """;

var words = args.ToList();
if (words.Contains("--help"))
{
    Console.WriteLine(usage);
    return 0;
}

try
{
    var file = ResultsFile.Find();
    if (words is ["training"])
    {
        var table = TrainingRace.Run(threads: 1);
        Console.WriteLine(table);
        file.Replace("training", table);
        return 0;
    }

    List<Blas> libraries = [];
    if (Blas.OpenBlas() is { } openBlas)
        libraries.Add(openBlas);
    else
        Console.WriteLine("There is no OpenBLAS on this machine (Debian: apt install libopenblas0). Its column is left out.");
    if (words.IndexOf("--mkl") is >= 0 and var mkl)
    {
        libraries.Add(Blas.Mkl(words.ElementAtOrDefault(mkl + 1) ?? throw new ArgumentException("--mkl needs the path of a library.")));
        words.RemoveRange(mkl, 2);
    }

    Options.Current = Options.Read(words, libraries);
    var isFailed = false;
    foreach (var type in Options.Current.Types)
        isFailed |= !RunOne(type);
    if (isFailed)
        return 1;

    var machine = string.Join("; ", [Machine.Description, .. libraries.Select(library => library.Details).OfType<string>()]);
    foreach (var table in Scores.All.GroupBy(score => (score.Type, score.Threads)))
    {
        var text = ResultsFile.TableOf([.. table], machine);
        Console.WriteLine(text);
        if (Options.Current.HasAllShapes && table.Key.Threads <= 2)
            file.Replace($"{table.Key.Type} {table.Key.Threads}", text);
    }

    return 0;
}
catch (Exception failure) when (failure is ArgumentException or IOException or DllNotFoundException or InvalidDataException)
{
    Console.Error.WriteLine(failure.Message);
    return 2;
}

static bool RunOne(Type type)
{
    // In this process, so that all contestants meet the same memory and the scores stay; a short job, since the race is what decides.
    var job = Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance)
        .WithWarmupCount(1).WithIterationCount(3).WithIterationTime(TimeInterval.FromMilliseconds(20));
    var config = ManualConfig.CreateEmpty().AddJob(job).AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance).WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet"));
    var summary = BenchmarkRunner.Run(typeof(LayerBenchmarks<>).MakeGenericType(type), config);
    foreach (var error in summary.ValidationErrors.Where(error => error.IsCritical))
        Console.Error.WriteLine(error.Message);
    foreach (var (score, report) in Scores.All.TakeLast(summary.Reports.Length).Zip(summary.Reports))
        score.Allocated = report.GcStats.GetTotalAllocatedBytes(excludeAllocationQuantumSideEffects: true) / report.GcStats.TotalOperations;
    return !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success);
}
