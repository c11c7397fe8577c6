using System.Numerics;
using System.Runtime.Intrinsics;
using CsCheck;
using LinearLayer.MatrixProducts;

namespace LinearLayer.Tests.MatrixProducts;

/// <summary>Every path beside three loops over <see cref="BigInteger"/>-exact small whole numbers, on shapes and layouts of all kinds.</summary>
public unsafe class MatrixProductTests
{
    private delegate void Product<T>(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
        where T : unmanaged;

    public static TheoryData<string> Paths { get; } = ["this machine's", "plain", "6 x 2 of 128 bits", "8 x 3 of 128 bits", "6 x 2 of 256 bits", "8 x 3 of 512 bits", "small, of 128 bits", "small, of 256 bits", "small, of 512 bits"];

    /// <summary>Sizes around the tiles' own, and past the blocks' where the others are small.</summary>
    private static readonly Gen<(int I, int K, int J)> Sizes = Gen.OneOf(
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 70]),
        Gen.Select(Gen.Int[70, 220], Gen.Int[1, 9], Gen.Int[1, 40]),
        Gen.Select(Gen.Int[1, 3], Gen.Int[500, 1100], Gen.Int[1, 60]),
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 5], Gen.Int[270, 900]),
        Gen.Select(Gen.Int[1, 4].Select(vectors => 8 * vectors), Gen.Int[60, 150], Gen.Int[90, 220]),
        Gen.Select(Gen.Int[760, 780], Gen.Int[1, 3], Gen.Int[1, 9]),
        Gen.Select(Gen.Int[1530, 1550], Gen.Int[1, 3], Gen.Int[1, 9]),
        Gen.Select(Gen.Int[13, 30], Gen.Int[250, 300], Gen.Int[200, 330]));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_product_of_floats_has_the_cells_of_the_three_loops(string path) => Compare(Path<float>(path));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_product_of_doubles_has_the_cells_of_the_three_loops(string path) => Compare(Path<double>(path));

    [Theory]
    [MemberData(nameof(Paths))]
    public void Not_a_number_and_infinity_spread_as_they_do_in_the_three_loops(string path)
    {
        double[] specials = [0.0, 1.0, -2.0, 3.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        var special = Gen.Int[0, specials.Length - 1].Select(index => specials[index]);
        Sizes.Where(size => size.I * size.J * size.K < 20_000)
            .SelectMany(size => Gen.Select(special.Array[size.I * size.K], special.Array[size.K * size.J]).Select((a, b) => (size, a, b)))
            .Sample(made => AssertProduct(Path<double>(path), made.size, made.a, made.b, [], 0, 0, gap: 1), iter: 60);
    }

    [Fact]
    public void The_paths_that_are_switched_off_are_off()
    {
        // Meaningful where this class runs once more with a switch: see MachineTests.
        if (Environment.GetEnvironmentVariable("DOTNET_EnableHWIntrinsic") == "0")
            Assert.False(Vector128.IsHardwareAccelerated);
        if (Environment.GetEnvironmentVariable("DOTNET_EnableAVX2") == "0")
            Assert.False(Vector256.IsHardwareAccelerated);
        if (Environment.GetEnvironmentVariable("DOTNET_EnableAVX512") == "0")
            Assert.False(System.Runtime.Intrinsics.X86.Avx512F.IsSupported);
    }

    [Fact]
    public void Two_threads_give_the_bits_of_one()
    {
        var before = Workers.Count;
        try
        {
            Gen.Select(Gen.Int[1, 300], Gen.Int[40, 300], Gen.Int[1, 300]).Where(size => (long)size.Item1 * size.Item2 * size.Item3 > 1 << 20)
                .Sample(size =>
                {
                    var (I, K, J) = size;
                    var random = new Random(I + K + J);
                    double[] a = [.. Enumerable.Range(0, I * K).Select(_ => random.NextDouble() - 0.5)];
                    double[] b = [.. Enumerable.Range(0, K * J).Select(_ => random.NextDouble() - 0.5)];
                    Workers.Count = 1;
                    var alone = Tensor.Create(a, [I, K]).MatMul(Tensor.Create(b, [K, J]));
                    Workers.Count = 3;
                    var together = Tensor.Create(a, [I, K]).MatMul(Tensor.Create(b, [K, J]));
                    Assert.Equal(AssertTensor.Cells(alone), AssertTensor.Cells(together));
                }, iter: 20, threads: 1);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Products_on_several_threads_at_once_do_not_disturb_each_other()
    {
        var wanted = Enumerable.Range(0, 8).Select(i => Ones(200, i).MatMul(Ones(200, 1))).ToList();

        Parallel.For(0, 40, i => Assert.Equal(AssertTensor.Cells(wanted[i % 8]), AssertTensor.Cells(Ones(200, i % 8).MatMul(Ones(200, 1)))));

        static Tensor<double> Ones(int size, double value) => Tensor.Create(Enumerable.Repeat(value, size * size).ToArray(), [size, size]);
    }

    [Fact]
    public void MatMul_takes_tensors_in_every_memory_layout() => Gen.Int[0, 40].Array[3].SelectMany(sizes =>
        Gen.Select(Layouts.TensorOf(sizes[0], sizes[1]), Layouts.TensorOf(sizes[1], sizes[2]))).Sample((left, right) =>
        {
            // Slices and turned layouts of longs take the loops as they stand; those of doubles, the kernel.
            var wanted = left.MatMul(right);
            var fast = AsDoubles(left).MatMul(AsDoubles(right));
            Assert.Equal(AssertTensor.Cells(wanted).Select(cell => (double)cell), AssertTensor.Cells(fast));
        });

    /// <summary>The same cells and the same strides, in doubles.</summary>
    private static Tensor<double> AsDoubles(Tensor<long> tensor)
    {
        var dense = Tensor.Create(AssertTensor.Cells(tensor).Select(cell => (double)cell).ToArray(), tensor.Lengths);
        if (tensor.Lengths.ToArray().Any(size => size < 2))
            return dense;
        if (tensor.Strides[0] == 1)
            return dense.Transpose().ToDenseTensor().Transpose();
        if (tensor.IsDense)
            return dense;
        var larger = Tensor.CreateFromShape<double>([tensor.Lengths[0] + 2, tensor.Lengths[1] + 2]);
        larger.Fill(double.NaN);
        var slice = larger.Slice([new System.Buffers.NRange(1, 1 + tensor.Lengths[0]), new System.Buffers.NRange(1, 1 + tensor.Lengths[1])]);
        dense.CopyTo(slice);
        return slice;
    }

    private static void Compare<T>(Product<T> product)
        where T : unmanaged, INumberBase<T> =>
        Sizes.SelectMany(size => Gen.Select(
                Gen.Int[-9, 9].Array[size.I * size.K], Gen.Int[-9, 9].Array[size.K * size.J], Gen.Int[-9, 9].Array[Gen.Bool.Select(biased => biased ? size.J : 0)], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 1])
            .Select((a, b, bias, aLayout, bLayout, gap) => (size, a, b, bias, aLayout, bLayout, gap)))
        .Sample(made => AssertProduct(product, made.size, Numbers(made.a), Numbers(made.b), Numbers(made.bias), made.aLayout, made.bLayout, made.gap), iter: 150);

    private static double[] Numbers(int[] numbers) => [.. numbers.Select(number => (double)number)];

    private static void AssertProduct<T>(Product<T> product, (int I, int K, int J) size, double[] a, double[] b, double[] bias, int aLayout, int bLayout, int gap)
        where T : unmanaged, INumberBase<T>
    {
        var (I, K, J) = size;
        var (aCells, aRow, aColumn) = Laid<T>(a, I, K, aLayout);
        var (bCells, bRow, bColumn) = Laid<T>(b, K, J, bLayout);
        // Cells more after each row of c, or after all of them: a product must not touch them.
        const int after = 40;
        var row = J + gap;
        var guard = T.CreateChecked(-777);
        var c = Enumerable.Repeat(guard, I * row + after).ToArray();
        var biases = bias.Select(T.CreateChecked).Append(T.Zero).ToArray();
        fixed (T* aStart = aCells, bStart = bCells, cStart = c, biasStart = biases)
        {
            product(new(aStart, I, K, aRow, aColumn), new(bStart, K, J, bRow, bColumn), new(cStart, I, J, row, 1), bias.Length > 0 ? biasStart : null);
        }

        for (var i = 0; i < I; i++)
        {
            for (var j = 0; j < J; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < K; k++)
                    sum += a[i * K + k] * b[k * J + j];
                if (bias.Length > 0)
                    sum += bias[j];
                if (!Equals(double.CreateChecked(c[i * row + j]), sum))
                    Assert.Fail($"{size}, layouts {aLayout} and {bLayout}: c[{i}, {j}] is {c[i * row + j]}, not {sum}.");
            }

            for (var between = J; between < row; between++)
                Assert.Equal(guard, c[i * row + between]);
        }

        Assert.All(c[(I * row)..], cell => Assert.Equal(guard, cell));
    }

    /// <summary>The cells in a layout: 0 row-major, 1 column-major, 2 every second cell of wider rows. NaN stands where no cell is.</summary>
    private static (T[] Cells, nint Row, nint Column) Laid<T>(double[] dense, int rows, int columns, int layout)
        where T : unmanaged, INumberBase<T>
    {
        var (row, column) = layout switch
        {
            0 => (columns, 1),
            1 => (1, rows),
            _ => (2 * columns + 3, 2),
        };
        var cells = Enumerable.Repeat(T.CreateChecked(double.NaN), Math.Max(1, rows * row + columns * column)).ToArray();
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                cells[i * row + j * column] = T.CreateChecked(dense[i * columns + j]);
        }

        // No room to read past the last cell unseen.
        return (rows * columns == 0 ? [default] : cells[..((rows - 1) * row + (columns - 1) * column + 1)], row, column);
    }

    private static Product<T> Path<T>(string name)
        where T : unmanaged, INumberBase<T> => name switch
        {
            "this machine's" => MatrixProduct.Multiply,
            "plain" => PlainProduct.Run,
            "6 x 2 of 128 bits" => MatrixProduct.Run<T, Vector128<T>, Lanes128<T>, Tiles16<Vector128<T>, T, Lanes128<T>>>,
            "8 x 3 of 128 bits" => MatrixProduct.Run<T, Vector128<T>, Lanes128<T>, Tiles32<Vector128<T>, T, Lanes128<T>>>,
            "6 x 2 of 256 bits" => MatrixProduct.Run<T, Vector256<T>, Lanes256<T>, Tiles16<Vector256<T>, T, Lanes256<T>>>,
            "8 x 3 of 512 bits" => MatrixProduct.Run<T, Vector512<T>, Lanes512<T>, Tiles32<Vector512<T>, T, Lanes512<T>>>,
            "small, of 128 bits" => Small<T, Vector128<T>, Lanes128<T>>,
            "small, of 256 bits" => Small<T, Vector256<T>, Lanes256<T>>,
            "small, of 512 bits" => Small<T, Vector512<T>, Lanes512<T>>,
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    private static void Small<T, TVector, TLanes>(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
        where T : unmanaged, INumberBase<T>
        where TVector : struct
        where TLanes : ILanes<TVector, T>
    {
        if (b.ColumnStride == 1)
            SmallProduct<T, TVector, TLanes>.Run(a, b, c, bias);
        else
            PlainProduct.Run(a, b, c, bias);
    }
}
