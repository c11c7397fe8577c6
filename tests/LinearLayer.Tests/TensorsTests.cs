namespace LinearLayer.Tests;

public class TensorsTests
{
    [Fact]
    public void A_tensor_has_the_shape_and_the_elements_of_its_array()
    {
        Assert.Equal([3], Tensors.Of(new[] { 1, 2, 3 }).Shape);
        Assert.Equal([2, 3], Tensors.Of(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }).Shape);
        Assert.Equal([1, 2, 3], Tensors.Of(new int[,,] { { { 1, 2, 3 }, { 4, 5, 6 } } }).Shape);
        Assert.Equal([2, 1, 1, 2], Tensors.Of(new int[,,,] { { { { 1, 2 } } }, { { { 3, 4 } } } }).Shape);
        Assert.Equal([1, 1, 2, 1, 1], Tensors.Of<int>(new int[,,,,] { { { { { 1 } }, { { 2 } } } } }).Shape);

        var tensor = Tensors.Of(new int[,,] { { { 1, 2, 3 }, { 4, 5, 6 } } });
        Assert.Equal(3, tensor[0, 0, 2]);
        Assert.Equal(4, tensor[0, 1, 0]);
    }

    [Fact]
    public void The_elements_are_copied()
    {
        var array = new[] { 1, 2 };
        var tensor = Tensors.Of(array);

        array[0] = 99;

        Assert.Equal(1, tensor[0]);
    }

    [Fact]
    public void An_array_of_another_type_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Tensors.Of<double>((Array)new[,] { { 1, 2 } }));

        Assert.Equal("Tensors.Of<Double> was given an array of Int32: the two types must be the same.", error.Message);
    }

    [Fact]
    public void An_array_without_elements_keeps_its_shape()
    {
        Assert.Equal([0, 3], Tensors.Of(new double[0, 3]).Shape);
        Assert.Equal([3, 0], Tensors.Of(new double[3, 0]).Shape);
    }
}
