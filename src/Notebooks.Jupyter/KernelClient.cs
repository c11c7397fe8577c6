using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Notebooks.Jupyter;

/// <summary>
/// A kernel that runs for us in a process of its own, and the way to talk to it:
/// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html"/>.
/// </summary>
/// <remarks>Disposing it ends the kernel and all that the kernel started.</remarks>
public sealed class KernelClient : IAsyncDisposable
{
    private const int StartAttempts = 3;

    private static readonly TimeSpan ShutdownGrace = TimeSpan.FromSeconds(3);

    private readonly KernelSpec _spec;
    private readonly KernelProcess _process;
    private readonly KernelChannels _channels;
    private readonly string _connectionFile;
    private readonly string _session = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, Request> _requests = new();
    private readonly Task _deathWatch;

    // Guards the end: once _death is set, nothing more is sent, and the channels may go.
    private readonly Lock _gate = new();
    private KernelDiedException? _death;
    private volatile bool _closing;
    private long _lastMessage = Environment.TickCount64;
    private Task? _shutdown;

    private KernelClient(KernelSpec spec, KernelProcess process, ConnectionFile connection, string connectionFile)
    {
        _spec = spec;
        _process = process;
        _connectionFile = connectionFile;
        _channels = new KernelChannels(connection, _session, Received);
        _deathWatch = WatchForDeathAsync();
    }

    /// <summary>What the kernel says of itself.</summary>
    public KernelInfo Info { get; private set; } = new("", "", "", []);

    /// <summary>The id of the kernel's process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Answers a cell that asks for a line of input; where it is null, the cell is told that nobody can answer.</summary>
    public Func<InputRequest, CancellationToken, Task<string>>? OnInput { get; set; }

    /// <summary>Starts a kernel, and waits until it answers and its outputs arrive.</summary>
    /// <param name="spec">The kernel to start.</param>
    /// <param name="workingDirectory">The directory that its code runs in.</param>
    /// <param name="startLimit">How long it may take.</param>
    /// <param name="cancellationToken">Gives up; no process is left behind.</param>
    /// <exception cref="KernelStartException">It cannot be started, ended at once, or did not answer in time.</exception>
    public static async Task<KernelClient> StartAsync(
        KernelSpec spec, string workingDirectory, TimeSpan startLimit, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var connection = ConnectionFile.Create(spec.Name);
            var connectionFile = Path.Combine(Path.GetTempPath(), $"kernel-{Guid.NewGuid():N}.json");
            connection.Write(connectionFile);

            KernelClient? client = null;
            try
            {
                var process = KernelProcess.Start(spec, connectionFile, workingDirectory);
                client = new KernelClient(spec, process, connection, connectionFile);
                await client.WaitUntilReadyAsync(startLimit, cancellationToken).ConfigureAwait(false);
                return client;
            }
            catch (KernelDiedException e)
            {
                await client!.CloseAsync(TimeSpan.Zero).ConfigureAwait(false);
                // Somebody else took one of the ports after we found it free: that is nobody's fault, and others are free.
                if (attempt < StartAttempts && !connection.Ports.All(port => FreePorts.IsFree(port.Port)))
                    continue;
                throw new KernelStartException(
                    $"The kernel '{spec.Name}' ended before it was ready, with exit code {KernelProcess.DescribeExit(e.ExitCode)}."
                    + $"\nCommand: {client._process.CommandLine}{WithHeading(e.ErrorTail)}",
                    client._process.CommandLine, e);
            }
            catch
            {
                if (client is not null)
                    await client.CloseAsync(TimeSpan.Zero).ConfigureAwait(false);
                else
                    File.Delete(connectionFile);
                throw;
            }
        }
    }

    /// <summary>Runs code, and hands on all that the kernel says of it, in order, until it is idle again.</summary>
    /// <param name="code">The text of a cell.</param>
    /// <param name="onMessage">Takes each message as it comes; never two at once.</param>
    /// <param name="cancellationToken">Stops waiting. The code goes on running: interrupt the kernel, or end it.</param>
    /// <returns>How the run ended, with its last message handed on.</returns>
    /// <exception cref="KernelDiedException">The kernel's process ended; what it had said before was handed on.</exception>
    public async Task<ExecuteReply> ExecuteAsync(
        string code, Action<IopubMessage>? onMessage = null, CancellationToken cancellationToken = default)
    {
        var request = Send(KernelChannel.Shell, "execute_request", new JsonObject
        {
            ["code"] = code,
            ["silent"] = false,
            ["store_history"] = true,
            ["user_expressions"] = new JsonObject(),
            ["allow_stdin"] = OnInput is not null,
            ["stop_on_error"] = true,
        });
        try
        {
            ExecuteReply? reply = null;
            var idle = false;
            while (reply is null || !idle)
            {
                var (channel, message) = await request.NextAsync(cancellationToken).ConfigureAwait(false);
                switch (channel)
                {
                    case KernelChannel.Shell when message.Type == "execute_reply":
                        reply = ExecuteReply.FromWire(message);
                        break;
                    case KernelChannel.Stdin when message.Type == "input_request":
                        await AnswerAsync(message, cancellationToken).ConfigureAwait(false);
                        break;
                    case KernelChannel.Iopub:
                        var said = IopubMessage.FromWire(message);
                        idle |= said is StatusMessage { State: "idle" };
                        onMessage?.Invoke(said);
                        break;
                }
            }
            return reply;
        }
        finally
        {
            Forget(request);
        }
    }

    /// <summary>Asks the kernel to stop the cell that it runs; the cell's own reply says how it ended.</summary>
    /// <exception cref="JupyterException">The kernel can only be interrupted by a signal, and this platform has none.</exception>
    public async Task InterruptAsync(CancellationToken cancellationToken = default)
    {
        if (_spec.InterruptMode != "message")
        {
            _process.SendInterrupt();
            return;
        }
        var request = Send(KernelChannel.Control, "interrupt_request", []);
        try
        {
            while ((await request.NextAsync(cancellationToken).ConfigureAwait(false)).Message.Type != "interrupt_reply")
            {
            }
        }
        finally
        {
            Forget(request);
        }
    }

    /// <summary>Ends the kernel: asks it to, waits briefly, and otherwise kills it with all that it started.</summary>
    public Task ShutdownAsync() => CloseAsync(ShutdownGrace);

    /// <summary>Ends the kernel as <see cref="ShutdownAsync"/> does.</summary>
    public async ValueTask DisposeAsync() => await ShutdownAsync().ConfigureAwait(false);

    private async Task WaitUntilReadyAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            // The reply proves that the kernel listens, its status on iopub that our subscription has reached it.
            // A kernel that was asked before the subscription did is asked again: nobody hears the first status.
            while (!await AskForInfoAsync(timeout.Token).ConfigureAwait(false))
            {
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new KernelStartException(
                $"The kernel '{_spec.Name}' did not answer within {limit.TotalSeconds:0.#} s."
                + $"\nCommand: {_process.CommandLine}{WithHeading(_process.ErrorText)}",
                _process.CommandLine);
        }
    }

    private async Task<bool> AskForInfoAsync(CancellationToken cancellationToken)
    {
        var request = Send(KernelChannel.Shell, "kernel_info_request", []);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            bool replied = false, heard = false;
            while (!replied || !heard)
            {
                var (channel, message) = await request.NextAsync(patience.Token).ConfigureAwait(false);
                heard |= channel == KernelChannel.Iopub;
                if (channel == KernelChannel.Shell && message.Type == "kernel_info_reply")
                {
                    replied = true;
                    Info = KernelInfo.FromWire(message.Content);
                    patience.CancelAfter(TimeSpan.FromMilliseconds(200));
                }
            }
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Forget(request);
        }
    }

    private async Task AnswerAsync(Message message, CancellationToken cancellationToken)
    {
        var reply = new JsonObject { ["status"] = "ok" };
        if (OnInput is { } answer)
        {
            var request = new InputRequest((string?)message.Content["prompt"] ?? "", (bool?)message.Content["password"] ?? false);
            reply["value"] = await answer(request, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            // The request said that it takes no questions; a kernel that asks all the same must not wait for ever.
            reply = new JsonObject { ["status"] = "error", ["ename"] = "InputRefused", ["evalue"] = "Nobody can answer here.", ["value"] = "" };
        }
        lock (_gate)
        {
            if (_death is null)
                _channels.Send(KernelChannel.Stdin, message.Reply("input_reply", _session, reply) with { Identities = [] });
        }
    }

    private Request Send(KernelChannel channel, string type, JsonObject content)
    {
        var message = new Message(MessageHeader.Create(type, _session), content);
        var request = new Request(message.Header.MessageId);
        lock (_gate)
        {
            if (_death is not null)
            {
                request.Fail(_death);
            }
            else
            {
                _requests[request.Id] = request;
                _channels.Send(channel, message);
            }
        }
        return request;
    }

    private void Forget(Request request) => _requests.TryRemove(request.Id, out _);

    private void Received(KernelChannel channel, Message message)
    {
        Interlocked.Exchange(ref _lastMessage, Environment.TickCount64);
        if (message.Parent is { } parent && _requests.TryGetValue(parent.MessageId, out var request))
            request.Add(channel, message);
    }

    private async Task WatchForDeathAsync()
    {
        var exitCode = await _process.Exited.ConfigureAwait(false);

        // What the kernel said last may still be on its way from its socket to us.
        while (!_closing && Environment.TickCount64 - Interlocked.Read(ref _lastMessage) < 100)
            await Task.Delay(20).ConfigureAwait(false);

        var errors = _process.ErrorText;
        lock (_gate)
        {
            _death = new KernelDiedException(
                $"The kernel '{_spec.Name}' {(_closing ? "was shut down" : "died")}, with exit code {KernelProcess.DescribeExit(exitCode)}.{WithHeading(errors)}",
                exitCode, errors);
            foreach (var request in _requests.Values)
                request.Fail(_death);
        }
    }

    private Task CloseAsync(TimeSpan grace)
    {
        lock (_gate)
            return _shutdown ??= EndAsync(grace);
    }

    private async Task EndAsync(TimeSpan grace)
    {
        _closing = true;
        if (grace > TimeSpan.Zero && !_process.Exited.IsCompleted)
        {
            Send(KernelChannel.Control, "shutdown_request", new JsonObject { ["restart"] = false });
            await Task.WhenAny(_process.Exited, Task.Delay(grace)).ConfigureAwait(false);
        }
        await _process.KillAsync().ConfigureAwait(false);
        await _deathWatch.ConfigureAwait(false);
        _channels.Dispose();
        _process.Dispose();
        File.Delete(_connectionFile);
    }

    private static string WithHeading(string errors) => errors.Length == 0 ? "" : $"\nIt wrote to stderr:\n{errors}";

    /// <summary>A request that was sent, and what has come back for it.</summary>
    private sealed class Request(string id)
    {
        private readonly Channel<(KernelChannel, Message)> _messages = Channel.CreateUnbounded<(KernelChannel, Message)>();

        public string Id => id;

        public void Add(KernelChannel channel, Message message) => _messages.Writer.TryWrite((channel, message));

        public void Fail(Exception exception) => _messages.Writer.TryComplete(exception);

        public async Task<(KernelChannel Channel, Message Message)> NextAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await _messages.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (ChannelClosedException e) when (e.InnerException is KernelDiedException death)
            {
                throw death;
            }
        }
    }
}
