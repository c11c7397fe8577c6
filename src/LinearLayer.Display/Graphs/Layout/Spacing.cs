namespace LinearLayer.Display;

/// <summary>Places things on a line: in a given order, with room between them, each as near as can be to where it wants to be.</summary>
/// <remarks>
/// Least squares under the order: taking the room off leaves an isotonic regression, which pooling adjacent violators
/// solves exactly. Ayer, Brunk, Ewing, Reid and Silverman, "An empirical distribution function for sampling with
/// incomplete information", 1955.
/// </remarks>
internal static class Spacing
{
    /// <param name="wanted">Where each wants to be, in the order in which they shall lie.</param>
    /// <param name="weights">How much it wants that.</param>
    /// <param name="distances">The least distance of each from the one before; the first is not looked at.</param>
    public static double[] Place(IReadOnlyList<double> wanted, IReadOnlyList<double> weights, IReadOnlyList<double> distances)
    {
        var offsets = new double[wanted.Count];
        for (var i = 1; i < offsets.Length; i++)
            offsets[i] = offsets[i - 1] + distances[i];

        List<(double Mean, double Weight, int Count)> pools = [];
        for (var i = 0; i < offsets.Length; i++)
        {
            var pool = (Mean: wanted[i] - offsets[i], Weight: weights[i], Count: 1);
            while (pools.Count > 0 && pools[^1].Mean > pool.Mean)
            {
                var before = pools[^1];
                pools.RemoveAt(pools.Count - 1);
                var weight = before.Weight + pool.Weight;
                pool = ((before.Mean * before.Weight + pool.Mean * pool.Weight) / weight, weight, before.Count + pool.Count);
            }

            pools.Add(pool);
        }

        return [.. pools.SelectMany(pool => Enumerable.Repeat(pool.Mean, pool.Count)).Zip(offsets, (mean, offset) => mean + offset)];
    }
}
