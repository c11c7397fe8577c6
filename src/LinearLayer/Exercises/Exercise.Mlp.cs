using System.Numerics.Tensors;

namespace LinearLayer;

public static partial class Exercise
{
    /// <summary>Checks the backward pass of a ReLU: dz = dh where z > 0, else 0. (N, M) = (N, M)</summary>
    /// <param name="reluBackward">The learner's function of dh and z.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult ReluBackward(Func<Tensor<double>, Tensor<double>, Tensor<double>> reluBackward)
    {
        ArgumentNullException.ThrowIfNull(reluBackward);
        var z = Tensors.Of(new double[,] { { 3, -2, 0, 5 }, { -1, 4, -6, 2 }, { 7, -3, 1, -4 } });
        var dh = Tensors.Of(new double[,] { { -2, 5, 3, 4 }, { 6, -1, -7, 8 }, { 9, 2, -5, -3 } });
        var given = OrClash("ReLU backward", () => Answer.Of("ReLU backward", () => reluBackward(dh, z), "z (3, 4)", dh, z), "Both tables have one shape, and so has the result.");
        return Answer.Judge(
            "ReLU backward", given, Cells.Zip(dh, z, (d, cell) => cell > 0 ? d : 0), "What is the slope of max(0, z) to the left of 0, and to the right? What does the chain rule do with it?",
            new("A gradient below 0 is cut off, as a value is.", "The ReLU looks at z. What it did forward decides, not the sign of the gradient.", Cells.Map(dh, d => d > 0 ? d : 0)),
            new("The ReLU lets the gradient through as it is.", "Where z was below 0, a small change of z changes nothing.", dh),
            new("The gradient is the slope of the ReLU: 0 or 1.", "That is the local derivative. By what does the chain rule multiply it?", Cells.Map(z, cell => cell > 0 ? 1.0 : 0)),
            new("The gradient is what the ReLU let through, the values of z.", "What comes down from above is missing. The values of z only decide where it passes.", Cells.Map(z, cell => cell > 0 ? cell : 0)),
            new("The gradient is multiplied by z where z is above 0.", "The slope of max(0, z) to the right of 0 is not z.", Cells.Zip(dh, z, (d, cell) => cell > 0 ? d * cell : 0)),
            new("The gradient passes where z is below 0.", "Where does a change of z change the output: where z is above 0, or below?", Cells.Zip(dh, z, (d, cell) => cell > 0 ? 0 : d)),
            new("The gradient passes where z is below 0.", "Where does a change of z change the output: where z is above 0, or below?", Cells.Zip(dh, z, (d, cell) => cell < 0 ? d : 0)),
            new("Where z is below 0, the gradient turns its sign.", "That is the slope of |z|. What does max(0, z) do when z moves below 0?", Cells.Zip(dh, z, (d, cell) => cell > 0 ? d : -d)),
            new("At z = 0 half of the gradient passes.", "There is a kink at 0. By convention, the course takes the slope of which side?", Cells.Zip(dh, z, (d, cell) => cell > 0 ? d : cell == 0 ? d / 2 : 0)),
            new("At z = 0 the gradient passes.", "There is a kink at 0. By convention, the course takes the slope of which side?", Cells.Zip(dh, z, (d, cell) => cell >= 0 ? d : 0)));
    }

    /// <summary>Checks the gradient of a mean squared error, L = 1/(N·M) Σ (z - y)². (N, M)</summary>
    /// <param name="dout">The learner's function of the outputs z and the targets y.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult MeanLossGradient(Func<Tensor<double>, Tensor<double>, Tensor<double>> dout)
    {
        ArgumentNullException.ThrowIfNull(dout);
        // No two of the factors below are equal at N = 4 and M = 3.
        var z = Tensors.Of(new double[,] { { 3, -2, 7 }, { 5, 1, -4 }, { 0, 6, 2 }, { -5, 8, 9 } });
        var y = Tensors.Of(new double[,] { { 1, 4, 2 }, { -6, 3, -1 }, { 7, 2, -3 }, { 4, 5, -2 } });
        const double N = 4, M = 3;
        var given = OrClash("mean loss", () => Answer.Of("mean loss", () => dout(z, y), "z (4, 3)", z, y), "Both tables have one shape, and so has the result.");
        Tensor<double> Times(double factor) => Cells.Zip(z, y, (predicted, target) => factor * (predicted - target));
        return Answer.Judge(
            "mean loss", given, Times(2 / (N * M)), "Write L as a sum over all cells, and differentiate with respect to one of them.",
            new("The mean is taken somewhere else; the gradient is that of the sum.", "L is divided. What happens to its derivative?", Times(2)),
            new("The mean is over the examples only.", "Over how many cells is the mean of this loss taken?", Times(2 / N)),
            new("The mean is over the outputs only.", "Over how many cells is the mean of this loss taken?", Times(2 / M)),
            new("1 / z.FlattenedLength is a fraction.", "Between whole numbers, C# leaves out the rest: 1 / 12 is 0. Divide by a double.", Times(0)),
            new("The gradient is what each cell adds to the loss.", "That is the loss, cell by cell. How does it change when z does?", Cells.Zip(z, y, (predicted, target) => (predicted - target) * (predicted - target) / (N * M))),
            new("The square has no part in the gradient.", "What is the derivative of u²?", Times(1 / (N * M))),
            new("The gradient is the error itself.", "What is the derivative of u², and by what is L divided?", Times(1)),
            new("The mean is taken again in the gradient.", "L has been divided once, so its derivative is divided once.", Times(2 / (N * M) / N)),
            new("The gradient points to the target.", "If the output is too large, does L grow or fall when the output grows?", Times(-2 / (N * M))));
    }

    /// <summary>Checks the gradients of a network of two layers with a ReLU between them: x -> (w1, b1) -> ReLU -> (w2, b2).</summary>
    /// <param name="backward">The learner's function of dout and the caches of the first layer, the ReLU and the second layer; it gives the gradients of the first layer.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult TwoLayers(Func<Tensor<double>, LinearCache<double>, Tensor<double>, LinearCache<double>, LinearGradients<double>> backward)
    {
        ArgumentNullException.ThrowIfNull(backward);
        var (x, w1, b1, _) = LinearLayer.Fixture.Default;
        var random = new Random(11);
        var (w2, b2) = (LinearLayer.Fixture.Integers(random, [5, 3]), LinearLayer.Fixture.Integers(random, [3]));
        var dout = LinearLayer.Fixture.Integers(random, [4, 3]);
        var (z, first) = Linear.Forward(x, w1, b1);
        var (h, relu) = Relu.Forward(z);
        var (_, second) = Linear.Forward(h, w2, b2);
        var dh = Linear.Backward(dout, second).dx;
        var right = Linear.Backward(Relu.Backward(dh, relu), first);

        const string exercise = "two layers", hint = "Go through the layers from the last to the first. What does each hand down?";
        var given = OrClash(exercise, () => Answer.Of(exercise, () => backward(dout, first, relu, second), "x (4, 2, 3), 5 hidden units, 3 outputs", x, w1, b1, w2, b2, dout, z), "What a layer hands down has the shape of its input. Write the shapes beside the lines.")
            ?? throw Answer.NotYet(exercise, "Your code gave null.", hint);
        var cutByDh = Linear.Backward(Cells.Map(dh, d => d > 0 ? d : 0), first);
        var unmasked = Linear.Backward(dh, first);
        var again = Linear.Backward(Cells.Map(Relu.Backward(dh, relu), d => d / 4), first);
        foreach (var (name, take) in new (string, Func<LinearGradients<double>, Tensor<double>>)[] { ("db", g => g.db), ("dw", g => g.dw), ("dx", g => g.dx) })
        {
            Answer.Judge(
                $"{exercise}, {name} of the first", take(given), take(right), hint,
                new("The ReLU has no part in the backward pass.", "Where z was below 0, nothing of the first layer came through. What should come back there?", take(unmasked)),
                new("The way ends at the second layer.", "These are the gradients of the second layer. Where does its dx go?", take(Linear.Backward(dout, second))),
                new("The ReLU has its gradient where the gradient is above 0.", "Which of the two comes first in your ReluBackward, and which of them opens the gate?", take(Linear.Backward(Cells.Zip(relu, dh, (cell, d) => d > 0 ? cell : 0), first))),
                new("The ReLU cuts off gradients below 0.", "What the ReLU let through forward decides, not the sign of the gradient.", take(cutByDh)),
                new("Each layer divides by N.", "If the loss is a mean, its 1/N is in dout already.", take(again)));
        }

        return Answer.Passed(exercise, right.dw);
    }

    /// <summary>Checks one step of gradient descent: against the gradient, by the learning rate. (D, M) = (D, M)</summary>
    /// <param name="update">The learner's function of w, dw and the learning rate.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult Update(Func<Tensor<double>, Tensor<double>, double, Tensor<double>> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        var (w, dw) = (Tensors.Of(new double[,] { { 3, -2, 7 }, { 5, 1, -4 } }), Tensors.Of(new double[,] { { 4, -8, 2 }, { -6, 12, 1 } }));
        const double rate = 0.25;
        var given = OrClash("update", () => Answer.Of("update", () => update(w, dw, rate), "w (2, 3)", w, dw), "w and dw have one shape, and so has the result.");
        Tensor<double> Step(double factor) => Cells.Zip(w, dw, (cell, slope) => cell + factor * slope);
        return Answer.Judge(
            "update", given, Step(-rate), "Where is downhill, and how far do you go?",
            new("The gradient points to where the loss is small.", "A gradient points uphill. Which way do you want to go?", Step(rate)),
            new("The step is the whole gradient.", "What is the learning rate for?", Step(-1)),
            new("The new weights are the step.", "A step starts from where you stand.", Cells.Map(dw, slope => -rate * slope)),
            new("The learning rate is taken from the weights first.", "C# multiplies before it subtracts; your brackets turn that round. What is the rate to be multiplied by?", Cells.Zip(w, dw, (cell, slope) => (cell - rate) * slope)),
            new("The step grows with the weight.", "The learning rate and the gradient make the step. What would a weight of 0 do?", Cells.Zip(w, dw, (cell, slope) => cell - rate * cell * slope)),
            new("The learning rate divides the gradient.", "A smaller rate should make a smaller step.", Step(-1 / rate)));
    }
}
