using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>Claims that a cell makes and that are checked when it runs; a claim that does not hold fails the cell.</summary>
public static class Check
{
    private const int ClaimLength = 60;

    /// <summary>Checks that a claim is true.</summary>
    /// <exception cref="CheckFailedException">It is false.</exception>
    public static CheckResult That(bool claim, [CallerArgumentExpression(nameof(claim))] string claimText = "claim")
    {
        claimText = SourceText.OneLine(claimText, 2 * ClaimLength);
        return claim ? new CheckResult(claimText, "true") : throw Failed(claimText, "It is false.");
    }

    /// <summary>Checks that two tensors have one shape and the same value in every cell, with no tolerance.</summary>
    /// <remarks>NaN counts as equal to NaN, 0 as equal to -0.</remarks>
    /// <exception cref="CheckFailedException">A size or a cell differs; the message names the first.</exception>
    public static CheckResult Equal<T>(
        Tensor<T> actual, Tensor<T> expected,
        [CallerArgumentExpression(nameof(actual))] string actualText = "actual",
        [CallerArgumentExpression(nameof(expected))] string expectedText = "expected")
    {
        var claim = Claim(actualText, "==", expectedText);
        RequireOneShape(claim, actual, expected);
        var difference = FirstDifference(actual, expected, EqualityComparer<T>.Default.Equals);
        return difference is null
            ? new CheckResult(claim, $"{Cells(actual)}, all equal")
            : throw Failed(claim, difference);
    }

    /// <summary>Checks that two values are equal; sequences are compared item by item.</summary>
    /// <exception cref="CheckFailedException">They differ; the message shows both.</exception>
    public static CheckResult Equal<T>(
        T actual, T expected,
        [CallerArgumentExpression(nameof(actual))] string actualText = "actual",
        [CallerArgumentExpression(nameof(expected))] string expectedText = "expected")
    {
        var claim = Claim(actualText, "==", expectedText);
        if (!Same(actual, expected))
            throw Failed(claim, $"actual    {Text(actual)}", $"expected  {Text(expected)}");
        return new CheckResult(claim, Text(actual));
    }

    /// <summary>Checks that two tensors have one shape and that no cell is further off than the tolerance: |actual - expected| &lt;= tolerance.</summary>
    /// <remarks>NaN is close to nothing.</remarks>
    /// <exception cref="CheckFailedException">A size differs or a cell is further off; the message names the first.</exception>
    public static CheckResult Close<T>(
        Tensor<T> actual, Tensor<T> expected, double tolerance,
        [CallerArgumentExpression(nameof(actual))] string actualText = "actual",
        [CallerArgumentExpression(nameof(expected))] string expectedText = "expected")
        where T : INumberBase<T>
    {
        RequireTolerance(tolerance);
        var claim = Claim(actualText, "≈", expectedText);
        RequireOneShape(claim, actual, expected);
        var difference = FirstDifference(actual, expected, (a, e) => Distance(a, e) <= tolerance);
        var largest = actual.Zip(expected, Distance).Aggregate(0.0, Math.Max);
        return difference is null
            ? new CheckResult(claim, $"{Cells(actual)}, off by at most {Short(largest)}, tolerance {Text(tolerance)}")
            : throw Failed(claim, [.. difference, $"off by up to {Text(largest)}, tolerance {Text(tolerance)}"]);
    }

    /// <summary>Checks that two numbers differ by no more than the tolerance: |actual - expected| &lt;= tolerance.</summary>
    /// <remarks>NaN is close to nothing.</remarks>
    /// <exception cref="CheckFailedException">They differ by more.</exception>
    public static CheckResult Close<T>(
        T actual, T expected, double tolerance,
        [CallerArgumentExpression(nameof(actual))] string actualText = "actual",
        [CallerArgumentExpression(nameof(expected))] string expectedText = "expected")
        where T : INumberBase<T>
    {
        RequireTolerance(tolerance);
        var claim = Claim(actualText, "≈", expectedText);
        var distance = Distance(actual, expected);
        if (!(distance <= tolerance))
        {
            throw Failed(claim,
                $"actual    {Text(actual)}", $"expected  {Text(expected)}",
                $"off by {Text(distance)}, tolerance {Text(tolerance)}");
        }

        return new CheckResult(claim, $"off by {Short(distance)}, tolerance {Text(tolerance)}");
    }

    /// <summary>Checks that code throws an exception of this type, and returns its message as the evidence.</summary>
    /// <exception cref="CheckFailedException">It throws nothing, or an exception of another type.</exception>
    public static CheckResult Throws<TException>(Action code, [CallerArgumentExpression(nameof(code))] string codeText = "code")
        where TException : Exception
    {
        ArgumentNullException.ThrowIfNull(code);
        return Throws<TException>(() => { code(); return null; }, codeText);
    }

    /// <inheritdoc cref="Throws{TException}(Action, string)"/>
    public static CheckResult Throws<TException>(Func<object?> code, [CallerArgumentExpression(nameof(code))] string codeText = "code")
        where TException : Exception
    {
        ArgumentNullException.ThrowIfNull(code);
        var claim = $"{SourceText.OneLine(SourceText.BodyOfLambda(codeText), ClaimLength)} throws {typeof(TException).Name}";
        try
        {
            code();
        }
        catch (TException expected)
        {
            return new CheckResult(claim, expected.Message);
        }
        catch (Exception other)
        {
            throw Failed(claim, [$"It throws {other.GetType().Name} instead:", .. other.Message.Split('\n')]);
        }

        throw Failed(claim, "It throws nothing.");
    }

    private static string Claim(string actualText, string relation, string expectedText) =>
        $"{SourceText.OneLine(actualText, ClaimLength)} {relation} {SourceText.OneLine(expectedText, ClaimLength)}";

    private static void RequireOneShape<T>(string claim, Tensor<T> actual, Tensor<T> expected)
    {
        if (actual is null || expected is null)
            throw Failed(claim, $"{(actual is null ? "actual" : "expected")} is null.");
        if (actual.Shape != expected.Shape)
            throw Failed(claim, $"actual has the shape    {actual.Shape}", $"expected has the shape  {expected.Shape}");
    }

    /// <summary>The first cell that differs, in row-major order, and how many do; null if none does.</summary>
    private static string[]? FirstDifference<T>(Tensor<T> actual, Tensor<T> expected, Func<T, T, bool> same)
    {
        var differing = actual.Zip(expected).Index().Where(cell => !same(cell.Item.First, cell.Item.Second));
        var count = differing.Count();
        if (count == 0)
            return null;

        var (position, (a, e)) = differing.First();
        var place = $"at [{string.Join(", ", actual.Shape.IndexAt(position))}]: ";
        return
        [
            $"{place}actual    {Text(a)}",
            $"{new string(' ', place.Length)}expected  {Text(e)}",
            $"{Cells(actual)}, {(count == 1 ? "1 differs" : $"{count} differ; this is the first")}",
        ];
    }

    private static double Distance<T>(T actual, T expected)
        where T : INumberBase<T> =>
        actual == expected ? 0 : double.CreateSaturating(T.Abs(actual - expected)); // equal infinities have no difference

    private static bool Same(object? actual, object? expected) => (actual, expected) switch
    {
        (string, _) or (_, string) => Equals(actual, expected),
        (Array a, Array e) when a.Rank > 1 || e.Rank > 1 =>
            a.Rank == e.Rank
            && Enumerable.Range(0, a.Rank).All(axis => a.GetLongLength(axis) == e.GetLongLength(axis))
            && a.Cast<object?>().Zip(e.Cast<object?>(), Same).All(same => same),
        (IReadOnlyTensor a, IReadOnlyTensor e) when !a.Lengths.SequenceEqual(e.Lengths) => false,
        (IEnumerable a, IEnumerable e) => SameItems(a.Cast<object?>(), e.Cast<object?>()),
        _ => Equals(actual, expected),
    };

    private static bool SameItems(IEnumerable<object?> actual, IEnumerable<object?> expected)
    {
        var (a, e) = (actual.ToList(), expected.ToList());
        return a.Count == e.Count && a.Zip(e, Same).All(same => same);
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        Shape shape => shape.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        Array { Rank: > 1 } array => $"{Shape.Of([.. Enumerable.Range(0, array.Rank).Select(axis => (nint)array.GetLongLength(axis))])}: {Items(array)}",
        IEnumerable items => Items(items),
        _ => value.ToString() ?? "",
    };

    private static string Items(IEnumerable items) => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]";

    private static string Short(double number) => number.ToString("G3", CultureInfo.InvariantCulture);

    private static string Cells<T>(Tensor<T> tensor) => tensor.FlattenedLength == 1 ? "1 cell" : $"{tensor.FlattenedLength} cells";

    private static void RequireTolerance(double tolerance)
    {
        if (!(tolerance >= 0))
            throw new ArgumentOutOfRangeException(nameof(tolerance), $"Check.Close: the tolerance is {Text(tolerance)}. It must be 0 or more.");
    }

    private static CheckFailedException Failed(string claim, params string[] lines) =>
        new(string.Join("\n  ", lines.Prepend($"Check failed: {claim}")));
}
