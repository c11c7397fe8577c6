namespace LinearLayer.Tests;

/// <summary>Compares a tensor with a C# array by indexing into both, and with nothing of the code under test.</summary>
internal static class AssertTensor
{
    public static void Holds<T>(Array expected, Tensor<T> actual)
    {
        Assert.Equal(Enumerable.Range(0, expected.Rank).Select(axis => (nint)expected.GetLength(axis)), actual.Lengths.ToArray());
        Assert.Equal(expected.Cast<T>(), Cells(actual));
    }

    public static void Equal<T>(Tensor<T> expected, Tensor<T> actual)
    {
        Assert.Equal(expected.Lengths.ToArray(), actual.Lengths.ToArray());
        Assert.Equal(Cells(expected), Cells(actual));
    }

    /// <summary>The cells in row-major order, read one by one through the indexer.</summary>
    public static List<T> Cells<T>(Tensor<T> tensor)
    {
        List<T> cells = [];
        var index = new nint[tensor.Rank];
        Visit(0);
        return cells;

        void Visit(int axis)
        {
            if (axis == tensor.Rank)
            {
                cells.Add(tensor[index.AsSpan()]);
                return;
            }

            for (index[axis] = 0; index[axis] < tensor.Lengths[axis]; index[axis]++)
                Visit(axis + 1);
        }
    }
}
