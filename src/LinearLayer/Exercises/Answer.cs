using System.Globalization;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>What a learner's function gave, judged: the right answer is accepted, a wrong one is traced to the belief behind it.</summary>
internal static class Answer
{
    /// <summary>Runs the learner's function. A blank that nobody has filled in throws its own error, which names the exercise.</summary>
    /// <param name="exercise">What is asked for, such as dw.</param>
    /// <param name="function">The function on the check's numbers.</param>
    /// <param name="numbers">The sizes of those numbers, in words.</param>
    /// <param name="inputs">What the function must leave as it is.</param>
    public static T Of<T>(string exercise, Func<T> function, string numbers, params Tensor<double>[] inputs)
    {
        var before = inputs.Select(input => input.ToArray()).ToArray();
        T given;
        try
        {
            given = function();
        }
        catch (Exception error) when (error is not (NotImplementedException or ShapeException or CheckFailedException))
        {
            throw NotYet(exercise, $"Your code stopped with {error.GetType().Name} on {numbers}: {error.Message}", HintFor(error));
        }

        if (inputs.Zip(before).Any(input => !input.First.SequenceEqual(input.Second)))
            throw NotYet(exercise, "Your code has changed a tensor that it was given.", "The cache keeps the same tensors, not copies. Write the result into a new one.");
        return given;
    }

    /// <summary>Accepts the right numbers.</summary>
    /// <exception cref="CheckFailedException">They are wrong; the message names the belief that gives them, if one is known, and a hint.</exception>
    public static CheckResult Judge(string exercise, Tensor<double>? given, Tensor<double> right, string hint, params ReadOnlySpan<WrongAnswer> wrongAnswers)
    {
        if (given is null)
            throw NotYet(exercise, "Your code gave null.", hint);
        if (Same(given, right))
            return Passed(exercise, right);
        foreach (var wrong in wrongAnswers)
        {
            if (Same(given, wrong.Numbers))
                throw Believed(exercise, wrong.Belief, wrong.Hint);
        }

        if (given.Shape != right.Shape)
            throw NotYet(exercise, $"Your answer has the shape {given.Shape}, and must have {right.Shape}.", hint);
        if (right.FlattenedLength > 1 && given.All(number => number == 0))
            throw NotYet(exercise, "All cells are 0.", "A new tensor holds zeros. Where is your result written into it, and does anything make it 0 on the way?");
        var cell = given.Zip(right).Index().First(cell => !Near(cell.Item.First, cell.Item.Second)).Index;
        var place = string.Join(", ", right.Shape.IndexAt(cell));
        var number = given.ElementAt(cell).ToString("G6", CultureInfo.InvariantCulture);
        throw NotYet(exercise, right.FlattenedLength == 1 ? $"The number {number} is not right." : $"The shape is right. The number {number} at [{place}] is not.", hint);
    }

    /// <summary>The answer was right.</summary>
    public static CheckResult Passed(string exercise, Tensor<double> right) =>
        new($"Exercise {exercise}", right.FlattenedLength == 1 ? "right" : $"{right.FlattenedLength} cells, all right");

    /// <summary>The answer is what follows from a belief.</summary>
    public static CheckFailedException Believed(string exercise, string belief, string hint) =>
        NotYet(exercise, $"Your answer follows from this belief: \"{belief}\" It does not hold.", hint);

    /// <summary>The answer is not right.</summary>
    public static CheckFailedException NotYet(string exercise, string finding, string hint) =>
        new($"Exercise {exercise}: not yet.\n  {finding}\n  Hint: {hint}");

    /// <summary>One shape, and each cell the same but for rounding.</summary>
    public static bool Same(Tensor<double>? given, Tensor<double> other) =>
        given is not null && given.Shape == other.Shape && given.Zip(other).All(cell => Near(cell.First, cell.Second));

    // System.Numerics.Tensors says little of what went wrong; the type of its error tells more.
    private static string HintFor(Exception error) => error switch
    {
        IndexOutOfRangeException => "An index has left its table. Say of each index what it counts: does it stand in the right place, and does its loop end before that size? The sizes are not those of the lesson, so none may be written as a number.",
        ArgumentOutOfRangeException => "Does each table get as many indices as it has axes? Examples may have more axes than one, until they are flattened.",
        ArgumentException => "The signs +, - and * work cell by cell, on tables whose shapes fit. Which of your steps should sum over an index?",
        _ => "The sizes and the numbers are not those of the lesson. Does your code count on one of them?",
    };

    private static bool Near(double given, double right) => double.Abs(given - right) <= 1e-9 * double.Max(1, double.Abs(right));
}
