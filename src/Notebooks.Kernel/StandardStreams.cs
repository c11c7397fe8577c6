using System.Text;
using Notebooks.Jupyter;
using Notebooks.Kernel.CSharp;

namespace Notebooks.Kernel;

/// <summary>The console of the process, made the console of the cells.</summary>
internal sealed class StandardStreams : IDisposable
{
    private readonly TextWriter _out = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly TextReader _in = Console.In;

    private StandardStreams()
    {
        Console.SetOut(new CellWriter("stdout", _out));
        Console.SetError(new CellWriter("stderr", _error));
        Console.SetIn(TextReader.Synchronized(new CellReader()));
    }

    /// <summary>Turns <see cref="Console"/> to the running cell, until this is disposed.</summary>
    public static StandardStreams Redirect() => new();

    public void Dispose()
    {
        Console.SetOut(_out);
        Console.SetError(_error);
        Console.SetIn(_in);
    }

    /// <summary>Writes to the stream of the running cell; to the process's own before the first.</summary>
    private sealed class CellWriter : TextWriter
    {
        private readonly string _stream;
        private readonly TextWriter _own;

        public CellWriter(string stream, TextWriter own)
        {
            _stream = stream;
            _own = own;
            // The text of a notebook is the same on every platform.
            CoreNewLine = ['\n'];
        }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer)
        {
            if (CellRun.Current is { } run)
                run.Write(_stream, buffer);
            else
                _own.Write(buffer);
        }

        public override void Flush() => CellRun.Current?.Flush();
    }

    /// <summary>Reads what the reader of the running cell types.</summary>
    private sealed class CellReader : TextReader
    {
        private string _rest = "";

        public override int Peek() => _rest.Length > 0 ? _rest[0] : -1;

        public override int Read()
        {
            if (_rest.Length == 0)
                _rest = $"{ReadLine()}\n";
            var next = _rest[0];
            _rest = _rest[1..];
            return next;
        }

        public override string? ReadLine()
        {
            if (_rest.Length > 0)
            {
                var rest = _rest.TrimEnd('\n');
                _rest = "";
                return rest;
            }
            return CellRun.Current?.ReadLine(new InputRequest("", Password: false));
        }
    }
}
