using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace LinearLayer.MatrixProducts;

/// <summary>Threads that wait to take a part of a product. Each cell of C is the work of one thread, so the result does not depend on how many there are.</summary>
/// <remarks>
/// The thread pool takes longer to hand out a part than many a product lasts. A worker here looks for the next product
/// for a moment after the last, as the steps of a training follow each other closely, and then sleeps until it is called.
/// </remarks>
internal static unsafe class Workers
{
    /// <summary>Fewer multiplications than this are done before a sleeping worker is awake.</summary>
    private const nint WorthSharing = 1 << 20;

    private const int TurnsBeforeSleep = 4000;

    private static readonly Lock s_oneProductAtATime = new();
    private static Worker[] s_workers = [];

    /// <summary>How many threads a product may use, the caller's among them.</summary>
    public static int Count { get; set; } = Environment.ProcessorCount;

    /// <summary>Computes the product with all threads, unless it is too small, or another product has them.</summary>
    public static bool TrySplit<T>(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
        where T : unmanaged, INumberBase<T>
    {
        var count = Count;
        if (count < 2 || a.Rows * a.Columns * b.Columns < WorthSharing || !s_oneProductAtATime.TryEnter())
            return false;

        try
        {
            while (s_workers.Length < count - 1)
                s_workers = [.. s_workers, new Worker()];

            var product = new Product<T>(a, b, c, bias, count);
            for (var part = 1; part < count; part++)
                s_workers[part - 1].Begin(&Product<T>.RunPart, &product, part);
            product.Run(0);
            // A worker may still be asleep, or wait for a core that other work has: its part is then done here.
            for (var part = 1; part < count; part++)
            {
                if (s_workers[part - 1].TryTakeBack())
                    product.Run(part);
            }

            return true;
        }
        finally
        {
            foreach (var worker in s_workers)
                worker.WaitUntilIdle();
            s_oneProductAtATime.Exit();
        }
    }

    /// <summary>A product that is cut along the longer side of C.</summary>
    private readonly struct Product<T>(Matrix<T> a, Matrix<T> b, Matrix<T> c, T* bias, int parts)
        where T : unmanaged, INumberBase<T>
    {
        // Parts begin where tiles do: at multiples of their heights, 6 and 8, and of their widths, 3 vectors of 512 bits or 2 of 256 and less.
        private const nint RowGrain = 24;

        private static nint ColumnGrain => Avx512F.IsSupported ? 48 : 16;

        private readonly Matrix<T> _a = a, _b = b, _c = c;
        private readonly T* _bias = bias;
        private readonly int _parts = parts;

        public static void RunPart(void* product, int part) => ((Product<T>*)product)->Run(part);

        public void Run(int part)
        {
            if (_c.Columns >= _c.Rows)
            {
                var (from, to) = (Edge(part, _c.Columns, ColumnGrain), Edge(part + 1, _c.Columns, ColumnGrain));
                if (from < to)
                    MatrixProduct.MultiplyAlone(_a, _b.Part(0, from, _b.Rows, to - from), _c.Part(0, from, _c.Rows, to - from), _bias == null ? null : _bias + from);
            }
            else
            {
                var (from, to) = (Edge(part, _c.Rows, RowGrain), Edge(part + 1, _c.Rows, RowGrain));
                if (from < to)
                    MatrixProduct.MultiplyAlone(_a.Part(from, 0, to - from, _a.Columns), _b, _c.Part(from, 0, to - from, _c.Columns), _bias);
            }
        }

        private nint Edge(int part, nint length, nint grain) => part == _parts ? length : (length * part / _parts + grain / 2) / grain * grain;
    }

    private sealed class Worker
    {
        private const int Idle = 0, Offered = 1, Taken = 2;

        private readonly ManualResetEventSlim _call = new();
        private volatile int _state;
        private delegate*<void*, int, void> _run;
        private void* _product;
        private int _part;

        public Worker() => new Thread(Work) { IsBackground = true, Name = "Matrix product" }.Start();

        public void Begin(delegate*<void*, int, void> run, void* product, int part)
        {
            _run = run;
            _product = product;
            _part = part;
            _state = Offered;
            _call.Set();
        }

        /// <summary>Takes the part back if the worker has not begun it.</summary>
        public bool TryTakeBack() => Interlocked.CompareExchange(ref _state, Idle, Offered) == Offered;

        public void WaitUntilIdle()
        {
            TryTakeBack(); // nobody is to begin any more, also where the caller's own part failed
            // Nothing here may throw, as a wait does in a thread that is interrupted: the worker is writing to the caller's memory.
            for (var turn = 0; _state != Idle; turn++)
            {
                Thread.SpinWait(10);
                if (turn > TurnsBeforeSleep)
                    Thread.Yield();
            }
        }

        private void Work()
        {
            while (true)
            {
                for (var turn = 0; _state != Offered && turn < TurnsBeforeSleep; turn++)
                    Thread.SpinWait(10);
                while (_state != Offered)
                {
                    _call.Wait();
                    _call.Reset();
                }

                if (Interlocked.CompareExchange(ref _state, Taken, Offered) != Offered)
                    continue;
                _run(_product, _part);
                _state = Idle;
            }
        }
    }
}
