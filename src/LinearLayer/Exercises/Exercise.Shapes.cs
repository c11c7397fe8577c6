using System.Numerics.Tensors;

namespace LinearLayer;

public static partial class Exercise
{
    /// <summary>Checks in which column of the flattened table the number [i, j, l] of an example of shape (d1, d2, d3) lands.</summary>
    /// <param name="column">The learner's function of i, j, l and d1, d2, d3.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult FlatColumn(Func<int, int, int, int, int, int, int> column)
    {
        ArgumentNullException.ThrowIfNull(column);
        const int d1 = 3, d2 = 4, d3 = 2;
        var given = Answer.Of("flat column", () => Of(column), $"an example of the shape ({d1}, {d2}, {d3})");
        return Answer.Judge(
            "flat column", given, Of((i, j, l, _, _, _) => (i * d2 + j) * d3 + l), "How far does the column move when l grows by 1? When j does? When i does?",
            new("The first index runs fastest.", "That is column-major order. Row-major means that the last index runs fastest.", Of((i, j, l, _, _, _) => i + d1 * (j + d2 * l))),
            new("The column is the sum of the indices.", "Then [0, 1] and [1, 0] would land in the same column.", Of((i, j, l, _, _, _) => i + j + l)),
            new("Each index is multiplied by the size of its own axis.", "When j grows by 1, how many numbers are passed over? Those of the axes behind it.", Of((i, j, l, _, _, _) => i * d1 + j * d2 + l * d3)),
            new("Each index is multiplied by the size of its own axis, and the last by nothing.", "When j grows by 1, how many numbers are passed over? Those of the axes behind it.", Of((i, j, l, _, _, _) => (i * d1 + j) * d2 + l)),
            new("Columns are counted from 1.", "In which column does [0, 0, 0] stand?", Of((i, j, l, _, _, _) => (i * d2 + j) * d3 + l + 1)),
            new("An example always has the shape of the lesson's.", "The sizes d1, d2 and d3 are given to your function. Which of them do you need?", Of((i, j, l, _, _, _) => (i * 2 + j) * 3 + l)),
            new("Each index is multiplied by the size of the next axis only.", "When i grows by 1, all the numbers of the axes behind it are passed over, not only those of the next.", Of((i, j, l, _, _, _) => i * d2 + j * d3 + l)));

        static Tensor<double> Of(Func<int, int, int, int, int, int, int> column) =>
            Tensor.Create((double[])[.. Enumerable.Range(0, d1 * d2 * d3).Select(cell => (double)column(cell / (d2 * d3), cell / d3 % d2, cell % d3, d1, d2, d3))], [d1, d2, d3]);
    }

    /// <summary>Checks the broadcast of b to N rows. (N, M) &lt;= (M,)</summary>
    /// <param name="broadcast">The learner's function of b and N.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult Broadcast(Func<Tensor<double>, int, Tensor<double>> broadcast)
    {
        ArgumentNullException.ThrowIfNull(broadcast);
        CheckResult? result = null;
        foreach (var (b, n) in new[] { (Tensors.Of(new double[] { 3, -1, 4, 0, 5 }), 3), (Tensors.Of(new double[] { 2, 7, 1 }), 3) })
        {
            var (N, M) = ((nint)n, b.Lengths[0]);
            var given = OrClash("broadcast", () => Answer.Of("broadcast", () => broadcast(b, n), $"b {b.Shape} and N = {n}", b), "Write down the shape of the result. Which of its indices is that of b?");
            result = Answer.Judge(
                "broadcast", given, Table(N, M, (_, m) => b[m]), "Every row of the result is the same. Which index of the result chooses the bias?",
                new("The biases stand below each other, one for each row.", "Is there a bias for each example, or one for each output? Which index counts the outputs?", Table(N, M, (row, _) => b[row % M])),
                new("The biases stand below each other, one for each row.", "The result has a row for each example and a column for each output.", Table(M, N, (row, _) => b[row])),
                new("Only the first row gets the biases.", "What is added to the second example?", Table(N, M, (row, m) => row == 0 ? b[m] : 0)),
                new("One row is enough: the addition copies it.", "It does, and this time the copies are to be made by hand. How many rows has the result?", Table(1, M, (_, m) => b[m])),
                new("b has the right shape already.", "The result is added to the product cell by cell. Which shape has the product?", b),
                new("The bias is divided among the examples.", "The layer adds the whole bias to every example. Copies are not shares.", Table(N, M, (_, m) => b[m] / N)));
        }

        return result!;
    }

    /// <summary>Checks a shape note of the product xᵀ·dout in the letters N, D and M.</summary>
    /// <param name="note">The learner's note, such as <c>(N, M) = (N, D) x (D, M)</c>.</param>
    /// <exception cref="CheckFailedException">The answer is wrong; the message names the belief behind it.</exception>
    public static CheckResult NoteOfWeightGradient(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        const string exercise = "shape note";
        var written = string.Concat(note.Where(letter => !char.IsWhiteSpace(letter)))
            .Replace('×', 'x').Replace('·', 'x').Replace('@', 'x').Replace('*', 'x').Replace("ᵀ", ".T", StringComparison.Ordinal);
        if (written is "(D,M)=(D,N)x(N,M)" or "(D,M)=(N,D).Tx(N,M)")
            return new CheckResult($"Exercise {exercise}", note);
        var meant = written.ToUpperInvariant().Replace('[', '(').Replace(']', ')').Replace("<=", "=", StringComparison.Ordinal);
        if (meant is "(D,M)=(D,N)X(N,M)" or "D,M=D,NXN,M")
            throw Answer.NotYet(exercise, $"{note} has the right letters in the right order, and is not written as a shape note.", "A note has round brackets, capital letters, = after the result, and a small x between the factors.");
        if (written.Any(char.IsDigit))
            throw Answer.NotYet(exercise, "Your note has numbers in it.", "Numbers say how many there are in one case. Which letters say what is counted, in all cases?");
        throw written switch
        {
            "(D,M)=(N,D)x(N,M)" or "(M,D)=(N,D)x(N,M)" => Answer.Believed(exercise, "A transpose changes the numbers and leaves the shape.", "A transpose swaps the two axes. Which sizes meet inside?"),
            "(D,M)=(D,M)x(N,M)" or "(D,M)=(N,M)x(D,M)" => Answer.Believed(exercise, "The gradient of w is made from w.", "Which two tables stand in the expression? Write the shape of each."),
            "(N,M)=(N,D)x(D,M)" => Answer.Believed(exercise, "The backward pass has the note of the forward pass.", "Which two tables stand in the expression? Write the shape of each, in order."),
            "(D,N)x(N,M)" or "(D,N)x(N,M)=(D,M)" => Answer.NotYet(exercise, "The result does not stand first.", "A note begins with the shape of the result, then comes =, then the factors."),
            "(M,D)=(D,N)x(N,M)" or "(M,D)=(M,N)x(N,D)" => Answer.Believed(exercise, "The gradient lies on its side.", "The outer sizes remain, in the order in which they stand."),
            "(N,N)=(D,N)x(N,M)" or "(D,N,M)=(D,N)x(N,M)" => Answer.Believed(exercise, "The inner size remains.", "The inner size is summed over and vanishes. The outer ones remain."),
            _ => Answer.NotYet(exercise, $"{note} is not the note of this product.", "Write the shape of each factor, in order, with x between them. The inner sizes must be the same letter."),
        };
    }

    private static T OrClash<T>(string exercise, Func<T> run, string hint)
    {
        try
        {
            return run();
        }
        catch (ShapeException error)
        {
            throw Answer.NotYet(exercise, $"The shapes clash: {error.Message.Split('\n')[0]}", hint);
        }
    }
}
