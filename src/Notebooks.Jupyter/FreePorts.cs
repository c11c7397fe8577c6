using System.Net;
using System.Net.Sockets;

namespace Notebooks.Jupyter;

/// <summary>Ports of 127.0.0.1 that a kernel can be told to listen on.</summary>
internal static class FreePorts
{
    // Below the ranges that Linux (from 32768), Windows and macOS (from 49152) give to outgoing connections. A port of
    // those could be taken between our look and the kernel's bind, even by our own client while it tries to connect.
    private const int First = 10_000;
    private const int Last = 32_767;

    private static readonly Lock Gate = new();
    private static readonly Queue<int> Recent = new();

    /// <summary>Ports that nothing listens on, none of which was handed out lately.</summary>
    public static int[] Take(int count)
    {
        lock (Gate)
        {
            var ports = new List<int>();
            for (var attempts = 0; ports.Count < count; attempts++)
            {
                if (attempts > 10_000)
                    throw new JupyterException($"No {count} free ports could be found on 127.0.0.1 between {First} and {Last}.");

                var port = Random.Shared.Next(First, Last + 1);
                if (!Recent.Contains(port) && IsFree(port))
                {
                    ports.Add(port);
                    Recent.Enqueue(port);
                }
            }
            while (Recent.Count > 1000)
                Recent.Dequeue();
            return [.. ports];
        }
    }

    /// <summary>Whether a listener can be opened on the port now.</summary>
    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (OperatingSystem.IsWindows())
                socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
