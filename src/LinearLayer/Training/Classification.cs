using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>Scores read as classes.</summary>
public static class Classification
{
    /// <summary>The class of each row: the column of its largest score; the first one where several are as large.</summary>
    /// <param name="scores">(N, M): one row an example, one column a class.</param>
    /// <param name="scoresText">Filled in by the compiler: scores as the caller wrote it.</param>
    /// <returns>N classes, counted from 0.</returns>
    /// <exception cref="ShapeException">The rank is not 2, or there is no column.</exception>
    public static int[] PredictedClasses(this Tensor<double> scores, [CallerArgumentExpression(nameof(scores))] string scoresText = "scores")
    {
        MatrixShapes.RequireMatrix("PredictedClasses", "scores", scoresText, scores);
        if (scores.Lengths[1] == 0)
            throw ShapeException.Of("PredictedClasses: there is no class to choose from.", [Operand.Of("PredictedClasses", "scores", scoresText, "(N, M)", scores)], "scores has one column for each class.");

        var classes = new int[scores.Lengths[0]];
        for (nint n = 0; n < classes.Length; n++)
        {
            var row = scores.RowOf(n);
            for (var m = 1; m < row.Length; m++)
                classes[n] = row[m] > row[classes[n]] ? m : classes[n];
        }

        return classes;
    }

    /// <summary>The share of rows whose largest score is that of their label, from 0 to 1; NaN for no rows at all.</summary>
    /// <param name="scores">(N, M): one row an example, one column a class.</param>
    /// <param name="labels">The class of each example, counted from 0; N of them.</param>
    /// <param name="scoresText">Filled in by the compiler: scores as the caller wrote it.</param>
    /// <exception cref="ShapeException">The rank is not 2, or there is no column.</exception>
    /// <exception cref="ArgumentException">There are not N labels.</exception>
    public static double Accuracy(this Tensor<double> scores, int[] labels, [CallerArgumentExpression(nameof(scores))] string scoresText = "scores")
    {
        ArgumentNullException.ThrowIfNull(labels);
        var classes = scores.PredictedClasses(scoresText);
        if (labels.Length != classes.Length)
            throw new ArgumentException($"Accuracy: labels.Length is {labels.Length}, but N is {classes.Length}. Each example has one label.", nameof(labels));
        return (double)classes.Zip(labels).Count(pair => pair.First == pair.Second) / labels.Length;
    }
}
