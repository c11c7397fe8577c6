namespace Benchmarks;

/// <summary>What this run measures.</summary>
internal sealed record Options(IReadOnlyList<LayerShape> Shapes, IReadOnlyList<Type> Types, IReadOnlyList<int> Threads, IReadOnlyList<Blas> Libraries)
{
    public static Options Current { get; set; } = new(LayerShape.All, [typeof(float), typeof(double)], [1, 2], []);

    /// <summary>Reads shapes such as 64x784x10, float, double, and numbers of threads; what is not named is measured in full.</summary>
    public static Options Read(IEnumerable<string> words, IReadOnlyList<Blas> libraries)
    {
        var (shapes, types, threads) = (new List<LayerShape>(), new List<Type>(), new List<int>());
        foreach (var word in words)
        {
            if (LayerShape.TryParse(word) is { } shape)
                shapes.Add(shape);
            else if (word is "float" or "double")
                types.Add(word == "float" ? typeof(float) : typeof(double));
            else if (int.TryParse(word, out var count) && count > 0)
                threads.Add(count);
            else
                throw new ArgumentException($"'{word}' is no shape such as 64x784x10, no type (float, double) and no number of threads.");
        }

        return new(
            shapes.Count > 0 ? shapes : Current.Shapes, types.Count > 0 ? types : Current.Types,
            threads.Count > 0 ? threads : Current.Threads, libraries);
    }

    /// <summary>Whether each table that is touched is measured in full, so that it may be written.</summary>
    public bool HasAllShapes => Shapes.SequenceEqual(LayerShape.All);
}
