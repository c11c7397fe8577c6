namespace LinearLayer.Tests;

public class ShapeTests
{
    [Fact]
    public void A_shape_reads_as_Python_and_the_course_write_it()
    {
        Assert.Equal("(2, 3)", Shape.Of(2, 3).ToString());
        Assert.Equal("(4,)", Shape.Of(4).ToString());
        Assert.Equal("()", Shape.Of().ToString());
        Assert.Equal("()", default(Shape).ToString());
    }

    [Fact]
    public void Shapes_are_equal_when_their_sizes_are()
    {
        Shape shape = [2, 3];

        Assert.True(shape == Shape.Of(2, 3));
        Assert.True(shape != Shape.Of(3, 2));
        Assert.False(shape.Equals(Shape.Of(2, 3, 1)));
        Assert.Equal(Shape.Of(2, 3).GetHashCode(), shape.GetHashCode());
        Assert.True(default == Shape.Of());
    }

    [Fact]
    public void Cells_are_counted_in_row_major_order()
    {
        Shape shape = [2, 3, 4];

        Assert.Equal(24, shape.CellCount);
        Assert.Equal([0, 0, 0], shape.IndexAt(0));
        Assert.Equal([0, 1, 1], shape.IndexAt(5));
        Assert.Equal([1, 2, 3], shape.IndexAt(23));
        Assert.Equal(1, Shape.Of().CellCount);
        Assert.Empty(Shape.Of().IndexAt(0));
    }

    [Fact]
    public void A_tensor_tells_its_shape()
    {
        var shape = Tensor.CreateFromShape<double>([5, 1, 2]).Shape;

        Assert.Equal(3, shape.Rank);
        Assert.Equal(5, shape[0]);
        Assert.Equal([5, 1, 2], shape);
    }
}
