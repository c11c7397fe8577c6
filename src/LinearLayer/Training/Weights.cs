using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Random weights to start from, (D, M): D is the fan-in, the inputs that each output sums; M is the fan-out, the outputs that each input goes to.</summary>
/// <remarks>
/// All have mean 0; they differ in their variance. With too large a variance the numbers grow from layer to layer, with too small
/// a one they vanish. Biases start at 0. A uniform distribution on [-a, a] has the variance a²/3.
/// </remarks>
public static class Weights
{
    /// <summary>He's initialisation: normal with variance 2/D, for a layer before or between ReLUs.</summary>
    /// <remarks>
    /// He, Zhang, Ren and Sun, "Delving deep into rectifiers" (2015), equation 10, which keeps the size of the numbers on the way
    /// forward: ReLU drops half of them, so twice the variance makes up for it.
    /// </remarks>
    /// <param name="d">D, the fan-in.</param>
    /// <param name="m">M, the fan-out.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public static Tensor<double> HeNormal(int d, int m, SeededRandom random) => Normal(nameof(HeNormal), d, m, random, variance: 2.0 / d);

    /// <inheritdoc cref="HeNormal(int, int, SeededRandom)"/>
    public static Tensor<double> HeNormal(int d, int m, long seed) => HeNormal(d, m, new SeededRandom(seed));

    /// <summary>He's variance, 2/D, from a uniform distribution: on [-√(6/D), √(6/D)).</summary>
    /// <remarks>The variance is that of He and others (2015), equation 10. The paper itself draws from a normal distribution.</remarks>
    /// <inheritdoc cref="HeNormal(int, int, SeededRandom)" path="/param"/>
    /// <inheritdoc cref="HeNormal(int, int, SeededRandom)" path="/exception"/>
    public static Tensor<double> HeUniform(int d, int m, SeededRandom random) => Uniform(nameof(HeUniform), d, m, random, variance: 2.0 / d);

    /// <inheritdoc cref="HeUniform(int, int, SeededRandom)"/>
    public static Tensor<double> HeUniform(int d, int m, long seed) => HeUniform(d, m, new SeededRandom(seed));

    /// <summary>Xavier's initialisation: uniform on [-√(6/(D + M)), √(6/(D + M))), so with variance 2/(D + M).</summary>
    /// <remarks>
    /// Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010), equation 16. 1/D
    /// would keep the size of the numbers on the way forward, 1/M that of the gradients on the way back; this lies between them
    /// (equation 12). It is made for activations that are about the identity near 0, such as tanh.
    /// </remarks>
    /// <inheritdoc cref="HeNormal(int, int, SeededRandom)" path="/param"/>
    /// <inheritdoc cref="HeNormal(int, int, SeededRandom)" path="/exception"/>
    public static Tensor<double> XavierUniform(int d, int m, SeededRandom random) => Uniform(nameof(XavierUniform), d, m, random, variance: 2.0 / ((double)d + m));

    /// <inheritdoc cref="XavierUniform(int, int, SeededRandom)"/>
    public static Tensor<double> XavierUniform(int d, int m, long seed) => XavierUniform(d, m, new SeededRandom(seed));

    /// <summary>Xavier's variance, 2/(D + M), from a normal distribution.</summary>
    /// <remarks>The variance is that of Glorot and Bengio (2010), equation 12. The paper itself draws from a uniform distribution.</remarks>
    /// <inheritdoc cref="HeNormal(int, int, SeededRandom)" path="/param"/>
    /// <inheritdoc cref="HeNormal(int, int, SeededRandom)" path="/exception"/>
    public static Tensor<double> XavierNormal(int d, int m, SeededRandom random) => Normal(nameof(XavierNormal), d, m, random, variance: 2.0 / ((double)d + m));

    /// <inheritdoc cref="XavierNormal(int, int, SeededRandom)"/>
    public static Tensor<double> XavierNormal(int d, int m, long seed) => XavierNormal(d, m, new SeededRandom(seed));

    private static Tensor<double> Normal(string name, int d, int m, SeededRandom random, double variance)
    {
        Require(name, d, m, random);
        var deviation = Math.Sqrt(variance);
        return SeededRandom.Fill([d, m], () => deviation * random.Normal());
    }

    private static Tensor<double> Uniform(string name, int d, int m, SeededRandom random, double variance)
    {
        Require(name, d, m, random);
        var bound = Math.Sqrt(3 * variance);
        return SeededRandom.Fill([d, m], () => random.Uniform(-bound, bound));
    }

    private static void Require(string name, int d, int m, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (d <= 0 || m <= 0)
        {
            var (letter, size) = d <= 0 ? ("D", d) : ("M", m);
            throw new ArgumentOutOfRangeException(
                letter == "D" ? nameof(d) : nameof(m),
                $"Weights.{name}: {letter} is {size}. w has the shape (D, M), and both sizes must be 1 or more.");
        }
    }
}
