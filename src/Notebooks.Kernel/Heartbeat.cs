using NetMQ;
using NetMQ.Sockets;
using Notebooks.Jupyter;

namespace Notebooks.Kernel;

/// <summary>
/// Echoes what a client sends to see whether the kernel lives, on a thread of its own:
/// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#heartbeat-for-kernels"/>.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private readonly ResponseSocket _socket = new();
    private readonly NetMQPoller _poller;

    public Heartbeat(ConnectionFile connection)
    {
        KernelServer.Bind(_socket, connection, connection.HeartbeatPort, "heartbeat");
        _socket.ReceiveReady += (_, _) =>
        {
            List<byte[]> frames = [];
            if (_socket.TryReceiveMultipartBytes(TimeSpan.Zero, ref frames!))
                _socket.TrySendMultipartBytes(TimeSpan.Zero, frames);
        };
        _poller = [_socket];
        _poller.RunAsync("heartbeat", isBackgroundThread: true);
    }

    public void Dispose()
    {
        _poller.Stop();
        _poller.Dispose();
        _socket.Dispose();
    }
}
