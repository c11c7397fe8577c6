using System.Numerics.Tensors;

namespace LinearLayer;

public static partial class Exercise
{
    /// <summary>Checks a weighted sum with a bias, (Σ_d x_d w_d) + b, for one example and one output.</summary>
    /// <param name="oneOutput">The learner's function of the inputs, the weights and the bias.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult OneOutput(Func<double[], double[], double, double> oneOutput)
    {
        ArgumentNullException.ThrowIfNull(oneOutput);
        double[] x = [2, -3, 5, 7], w = [-4, 6, 3, 2];
        const double b = 10;
        var sum = x.Zip(w, (input, weight) => input * weight).Sum();
        var given = Answer.Of("one output", () => oneOutput([.. x], [.. w], b), "4 inputs");
        return Answer.Judge(
            "one output", Number(given), Number(sum + b), "Work it out by hand, and compare: x is 2, -3, 5, 7, w is -4, 6, 3, 2, and b is 10.",
            new("The bias is part of every term of the sum.", "Where does the bracket close in the formula? Count how often b is added.", Number(sum + x.Length * b)),
            new("The weighted sum is all there is.", "What does the output become when all inputs are 0?", Number(sum)),
            new("The bias is a factor.", "The bias moves the output by the same amount, whatever the inputs are.", Number(sum * b)),
            new("In the loop, the sum is set to each product.", "What is left of the first product when the loop has come to its end?", Number(x[^1] * w[^1] + b)),
            new("The bias is where the sum starts, and is added at the end as well.", "Count how often b is added.", Number(sum + 2 * b)),
            new("Each input is added to its weight.", "A weight says how strongly its input counts. What does a weight of 0 do to its input?", Number(x.Sum() + w.Sum() + b)),
            new("The output is an average of the inputs.", "What happens to the output when one more input of 0 is put in?", Number(sum / x.Length + b)),
            new("The inputs are added up, and so are the weights; then one product will do.", "Each input meets its own weight. Try it by hand with two inputs.", Number(x.Sum() * w.Sum() + b)));
    }

    /// <summary>Checks a forward pass, out = x·w + b with x flattened row-major. (N, M) = (N, D) x (D, M) + (M,)</summary>
    /// <param name="forward">The learner's function of x, w and b.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult Forward(Func<Tensor<double>, Tensor<double>, Tensor<double>, Tensor<double>> forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        CheckResult? result = null;
        foreach (var fixture in Fixtures.Reverse())
        {
            var (x, w, b, _) = fixture;
            var given = Run(forward, fixture);
            var (flat, p) = (x.Flatten(), x.Flatten().MatMul(w));
            var (N, D, M) = (p.Lengths[0], w.Lengths[0], w.Lengths[1]);
            var columnMajor = Tensor.PermuteDimensions(x, [0, .. Enumerable.Range(1, x.Rank - 1).Reverse()]).Flatten();
            result = Answer.Judge(
                "forward", given, p.AddToEachRow(b), "Take one cell of out. Which row of x and which column of w make it? What is added, and how often?",
                new("The bias stands inside the sum over the features.", "Count how often b is added to one output. It should be once.", Table(N, M, (n, m) => p[n, m] + D * b[m])),
                new("The product is the whole layer.", "What should out be for an input of zeros?", p),
                new("The bias belongs to an example: one for each row.", "There are M biases. Which index of out do they share?", Table(N, M, (n, m) => p[n, m] + b[n % M])),
                new("Only the first example gets the bias.", "Every example is a row of its own. Look at the second row of out.", Table(N, M, (n, m) => p[n, m] + (n == 0 ? b[m] : 0))),
                new("In the loop over the features, the sum is set to each product.", "What is left of the first product when the loop has come to its end?", Table(N, M, (n, m) => flat[n, D - 1] * w[D - 1, m] + b[m])),
                new("It does not matter in which order the features are flattened.", "Forward flattens row by row: the last index runs fastest. The weights count on it.", columnMajor.MatMul(w).AddToEachRow(b)),
                new("Reshaping w gives its transpose, and the weights must be turned.", "w has a row for each feature already. Write the shape note of the product.", flat.MatMul(w.Transpose().Reshape(D, M)).AddToEachRow(b)));
        }

        return result!;
    }

    private static Tensor<double> Run(Func<Tensor<double>, Tensor<double>, Tensor<double>, Tensor<double>> forward, Fixture fixture)
    {
        try
        {
            return Answer.Of("forward", () => forward(fixture.x, fixture.w, fixture.b), SizesOf(fixture), fixture.x, fixture.w, fixture.b);
        }
        catch (Exception error) when (error is ShapeException or CheckFailedException)
        {
            // Some mistakes fit only where two sizes are equal, and there their numbers tell.
            if (Gives(forward, LinearLayer.Fixture.Random([4, 6], 6, seed: 1), (x, w, b) => x.MatMul(w.Transpose()).AddToEachRow(b)))
                throw Answer.Believed("forward", "The weights are stored with a row for each output, so they must be turned.", "w has a row for each feature. Write the shape note of the product, and see which sizes meet inside.");
            if (Gives(forward, LinearLayer.Fixture.Random([4, 6], 4, seed: 1), (x, w, b) => x.MatMul(w).Transpose().AddToEachRow(b).Transpose()))
                throw Answer.Believed("forward", "The bias belongs to an example: one for each row.", "There are M biases. Which index of out do they share?");
            if (fixture.x.Rank > 2)
                throw Answer.NotYet("forward", $"Your code works on a table x, and not on examples that have axes of their own, x {fixture.x.Shape}.", "What must happen to each example before it can be one row of a product?");
            throw error as CheckFailedException ?? Answer.NotYet("forward", $"The shapes clash on {SizesOf(fixture)}: {error.Message.Split('\n')[0]}", "Write the shape of every table beside the line that makes it.");
        }
    }

    private static bool Gives(
        Func<Tensor<double>, Tensor<double>, Tensor<double>, Tensor<double>> forward, Fixture fixture,
        Func<Tensor<double>, Tensor<double>, Tensor<double>, Tensor<double>> other)
    {
        var (x, w, b, _) = fixture;
        try
        {
            return Answer.Same(forward(x, w, b), other(x, w, b));
        }
        catch (Exception error) when (error is not NotImplementedException)
        {
            return false;
        }
    }
}
