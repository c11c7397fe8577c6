using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Checks of the course's exercises: each runs a learner's function on good numbers, and says of a wrong answer which belief gives it.</summary>
/// <remarks>
/// The numbers are small integers, all sizes differ, and no size is that of the lesson's example, unless the question is about that
/// example. A wrong answer gets a hint, never the solution.
/// </remarks>
public static partial class Exercise
{
    // x (4, 2, 3), M = 5, and one with a single axis of features.
    private static Fixture[] Fixtures => [LinearLayer.Fixture.Default, LinearLayer.Fixture.Random([3, 4], 2, seed: 5)];

    // For mistakes that stop, or cannot be told apart, at other sizes: with two axes of features, and with one.
    private static Fixture[] WithEqualSizes =>
    [
        .. WrongBackwards.All.Where(wrong => wrong.FitsOnlyWhere is not null).Select(wrong => wrong.Fixture),
        LinearLayer.Fixture.Random([6, 6], 5, seed: 1), LinearLayer.Fixture.Random([5, 6], 5, seed: 1), LinearLayer.Fixture.Random([4, 6], 6, seed: 1),
    ];

    private static string SizesOf(Fixture fixture) => $"x {fixture.x.Shape}, w {fixture.w.Shape}, b {fixture.b.Shape}";

    private static Tensor<double> Table(nint rows, nint columns, Func<nint, nint, double> cell)
    {
        var table = Tensor.CreateFromShape<double>([rows, columns]);
        for (nint row = 0; row < rows; row++)
        {
            for (nint column = 0; column < columns; column++)
                table[row, column] = cell(row, column);
        }

        return table;
    }

    private static Tensor<double> Number(double number) => Tensors.Of([number]);
}
