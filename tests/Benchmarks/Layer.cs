using System.Numerics;

namespace Benchmarks;

/// <summary>The numbers of one layer, pinned, so that native code can work on the very same memory.</summary>
internal sealed class Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Layer(LayerShape shape)
    {
        (N, D, M) = (shape.N, shape.D, shape.M);
        var random = new Random(1);
        (X, W, B, Dout) = (Numbers(N * D), Numbers(D * M), Numbers(M), Numbers(N * M));
        (Out, Dx, Dw, Db) = (Room(N * M), Room(N * D), Room(D * M), Room(M));

        T[] Numbers(int count)
        {
            var numbers = Room(count);
            for (var i = 0; i < count; i++)
                numbers[i] = T.CreateChecked(random.NextDouble() - 0.5);
            return numbers;
        }

        static T[] Room(int count) => GC.AllocateArray<T>(count, pinned: true);
    }

    public int N { get; }

    public int D { get; }

    public int M { get; }

    /// <summary>(N, D).</summary>
    public T[] X { get; }

    /// <summary>(D, M).</summary>
    public T[] W { get; }

    /// <summary>(M,).</summary>
    public T[] B { get; }

    /// <summary>(N, M).</summary>
    public T[] Dout { get; }

    /// <summary>(N, M): where each contestant puts its result, and so do the next three.</summary>
    public T[] Out { get; }

    public T[] Dx { get; }

    public T[] Dw { get; }

    public T[] Db { get; }

    /// <summary>The multiplications and additions of the products: 2NDM forward, twice that backward.</summary>
    public double Operations(Pass pass) => 2.0 * N * D * M * (pass == Pass.Forward ? 1 : 2);

    /// <summary>A copy of what the last contestant wrote.</summary>
    public T[] Results(Pass pass) => pass == Pass.Forward ? [.. Out] : [.. Dx, .. Dw, .. Db];
}

/// <summary>Forward, or backward.</summary>
public enum Pass
{
    /// <summary>out = x·w + b.</summary>
    Forward,

    /// <summary>dx, dw and db.</summary>
    Backward,
}
