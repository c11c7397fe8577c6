using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Which examples each step of a training looks at.</summary>
internal static class Batches
{
    /// <summary>Batches without end, each as row numbers: all rows in order, or rounds through all rows in random order.</summary>
    public static IEnumerable<int[]> Of(int examples, int? batchSize, long seed)
    {
        int[] all = [.. Enumerable.Range(0, examples)];
        var random = new SeededRandom(seed);
        while (true)
        {
            if (batchSize is not { } size)
            {
                yield return all;
                continue;
            }

            foreach (var batch in random.Order(examples).Chunk(size))
                yield return batch;
        }
    }

    /// <summary>(rows, M) &lt;= (N, M): these rows of a matrix, in this order.</summary>
    public static Tensor<double> Rows(Tensor<double> matrix, int[] rows)
    {
        var picked = Tensor.CreateFromShape<double>([rows.Length, matrix.Lengths[1]]);
        for (nint row = 0; row < rows.Length; row++)
        {
            if (picked.TryGetRow(row, out var to))
                matrix.RowOf(rows[row]).CopyTo(to);
        }

        return picked;
    }
}
