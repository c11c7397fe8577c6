using System.Numerics.Tensors;

namespace LinearLayer;

public static partial class Exercise
{
    // The worked example of the lessons: x (2, 3), w (3, 4), b (4,), dout (2, 4).
    private static Tensor<double> LessonX => Tensors.Of(new double[,] { { -2, 2, 3 }, { -2, 3, -2 } });

    private static Tensor<double> LessonW => Tensors.Of(new double[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } });

    private static Tensor<double> LessonB => Tensors.Of(new double[] { -1, -3, 1, 1 });

    private static Tensor<double> LessonDout => Tensors.Of(new double[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } });

    /// <summary>Checks what the layer of the lessons gives for an example of zeros. (M,)</summary>
    /// <param name="outputs">The learner's four numbers.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult OutOfZeros(Func<double[]> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        const string exercise = "an input of zeros", hint = "Put zeros into the formula, for one output. Which of its terms are left?";
        var given = Answer.Of(exercise, outputs, "no input") ?? throw Answer.NotYet(exercise, "Your code gave null.", hint);
        var sums = LessonW.SumOverRows();
        return Answer.Judge(
            exercise, Tensor.Create(given, [given.Length]), Linear.Forward(Tensor.CreateFromShape<double>([1, 3]), LessonW, LessonB).@out.Reshape(4), hint,
            new("Where nothing goes in, nothing comes out.", "What is added after the sum, whatever the inputs are?", Tensor.CreateFromShape<double>([4])),
            new("An input of 0 leaves the weight as it is.", "The weight is multiplied by the input. What is a weight times 0?", sums),
            new("An input of 0 leaves the weight as it is.", "The weight is multiplied by the input. What is a weight times 0?", sums + LessonB));
    }

    /// <summary>Checks by how much L = Σ dout·out of the lessons' example changes when the bias of output 2 grows by 1.</summary>
    /// <param name="change">The learner's number.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult ChangeOfLoss(Func<double> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        const string exercise = "change of the loss";
        var (x, w, b, dout) = (LessonX, LessonW, LessonB, LessonDout);
        var before = LossOf(x, w, b, dout);
        b[2] += 1;
        var right = LossOf(x, w, b, dout) - before;
        return Answer.Judge(
            exercise, Number(Answer.Of(exercise, change, "no input")), Number(right), "Which two cells of out does this bias reach? What does a cell of dout say of its output?",
            new("One example is enough, or outputs are counted from 1.", "The first output is output 0, and both examples have used the bias.", Number(right / 2)),
            new("Where dout is below 0, a larger output makes L larger.", "A cell of dout is a slope. Which way does L go where the slope is below 0?", Number(-right)),
            new("L grows by as much as the bias.", "out grows by 1. How much does each of these outputs count for L?", Number(1)),
            new("L grows by 1 for each example.", "Two outputs grow by 1. How much does each of them count for L?", Number(dout.Shape[0])),
            new("The bias is no part of dout, so L stays as it is.", "L is made of dout and out. What does the bias do to out?", Number(0)),
            new("The bias reaches all outputs.", "There is a bias for each output. Which column of out is that of output 2?", Number(dout.Sum())));
    }

    /// <summary>Checks dw[0, 0] of the lessons' example.</summary>
    /// <param name="cell">The learner's number.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult CellOfDw(Func<double> cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        const string exercise = "one cell of dw";
        var (x, w, b, dout) = (LessonX, LessonW, LessonB, LessonDout);
        var before = LossOf(x, w, b, dout);
        w[0, 0] += 1;
        var right = LossOf(x, w, b, dout) - before;
        double[] shares = [x[0, 0] * dout[0, 0], x[1, 0] * dout[1, 0]];
        const string share = "Both examples have used the weight. What becomes of their shares?";
        return Answer.Judge(
            exercise, Number(Answer.Of(exercise, cell, "no input")), Number(right), "By which input is this weight multiplied, and into which output does the product go? Do that for both examples.",
            new("One example is enough.", share, Number(shares[0])),
            new("One example is enough.", share, Number(shares[1])),
            new("A gradient of a batch is the average over its examples.", share, Number(right / 2)),
            new("The weights go downhill, so dw carries a minus.", "A gradient points uphill. What is the product of two numbers below 0?", Number(-right)),
            new("Sum x and dout over the examples first, then multiply once.", "(1 + 2)·(3 + 4) is 21, and 1·3 + 2·4 is 11. Each example multiplies its own numbers first.", Number((x[0, 0] + x[1, 0]) * (dout[0, 0] + dout[1, 0]))),
            new("The gradient is the input, summed over the examples.", "That says how out changes. How much does each output count for L?", Number(x[0, 0] + x[1, 0])),
            new("The gradient is dout, summed over the examples.", "That is what a bias gets. What is a weight multiplied by on the way to out?", Number(dout[0, 0] + dout[1, 0])));
    }

    /// <summary>Checks an inner product of two tables, ⟨a, c⟩ = Σ_ij a_ij c_ij.</summary>
    /// <param name="inner">The learner's function of two tables of one shape.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult Inner(Func<Tensor<double>, Tensor<double>, double> inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        const string exercise = "inner product";
        var a = Tensors.Of(new double[,] { { 5, -1, 2 }, { 3, 4, -2 } });
        var c = Tensors.Of(new double[,] { { 1, -2, 4 }, { 2, 2, -4 } });
        var given = OrClash(exercise, () => Answer.Of(exercise, () => inner(a, c), "two tables (2, 3)", a, c), "Both tables have one shape. Is this a product of rows and columns, or of cells?");
        var right = Cells.Zip(a, c, (p, q) => p * q).Sum();
        return Answer.Judge(
            exercise, Number(given), Number(right), "Each cell of a meets the cell of c in the same place. What becomes of all these products?",
            new("Add up each table, then multiply once.", "(1 + 2)·(3 + 4) is 21, and 1·3 + 2·4 is 11. Multiply first.", Number(a.Sum() * c.Sum())),
            new("The brackets add two tables.", "The brackets multiply two tables cell by cell, and then add everything up.", Number(a.Sum() + c.Sum())),
            new("The brackets take the mean.", "Add up, and divide by nothing.", Number(right / a.FlattenedLength)),
            new("The brackets measure a length.", "Add up, and take no root.", Number(double.Sqrt(right))),
            new("Only the cells [0, 0], [1, 1] and so on meet.", "Every cell has a partner. How many products are there for two tables (2, 3)?", Number(a[0, 0] * c[0, 0] + a[1, 1] * c[1, 1])),
            new("The brackets are a matrix product, added up.", "A matrix product multiplies each row by each column. Here a cell meets one cell only.", Number(a.Transpose().MatMul(c).Sum())),
            new("The brackets are a matrix product, added up.", "A matrix product multiplies each row by each column. Here a cell meets one cell only.", Number(a.MatMul(c.Transpose()).Sum())));
    }

    private static double LossOf(Tensor<double> x, Tensor<double> w, Tensor<double> b, Tensor<double> dout) =>
        Cells.Zip(Linear.Forward(x, w, b).@out, dout, (z, g) => z * g).Sum();
}
