using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Benchmarks;

/// <summary>A native library with the routines of BLAS, such as OpenBLAS: the matrix product xGEMM, called by P/Invoke.</summary>
/// <remarks>The Fortran names are the ones that all such libraries have. Their matrices are column-major, so each product is asked for as that of the transposes: Cᵀ = Bᵀ·Aᵀ.</remarks>
internal sealed unsafe class Blas
{
    private readonly nint _sgemm, _dgemm;
    private readonly delegate* unmanaged<int, void> _setThreads;

    private Blas(string name, nint library, string setThreads)
    {
        Name = name;
        _sgemm = NativeLibrary.GetExport(library, "sgemm_");
        _dgemm = NativeLibrary.GetExport(library, "dgemm_");
        _setThreads = (delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, setThreads);
    }

    public string Name { get; }

    /// <summary>The version, and the CPU whose kernels it runs, where it tells.</summary>
    public string? Details { get; private init; }

    /// <summary>What <see cref="OpenBlas"/> had to ask of OpenBLAS, for programs that load it themselves: the value of <see cref="CoreVariable"/>.</summary>
    public static string? Core { get; private set; }

    public const string CoreVariable = "OPENBLAS_CORETYPE";

    /// <summary>OpenBLAS as the system has it; null where it has none.</summary>
    public static Blas? OpenBlas()
    {
        if (TryLoadOpenBlas() is not { } library)
            return null;

        // For a CPU newer than itself OpenBLAS takes its kernels for the oldest one, a fourth as fast. It looks for this
        // variable when it is loaded, and Environment would not set it for native code.
        if (Text(library, "openblas_get_corename") == "Prescott" && Avx2.IsSupported && !OperatingSystem.IsWindows())
        {
            NativeLibrary.Free(library);
            Core = Avx512F.IsSupported ? "SkylakeX" : "Haswell";
            SetVariable(CoreVariable, Core, 1);
            library = TryLoadOpenBlas()!.Value;
        }

        var version = string.Join(' ', Text(library, "openblas_get_config").Split(' ').Take(2));
        return new("OpenBLAS", library, "openblas_set_num_threads") { Details = $"{version} with its kernels for {Text(library, "openblas_get_corename")}" };
    }

    /// <summary>Intel's MKL, from a library that exports it: its own, or PyTorch's libtorch_cpu.</summary>
    public static Blas Mkl(string path) => new("MKL", NativeLibrary.Load(path), "MKL_Set_Num_Threads_Local");

    public void SetThreads(int threads) => _setThreads(threads);

    /// <summary>The passes as one would write them on BLAS: b is put into every row of out, and the product is added to it.</summary>
    public Contestant On<T>(Layer<T> layer, Pass pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (N, D, M) = (layer.N, layer.D, layer.M);
        var (x, w, dout, @out, dx, dw) = (Start(layer.X), Start(layer.W), Start(layer.Dout), Start(layer.Out), Start(layer.Dx), Start(layer.Dw));
        return new(Name, pass == Pass.Forward ? Forward : Backward);

        void Forward()
        {
            for (var n = 0; n < N; n++)
                layer.B.CopyTo(layer.Out.AsSpan(n * M));
            Gemm("N"u8, "N"u8, M, N, D, w, M, x, D, T.One, @out, M);        // outᵀ (M, N) += (M, D) x (D, N)
        }

        void Backward()
        {
            Gemm("T"u8, "N"u8, D, N, M, w, M, dout, M, T.Zero, dx, D);      // dxᵀ (D, N) = (D, M) x (M, N)
            Gemm("N"u8, "T"u8, M, D, N, dout, M, x, D, T.Zero, dw, M);      // dwᵀ (M, D) = (M, N) x (N, D)
            layer.Db.AsSpan().Clear();
            for (var n = 0; n < N; n++)
                TensorPrimitives.Add(layer.Db, layer.Dout.AsSpan(n * M, M), layer.Db);
        }

        static nint Start(T[] pinned) => (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
    }

    private static nint? TryLoadOpenBlas()
    {
        string[] names = OperatingSystem.IsWindows() ? ["libopenblas.dll", "openblas.dll"] : OperatingSystem.IsMacOS() ? ["libopenblas.dylib"] : ["libopenblas.so.0", "libopenblas.so"];
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
                return library;
        }

        return null;
    }

    private static string Text(nint library, string function) =>
        Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)NativeLibrary.GetExport(library, function))()) ?? "";

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetVariable([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);

    private void Gemm<T>(ReadOnlySpan<byte> transposeA, ReadOnlySpan<byte> transposeB, int rows, int columns, int k, nint a, int lda, nint b, int ldb, T beta, nint c, int ldc)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var alpha = T.One;
        var gemm = (delegate* unmanaged<byte*, byte*, int*, int*, int*, T*, nint, int*, nint, int*, T*, nint, int*, void>)(typeof(T) == typeof(float) ? _sgemm : _dgemm);
        fixed (byte* ta = transposeA, tb = transposeB)
            gemm(ta, tb, &rows, &columns, &k, &alpha, a, &lda, b, &ldb, &beta, c, &ldc);
    }
}
