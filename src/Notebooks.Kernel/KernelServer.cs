using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;
using Notebooks.Jupyter;
using Notebooks.Kernel.CSharp;

namespace Notebooks.Kernel;

/// <summary>
/// The sockets of a kernel, and who answers what comes in on them:
/// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#introduction"/>.
/// </summary>
/// <remarks>
/// Three threads: one owns the sockets of shell, control, stdin and iopub, and answers control; one runs the cells, one
/// request of shell after the other; one echoes heartbeats. All that is sent goes through one queue, in order.
/// </remarks>
internal sealed class KernelServer : IDisposable
{
    // Deep recursion is to end well, and endless recursion soon.
    private const int CellStackSize = 8 << 20;

    // How many messages may wait to be sent before a cell that shows things in a loop has to wait.
    private const int QueueLength = 1000;

    // How many are sent before it is looked for what has come in, an interrupt for one.
    private const int SendAtOnce = 100;

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
    private readonly History _history = new();
    private readonly Introspection _introspection;
    private readonly CellExecution _execution;
    private readonly Practice _practice;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="JupyterException">One of the ports is taken.</exception>
    public KernelServer(ConnectionFile connection)
    {
        _codec = new MessageCodec(connection.Key);
        Bind(_shell, connection, connection.ShellPort, "shell");
        Bind(_control, connection, connection.ControlPort, "control");
        Bind(_stdin, connection, connection.StdinPort, "stdin");
        Bind(_iopub, connection, connection.IopubPort, "iopub");
        _heartbeat = new Heartbeat(connection);

        _input = new StandardInput((request, content) => Send(_stdin, request.Reply("input_request", _session, content)));
        var session = new CSharpSession();
        _introspection = new Introspection(session);
        _practice = new Practice(session);
        _execution = new CellExecution(session, _history, _input, PublishWhenThereIsRoom);

        _shell.ReceiveReady += (_, _) => _ = Receive(_shell, OnShell);
        _control.ReceiveReady += (_, _) => _ = Receive(_control, OnControl);
        _stdin.ReceiveReady += (_, _) => _ = Receive(_stdin, _input.Received);
        _outgoing.ReceiveReady += (_, _) => SendQueued();
        _poller = [_outgoing, _shell, _control, _stdin];
    }

    /// <summary>Ends when a client has shut the kernel down, or <see cref="Stop"/> was called.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Begins to answer.</summary>
    public void Start()
    {
        Publish(new StatusMessage("starting"), parent: null);
        ExceptionHandling.SetUnhandledExceptionHandler(_execution.Uncaught);
        _poller.RunAsync("kernel sockets", isBackgroundThread: true);
        new Thread(AnswerQueued, CellStackSize) { IsBackground = true, Name = "cells" }.Start();
    }

    /// <summary>Ends the kernel, whatever it is doing.</summary>
    public void Stop() => _stopped.TrySetResult();

    /// <summary>Closes the sockets, after what is still to be sent.</summary>
    public void Dispose()
    {
        if (_poller.IsRunning)
            _poller.Stop();
        _poller.Dispose();
        _requests.CompleteAdding();
        while (_outgoing.Count > 0)
            SendQueued();
        _heartbeat.Dispose();
        foreach (NetMQSocket socket in (NetMQSocket[])[_shell, _control, _stdin, _iopub])
            socket.Dispose();
        _outgoing.Dispose();
        // Waits until the last messages are out, as long as the sockets linger.
        NetMQConfig.Cleanup(block: true);
    }

    private void AnswerQueued()
    {
        while (!_requests.IsCompleted)
        {
            if (!_requests.TryTake(out var request, _practice.Wait))
            {
                if (!_requests.IsCompleted)
                    _practice.Once();
                continue;
            }

            _practice.Interrupted();
            var failed = false;
            Handle(request, _shell, () => failed = AnswerShell(request));
            if (failed)
                AbortQueued();
        }
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

    private void OnControl(Message request, RouterSocket socket) => Handle(request, socket, () =>
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
                var restart = (bool?)request.Content["restart"] ?? false;
                Reply(request, socket, "shutdown_reply", new JsonObject { ["status"] = "ok", ["restart"] = restart });
                Stop();
                break;
        }
    });

    /// <summary>Answers a request of shell.</summary>
    /// <returns>Whether it was a cell that failed, and the cells behind it are not to run.</returns>
    private bool AnswerShell(Message request)
    {
        switch (request.Type)
        {
            case "kernel_info_request":
                Reply(request, _shell, "kernel_info_reply", KernelInfoReply.Content());
                return false;
            case "execute_request":
                var (reply, failed) = _execution.Execute(request);
                // Decided before the reply is sent: what comes after it was sent in the knowledge of the failure.
                var abort = failed && ((bool?)request.Content["stop_on_error"] ?? true);
                if (abort)
                    ReceiveWaiting();
                Reply(request, _shell, "execute_reply", reply);
                return abort;
            case "complete_request":
                Reply(request, _shell, "complete_reply", _introspection.Complete(request.Content));
                return false;
            case "inspect_request":
                Reply(request, _shell, "inspect_reply", _introspection.Inspect(request.Content));
                return false;
            case "is_complete_request":
                Reply(request, _shell, "is_complete_reply", Introspection.IsComplete(request.Content));
                return false;
            case "history_request":
                Reply(request, _shell, "history_reply", _history.Reply(request.Content));
                return false;
            case "comm_info_request":
                Reply(request, _shell, "comm_info_reply", Comms.Info());
                return false;
            case "comm_open" or "comm_msg":
                Publish(Comms.Close(request.Content), request);
                return false;
            default:
                return false;
        }
    }

    /// <summary>Takes in all that has come on shell by now.</summary>
    private void ReceiveWaiting()
    {
        var receive = new Task(() =>
        {
            while (Receive(_shell, OnShell))
            {
            }
        });
        receive.Start(_poller);
        receive.Wait();
    }

    /// <summary>Answers what was sent along with a cell that failed; the cells among it do not run.</summary>
    private void AbortQueued()
    {
        for (var waiting = _requests.Count; waiting > 0 && _requests.TryTake(out var request); waiting--)
        {
            Handle(request, _shell, () =>
            {
                if (request.Type == "execute_request")
                    Reply(request, _shell, "execute_reply", new JsonObject { ["status"] = "aborted" });
                else
                    AnswerShell(request);
            });
        }
    }

    /// <summary>Answers a request between busy and idle, whatever it holds.</summary>
    private void Handle(Message request, RouterSocket socket, Action answer)
    {
        Publish(new StatusMessage("busy"), request);
        try
        {
            answer();
        }
        catch (Exception e)
        {
            // A field of the wrong type, or a question that the compiler fails at. Who sent it is told, and the kernel goes on.
            if (request.Type.EndsWith("_request", StringComparison.Ordinal))
            {
                var malformed = e is InvalidOperationException or InvalidCastException or FormatException;
                var error = malformed
                    ? new ErrorOutput("MalformedRequest", $"A field of the {request.Type} has the wrong type: {e.Message}", [])
                    : new ErrorOutput(e.GetType().Name, $"The {request.Type} cannot be answered: {e.Message}", []);
                Reply(request, socket, request.Type.Replace("_request", "_reply"), CellExecution.ErrorReply(error));
            }
        }
        finally
        {
            Publish(new StatusMessage("idle"), request);
        }
    }

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

    // For what cells show. Statuses and replies do not wait: the thread that sends must not wait for itself.
    private void PublishWhenThereIsRoom(IopubMessage message, Message? parent)
    {
        while (_outgoing.Count > QueueLength)
            Thread.Sleep(1);
        Publish(message, parent);
    }

    private void Send(NetMQSocket socket, Message message) => _outgoing.Enqueue((socket, message));

    private void SendQueued()
    {
        for (var sent = 0; sent < SendAtOnce && _outgoing.TryDequeue(out var item, TimeSpan.Zero); sent++)
            item.Socket.TrySendMultipartBytes(TimeSpan.Zero, _codec.Encode(item.Message));
    }

    /// <summary>Takes the next message of a socket, if one has come.</summary>
    private bool Receive(NetMQSocket socket, Action<Message> handle)
    {
        List<byte[]> frames = [];
        if (!socket.TryReceiveMultipartBytes(TimeSpan.Zero, ref frames!))
            return false;
        try
        {
            handle(_codec.Decode(frames));
        }
        catch (MessageFormatException)
        {
            // Nobody who knows the key sent it.
        }
        return true;
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
