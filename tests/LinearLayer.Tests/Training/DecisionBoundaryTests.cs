namespace LinearLayer.Tests;

public class DecisionBoundaryTests
{
    // Scores (0, x0 - 2·x1): class 1 where x0 > 2·x1, with probability 1/(1 + exp(-(x0 - 2·x1))).
    private static Mlp Line => new(new MlpLayer(Tensors.Of(new double[,] { { 0, 1 }, { 0, -2 } }), Tensors.Of(new double[] { 0, 0 })));

    [Fact]
    public void The_grid_holds_the_class_and_its_probability_at_each_point()
    {
        var boundary = DecisionBoundary.Of(Line, x0: (-1, 3), x1: (0.25, 1.25), columns: 5, rows: 3);

        Assert.Equal([-1, 0, 1, 2, 3], boundary.X0);
        Assert.Equal([0.25, 0.75, 1.25], boundary.X1);
        Assert.Equal([3, 5], boundary.Classes.Lengths.ToArray());
        Assert.Equal([3, 5], boundary.Probabilities.Lengths.ToArray());
        for (var r = 0; r < 3; r++)
        {
            for (var c = 0; c < 5; c++)
            {
                var score = boundary.X0[c] - 2 * boundary.X1[r];
                Assert.Equal(score > 0 ? 1 : 0, boundary.Classes[r, c]);
                Assert.Equal(1 / (1 + Math.Exp(-Math.Abs(score))), boundary.Probabilities[r, c], 1e-15);
            }
        }
    }

    [Fact]
    public void The_grid_covers_the_points_and_a_tenth_around_them()
    {
        var points = Tensors.Of(new double[,] { { -1, 7 }, { 3, 5 }, { 0, 6 } });

        var boundary = DecisionBoundary.Of(Line, points, resolution: 4);

        Assert.Equal([4, 4], boundary.Classes.Lengths.ToArray());
        Assert.Equal((-1.4, 3.4), (boundary.X0[0], boundary.X0[^1]));
        Assert.Equal((4.8, 7.2), (boundary.X1[0], boundary.X1[^1]));
    }

    [Fact]
    public void A_single_point_gets_a_square_around_it()
    {
        var boundary = DecisionBoundary.Of(Line, Tensors.Of(new double[,] { { 2, 3 } }), resolution: 2);

        Assert.Equal([1, 3], boundary.X0);
        Assert.Equal([2, 4], boundary.X1);
    }

    [Fact]
    public void What_lies_in_no_plane_is_refused()
    {
        var solid = Tensor.CreateFromShape<double>([4, 3]);

        var points = Assert.Throws<ShapeException>(() => DecisionBoundary.Of(Line, solid));
        var features = Assert.Throws<ShapeException>(() => DecisionBoundary.Of(new Mlp([3, 2], seed: 0), (0, 1), (0, 1), 5, 5));
        var nan = Assert.Throws<ArgumentException>(() => DecisionBoundary.Of(Line, Tensors.Of(new double[,] { { 2, double.NaN } })));

        Assert.Equal(
            """
            DecisionBoundary.Of: x holds no points in the plane.
              x: solid  (N, 2)  is (4, 3)
            Each row of x is one point with two coordinates, and there is at least one.
            """, points.Message);
        Assert.StartsWith("DecisionBoundary.Of: the network takes 3 features, and a plane has 2.", features.Message);
        Assert.StartsWith("DecisionBoundary.Of: a coordinate in x is NaN or infinite", nan.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => DecisionBoundary.Of(Line, (0, 1), (0, 1), columns: 1, rows: 5));
    }
}
