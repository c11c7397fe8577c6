using System.Text;
using NetMQ;
using NetMQ.Sockets;

namespace Notebooks.Jupyter;

/// <summary>The channels between a client and a kernel.</summary>
internal enum KernelChannel
{
    Shell,
    Control,
    Stdin,
    Iopub,
}

/// <summary>
/// A client's end of a kernel's sockets: <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#introduction"/>.
/// </summary>
/// <remarks>One thread owns the sockets; what is sent is queued to it, and what arrives is handed on by it, in order.</remarks>
internal sealed class KernelChannels : IDisposable
{
    private readonly MessageCodec _codec;
    private readonly Action<KernelChannel, Message> _received;
    private readonly Dictionary<KernelChannel, NetMQSocket> _sockets;
    private readonly NetMQQueue<(KernelChannel Channel, Message Message)> _outgoing = new();
    private readonly NetMQPoller _poller;

    public KernelChannels(ConnectionFile connection, string session, Action<KernelChannel, Message> received)
    {
        _codec = new MessageCodec(connection.Key);
        _received = received;

        var iopub = new SubscriberSocket();
        _sockets = new()
        {
            [KernelChannel.Shell] = new DealerSocket(),
            [KernelChannel.Control] = new DealerSocket(),
            [KernelChannel.Stdin] = new DealerSocket(),
            [KernelChannel.Iopub] = iopub,
        };
        foreach (var (channel, socket) in _sockets)
        {
            // The kernel asks for input at the identity that sent the request, so shell and stdin have the same.
            if (channel != KernelChannel.Iopub)
                socket.Options.Identity = Encoding.ASCII.GetBytes(session);
            socket.Options.Linger = TimeSpan.Zero;
            socket.Options.SendHighWatermark = 0;
            socket.Options.ReceiveHighWatermark = 0;
            socket.Options.ReconnectInterval = TimeSpan.FromMilliseconds(25);
            socket.ReceiveReady += (_, _) => Receive(channel, socket);
        }
        iopub.SubscribeToAnyTopic();

        _sockets[KernelChannel.Shell].Connect(connection.Endpoint(connection.ShellPort));
        _sockets[KernelChannel.Control].Connect(connection.Endpoint(connection.ControlPort));
        _sockets[KernelChannel.Stdin].Connect(connection.Endpoint(connection.StdinPort));
        iopub.Connect(connection.Endpoint(connection.IopubPort));

        _outgoing.ReceiveReady += (_, _) => Send();
        _poller = [_outgoing, .. _sockets.Values];
        _poller.RunAsync($"kernel client {connection.ShellPort}", isBackgroundThread: true);
    }

    public void Send(KernelChannel channel, Message message) => _outgoing.Enqueue((channel, message));

    public void Dispose()
    {
        _poller.Stop();
        _poller.Dispose();
        foreach (var socket in _sockets.Values)
            socket.Dispose();
        _outgoing.Dispose();
    }

    private void Send()
    {
        while (_outgoing.TryDequeue(out var item, TimeSpan.Zero))
            _sockets[item.Channel].TrySendMultipartBytes(TimeSpan.Zero, _codec.Encode(item.Message));
    }

    private void Receive(KernelChannel channel, NetMQSocket socket)
    {
        List<byte[]> frames = [];
        if (!socket.TryReceiveMultipartBytes(TimeSpan.Zero, ref frames!))
            return;
        try
        {
            _received(channel, _codec.Decode(frames));
        }
        catch (MessageFormatException)
        {
            // Not from our kernel: it would know the key.
        }
    }
}
