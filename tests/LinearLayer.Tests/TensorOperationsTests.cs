using CsCheck;

namespace LinearLayer.Tests;

public class TensorOperationsTests
{
    private static readonly Gen<nint[]> Shapes = Gen.Int[0, 3].Array[2, 4].Select(sizes => sizes.Select(size => (nint)size).ToArray());

    [Fact]
    public void Flatten_keeps_the_row_major_order_in_every_memory_layout() => Shapes.SelectMany(shape => Layouts.TensorOf(shape)).Sample(x =>
    {
        var flat = x.Flatten();

        Assert.Equal([x.Lengths[0], x.Lengths.ToArray().Skip(1).Aggregate((nint)1, (product, size) => product * size)], flat.Lengths.ToArray());
        Assert.Equal(AssertTensor.Cells(x), AssertTensor.Cells(flat));
    });

    [Fact]
    public void ReshapeAs_undoes_Flatten() => Shapes.SelectMany(shape => Layouts.TensorOf(shape)).Sample(x =>
        AssertTensor.Equal(x, x.Flatten().ReshapeAs(x)));

    [Fact]
    public void Flatten_copies() => Shapes.Where(shape => !shape.Contains(0)).SelectMany(shape => Layouts.TensorOf(shape)).Sample(x =>
    {
        var first = AssertTensor.Cells(x)[0];

        x.Flatten()[0, 0] = first + 1;

        Assert.Equal(first, AssertTensor.Cells(x)[0]);
    });

    [Fact]
    public void Transpose_swaps_the_indices_and_shares_the_cells()
    {
        var matrix = Tensors.Of(new[,] { { 1, 2, 3 }, { 4, 5, 6 } });

        var transposed = matrix.Transpose();
        AssertTensor.Holds(new[,] { { 1, 4 }, { 2, 5 }, { 3, 6 } }, transposed);

        matrix[1, 0] = 40;
        Assert.Equal(40, transposed[0, 1]);
    }

    [Fact]
    public void The_transpose_of_a_product_is_the_product_of_the_transposes_in_reverse() => Gen.Int[0, 4].Array[3].SelectMany(sizes =>
        Gen.Select(Layouts.TensorOf(sizes[0], sizes[1]), Layouts.TensorOf(sizes[1], sizes[2]))).Sample((left, right) =>
            AssertTensor.Equal(left.MatMul(right).Transpose(), right.Transpose().MatMul(left.Transpose())));

    [Fact]
    public void MatMul_gives_the_numbers_worked_out_by_hand()
    {
        var product = Tensors.Of(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }).MatMul(Tensors.Of(new[,] { { 7, 8 }, { 9, 10 }, { 11, 12 } }));

        AssertTensor.Holds(new[,] { { 58, 64 }, { 139, 154 } }, product);
    }

    [Fact]
    public void SumOverRows_adds_each_column_up()
    {
        AssertTensor.Holds(new[] { 9, 12 }, Tensors.Of(new[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }).SumOverRows());
        AssertTensor.Holds(new[] { 0, 0 }, Tensor.CreateFromShape<int>([0, 2]).SumOverRows());
    }

    [Fact]
    public void AddToEachRow_adds_the_same_vector_to_all_rows()
    {
        AssertTensor.Holds(new[,] { { 11, 22 }, { 13, 24 } }, Tensors.Of(new[,] { { 1, 2 }, { 3, 4 } }).AddToEachRow(Tensors.Of(new[] { 10, 20 })));
    }
}
