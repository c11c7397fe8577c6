using System.Globalization;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Small made-up data that no straight line can tell apart.</summary>
/// <remarks>
/// Point n has the class n mod (number of classes), so the classes are as equal in number as can be. A seed gives the same points
/// everywhere, but for the last digit, which sine and cosine may round differently on another platform.
/// </remarks>
public static class Datasets
{
    /// <summary>Two half circles of radius 1 that reach into each other: class 0 opens downwards around (0, 0), class 1 upwards around (1, ½).</summary>
    /// <remarks>The shape is that of scikit-learn's make_moons.</remarks>
    /// <param name="points">N, the number of points.</param>
    /// <param name="noise">The standard deviation of the normal noise on both coordinates.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <returns>x (N, 2) and N labels, 0 or 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two points, or the noise is negative.</exception>
    public static LabelledPoints TwoMoons(int points = 200, double noise = 0.1, long seed = 0)
    {
        Require(nameof(TwoMoons), points, classes: 2, noise);
        return Make(points, classes: 2, noise, seed, (moon, share) =>
        {
            var angle = Math.PI * share;
            return moon == 0
                ? (Math.Cos(angle), Math.Sin(angle))
                : (1 - Math.Cos(angle), 0.5 - Math.Sin(angle));
        });
    }

    /// <summary>Spiral arms that wind about the origin, one for each class, from radius 0.1 to radius 1.</summary>
    /// <param name="points">N, the number of points.</param>
    /// <param name="classes">The number of arms.</param>
    /// <param name="turns">How often an arm goes around.</param>
    /// <param name="noise">The standard deviation of the normal noise on both coordinates.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <returns>x (N, 2) and N labels, from 0 to classes - 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no two classes, fewer points than classes, or the noise is negative.</exception>
    public static LabelledPoints Spirals(int points = 300, int classes = 3, double turns = 0.75, double noise = 0.03, long seed = 0)
    {
        if (classes < 2)
            throw new ArgumentOutOfRangeException(nameof(classes), $"Datasets.Spirals: classes is {classes}. There must be at least 2.");
        if (!double.IsFinite(turns))
            throw new ArgumentOutOfRangeException(nameof(turns), string.Create(CultureInfo.InvariantCulture, $"Datasets.Spirals: turns is {turns}. It must be a finite number."));
        Require(nameof(Spirals), points, classes, noise);
        return Make(points, classes, noise, seed, (arm, share) =>
        {
            var radius = 0.1 + 0.9 * share;
            var angle = 2 * Math.PI * ((double)arm / classes + turns * share);
            return (radius * Math.Cos(angle), radius * Math.Sin(angle));
        });
    }

    /// <summary>Points spread evenly along a curve for each class, from share 0 to share 1 of it.</summary>
    private static LabelledPoints Make(int points, int classes, double noise, long seed, Func<int, double, (double, double)> curve)
    {
        var random = new SeededRandom(seed);
        var x = Tensor.CreateFromShape<double>([points, 2]);
        var labels = new int[points];
        for (var n = 0; n < points; n++)
        {
            labels[n] = n % classes;
            var ofClass = (points - labels[n] + classes - 1) / classes;
            var (x0, x1) = curve(labels[n], n / classes / Math.Max(1.0, ofClass - 1));
            x[n, 0] = x0 + noise * random.Normal();
            x[n, 1] = x1 + noise * random.Normal();
        }

        return new LabelledPoints(x, labels);
    }

    private static void Require(string name, int points, int classes, double noise)
    {
        if (points < classes)
            throw new ArgumentOutOfRangeException(nameof(points), $"Datasets.{name}: points is {points}, but there are {classes} classes. Each class needs at least one point.");
        if (!(noise >= 0 && double.IsFinite(noise)))
            throw new ArgumentOutOfRangeException(nameof(noise), string.Create(CultureInfo.InvariantCulture, $"Datasets.{name}: noise is {noise}. It is a standard deviation, 0 or more."));
    }
}
