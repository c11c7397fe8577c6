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
    private const int TurnsBetweenYields = 8;

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
            {
                product.Reserve(part, s_workers[part - 1].Buffer);
                product.Reserve(part, PackBuffer.OfThisThread); // which may have to do it after all
                s_workers[part - 1].Begin(&Product<T>.RunPart, &product, part);
            }

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
            if (TryGet(part, out var a, out var b, out var c, out var bias))
                MatrixProduct.MultiplyAlone(a, b, c, bias);
        }

        /// <summary>Makes room for what packing the part takes. It is allocated before the part is offered, so that no later call allocates, whoever takes the part.</summary>
        public void Reserve(int part, PackBuffer buffer)
        {
            if (!TryGet(part, out var a, out var b, out _, out _))
                return;
            buffer.ForA<T>(BlockSizes<T>.RoomForA(a.Rows, a.Columns));
            buffer.ForB<T>(BlockSizes<T>.RoomForB(b.Rows));
        }

        private bool TryGet(int part, out Matrix<T> a, out Matrix<T> b, out Matrix<T> c, out T* bias)
        {
            (a, b, c) = (_a, _b, _c);
            bias = _bias;
            if (c.Columns >= c.Rows)
            {
                var (from, to) = (Edge(part, c.Columns, ColumnGrain), Edge(part + 1, c.Columns, ColumnGrain));
                (b, c) = (b.Part(0, from, b.Rows, to - from), c.Part(0, from, c.Rows, to - from));
                bias = bias == null ? null : bias + from;
            }
            else
            {
                var (from, to) = (Edge(part, c.Rows, RowGrain), Edge(part + 1, c.Rows, RowGrain));
                (a, c) = (a.Part(from, 0, to - from, a.Columns), c.Part(from, 0, to - from, c.Columns));
            }

            return c.Rows > 0 && c.Columns > 0;
        }

        // A last part of one row would take the way of single rows, and so have other last bits than the whole.
        private nint Edge(int part, nint length, nint grain) =>
            (length * part / _parts + grain / 2) / grain * grain is var edge && (part == _parts || edge + 1 >= length) ? length : edge;
    }

    private sealed class Worker
    {
        private const int Idle = 0, Offered = 1, Taken = 2;

        private readonly ManualResetEventSlim _call = new();
        private volatile int _state;
        private delegate*<void*, int, void> _run;
        private void* _product;
        private int _part;

        public PackBuffer Buffer { get; } = new();

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
                Pause(turn);
        }

        /// <summary>A moment, in which the core is left to others now and then: the thread that is waited for may be one of them.</summary>
        private static void Pause(int turn)
        {
            Thread.SpinWait(10);
            if (turn % TurnsBetweenYields == 0)
                Thread.Yield();
        }

        private void Work()
        {
            PackBuffer.OfThisThread = Buffer;
            while (true)
            {
                for (var turn = 0; _state != Offered && turn < TurnsBeforeSleep; turn++)
                    Pause(turn);
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
