using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;
using Notebooks.Jupyter;

namespace Notebooks.Kernel;

/// <summary>
/// The C# kernel as a process: it listens where its connection file says, and runs cells until it is told to stop.
/// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#introduction"/>
/// </summary>
/// <remarks>
/// Three threads: one owns the sockets of shell, control, stdin and iopub, and answers control; one runs the cells, one
/// request of shell after the other; one echoes heartbeats.
/// </remarks>
public sealed class KernelServer : IDisposable
{
    private readonly string _session = Guid.NewGuid().ToString("N");
    private readonly MessageCodec _codec;
    private readonly RouterSocket _shell = new();
    private readonly RouterSocket _control = new();
    private readonly RouterSocket _stdin = new();
    private readonly PublisherSocket _iopub = new();
    private readonly Heartbeat _heartbeat;
    private readonly NetMQQueue<(NetMQSocket Socket, Message Message)> _outgoing = new();
    private readonly NetMQPoller _poller;
    private readonly BlockingCollection<Message> _requests = [];
    private readonly StandardInput _input;
    private readonly CellExecution _execution;
    private readonly TaskCompletionSource<int> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private KernelServer(ConnectionFile connection)
    {
        _codec = new MessageCodec(connection.Key);
        Bind(_shell, connection, connection.ShellPort, "shell");
        Bind(_control, connection, connection.ControlPort, "control");
        Bind(_stdin, connection, connection.StdinPort, "stdin");
        Bind(_iopub, connection, connection.IopubPort, "iopub");
        _heartbeat = new Heartbeat(connection);

        _input = new StandardInput((request, content) => Send(_stdin, request.Reply("input_request", _session, content)));
        _execution = new CellExecution(_input, Publish);

        _shell.ReceiveReady += (_, _) => Receive(_shell, OnShell);
        _control.ReceiveReady += (_, _) => Receive(_control, OnControl);
        _stdin.ReceiveReady += (_, _) => Receive(_stdin, _input.Received);
        _outgoing.ReceiveReady += (_, _) => SendQueued();
        _poller = [_outgoing, _shell, _control, _stdin];
    }

    /// <summary>Runs a kernel in this process until a client shuts it down or the process that started it is gone.</summary>
    /// <param name="connectionFile">The path of the connection file.</param>
    /// <param name="cancellationToken">Stops the kernel.</param>
    /// <returns>
    /// The exit code for the process: 0. A cell may have started threads that would keep the process alive, so the
    /// caller ends it with <see cref="Environment.Exit"/>.
    /// </returns>
    /// <exception cref="JupyterException">The connection file is unreadable, or one of its ports is taken.</exception>
    public static async Task<int> RunAsync(string connectionFile, CancellationToken cancellationToken = default)
    {
        using var server = new KernelServer(ConnectionFile.Read(connectionFile));
        using var streams = StandardStreams.Redirect();
        using var watch = ParentWatch.Start(() => server.Stop());
        using var cancelled = cancellationToken.Register(server.Stop);
        server.Start();
        return await server._stopped.Task.ConfigureAwait(false);
    }

    /// <summary>Closes the sockets, after what is still to be sent.</summary>
    public void Dispose()
    {
        _requests.CompleteAdding();
        _poller.Stop();
        _poller.Dispose();
        SendQueued();
        _heartbeat.Dispose();
        foreach (NetMQSocket socket in (NetMQSocket[])[_shell, _control, _stdin, _iopub])
            socket.Dispose();
        _outgoing.Dispose();
        // Waits until the last messages are out, as long as the sockets linger.
        NetMQConfig.Cleanup(block: true);
    }

    private void Start()
    {
        Publish(new StatusMessage("starting"), parent: null);
        _poller.RunAsync("kernel sockets", isBackgroundThread: true);
        new Thread(RunCells, maxStackSize: 16 << 20) { IsBackground = true, Name = "cells" }.Start();
    }

    private void Stop() => _stopped.TrySetResult(0);

    private void RunCells()
    {
        foreach (var request in _requests.GetConsumingEnumerable())
            Handle(request, _shell, AnswerShell);
    }

    private void OnShell(Message message)
    {
        // A cell may never end, so a client that asks on shell gets its shutdown at once all the same.
        if (message.Type == "shutdown_request")
            OnControl(message, _shell);
        else
            _requests.Add(message);
    }

    private void OnControl(Message message) => OnControl(message, _control);

    private void OnControl(Message message, RouterSocket socket) => Handle(message, socket, request =>
    {
        switch (request.Type)
        {
            case "kernel_info_request":
                Reply(request, socket, "kernel_info_reply", KernelInfoReply.Content());
                break;
            case "interrupt_request":
                _execution.Interrupt();
                Reply(request, socket, "interrupt_reply", new JsonObject { ["status"] = "ok" });
                break;
            case "shutdown_request":
                Reply(request, socket, "shutdown_reply",
                    new JsonObject { ["status"] = "ok", ["restart"] = (bool?)request.Content["restart"] ?? false });
                Stop();
                break;
        }
    });

    private void AnswerShell(Message request)
    {
        switch (request.Type)
        {
            case "kernel_info_request":
                Reply(request, _shell, "kernel_info_reply", KernelInfoReply.Content());
                break;
            case "execute_request":
                var (reply, failed) = _execution.Execute(request);
                Reply(request, _shell, "execute_reply", reply);
                if (failed && ((bool?)request.Content["stop_on_error"] ?? true))
                    AbortQueued();
                break;
        }
    }

    /// <summary>The cells that were sent along with the one that failed do not run.</summary>
    private void AbortQueued()
    {
        for (var waiting = _requests.Count; waiting > 0 && _requests.TryTake(out var request); waiting--)
        {
            Handle(request, _shell, aborted =>
            {
                if (aborted.Type == "execute_request")
                    Reply(aborted, _shell, "execute_reply", new JsonObject { ["status"] = "aborted" });
                else
                    AnswerShell(aborted);
            });
        }
    }

    /// <summary>Handles a request between busy and idle, whatever it holds.</summary>
    private void Handle(Message request, RouterSocket socket, Action<Message> answer)
    {
        Publish(new StatusMessage("busy"), request);
        try
        {
            answer(request);
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidCastException or FormatException)
        {
            // A field of the wrong type. Who sent it is told, and the kernel goes on.
            if (request.Type.EndsWith("_request", StringComparison.Ordinal))
            {
                var error = new ErrorOutput("MalformedRequest", e.Message, []);
                Reply(request, socket, request.Type.Replace("_request", "_reply"), ErrorReply(error));
            }
        }
        finally
        {
            Publish(new StatusMessage("idle"), request);
        }
    }

    private static JsonObject ErrorReply(ErrorOutput error) => new()
    {
        ["status"] = "error",
        ["ename"] = error.Name,
        ["evalue"] = error.Value,
        ["traceback"] = new JsonArray(),
    };

    private void Reply(Message request, RouterSocket socket, string type, JsonObject content) =>
        Send(socket, request.Reply(type, _session, content));

    private void Publish(IopubMessage message, Message? parent)
    {
        var (type, content) = message.ToWire();
        Send(_iopub, new Message(MessageHeader.Create(type, _session), content)
        {
            Parent = parent?.Header,
            Identities = [System.Text.Encoding.UTF8.GetBytes(type)],
        });
    }

    private void Send(NetMQSocket socket, Message message) => _outgoing.Enqueue((socket, message));

    private void SendQueued()
    {
        while (_outgoing.TryDequeue(out var item, TimeSpan.Zero))
            item.Socket.TrySendMultipartBytes(TimeSpan.Zero, _codec.Encode(item.Message));
    }

    private void Receive(NetMQSocket socket, Action<Message> handle)
    {
        List<byte[]> frames = [];
        if (!socket.TryReceiveMultipartBytes(TimeSpan.Zero, ref frames!))
            return;
        Message message;
        try
        {
            message = _codec.Decode(frames);
        }
        catch (MessageFormatException)
        {
            // Nobody who knows the key sent it.
            return;
        }
        handle(message);
    }

    internal static void Bind(NetMQSocket socket, ConnectionFile connection, int port, string channel)
    {
        socket.Options.Linger = TimeSpan.FromSeconds(1);
        socket.Options.SendHighWatermark = 0;
        socket.Options.ReceiveHighWatermark = 0;
        try
        {
            socket.Bind(connection.Endpoint(port));
        }
        catch (NetMQException e)
        {
            throw new JupyterException($"The kernel cannot listen for {channel} on {connection.Endpoint(port)}: {e.ErrorCode}.", e);
        }
    }
}
