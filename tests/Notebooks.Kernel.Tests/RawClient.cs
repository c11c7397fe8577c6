using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;
using Notebooks.Jupyter;

namespace Notebooks.Kernel.Tests;

/// <summary>A client of bare sockets: it shares no code with the kernel beyond the connection file, and signs by itself.</summary>
public sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"raw-{Guid.NewGuid():N}.json");
    private readonly ConnectionFile _connection;

    public RawClient()
        : this(signed: true)
    {
    }

    internal RawClient(bool signed)
    {
        _connection = ConnectionFile.Create();
        if (!signed)
            _connection = _connection with { Key = "" };
        _connection.Write(_file);
        Kernel = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["kernel", "start", "--connection-file", _file]))!;

        Shell.Connect(_connection.Endpoint(_connection.ShellPort));
        Control.Connect(_connection.Endpoint(_connection.ControlPort));
        Stdin.Connect(_connection.Endpoint(_connection.StdinPort));
        Heartbeat.Connect(_connection.Endpoint(_connection.HeartbeatPort));
        Iopub.SubscribeToAnyTopic();
        Iopub.Connect(_connection.Endpoint(_connection.IopubPort));
        WaitUntilReady();
    }

    public Process Kernel { get; }

    public DealerSocket Shell { get; } = WithIdentity();

    public DealerSocket Control { get; } = WithIdentity();

    public DealerSocket Stdin { get; } = WithIdentity();

    public RequestSocket Heartbeat { get; } = new();

    public SubscriberSocket Iopub { get; } = new();

    /// <summary>Sends a request, and gives its id.</summary>
    public string Send(NetMQSocket socket, string type, JsonObject? content = null, string? id = null)
    {
        id ??= Guid.NewGuid().ToString();
        socket.SendMultipartBytes(Frames(type, id, (content ?? []).ToJsonString()));
        return id;
    }

    public string Execute(string code, bool silent = false, bool storeHistory = true, bool stopOnError = true, bool allowStdin = false) =>
        Send(Shell, "execute_request", new JsonObject
        {
            ["code"] = code,
            ["silent"] = silent,
            ["store_history"] = storeHistory,
            ["stop_on_error"] = stopOnError,
            ["allow_stdin"] = allowStdin,
        });

    public byte[][] Frames(string type, string id, string content)
    {
        var header = new JsonObject { ["msg_id"] = id, ["msg_type"] = type, ["session"] = "raw", ["username"] = "u", ["date"] = "2026-01-01T00:00:00Z", ["version"] = "5.3" };
        byte[][] parts = [Encoding.UTF8.GetBytes(header.ToJsonString()), "{}"u8.ToArray(), "{}"u8.ToArray(), Encoding.UTF8.GetBytes(content)];
        return ["<IDS|MSG>"u8.ToArray(), Sign(parts), .. parts];
    }

    public byte[] Sign(byte[][] parts) => _connection.Key.Length == 0
        ? []
        : Encoding.ASCII.GetBytes(Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.ASCII.GetBytes(_connection.Key), parts.SelectMany(part => part).ToArray())));

    /// <summary>The next message on a socket, its signature checked.</summary>
    public Wire Receive(NetMQSocket socket)
    {
        List<byte[]> frames = [];
        Assert.True(socket.TryReceiveMultipartBytes(Patience, ref frames!), "No message came.");
        var start = frames.FindIndex(frame => frame.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        var parts = frames.Skip(start + 2).Take(4).ToArray();
        Assert.Equal(Encoding.ASCII.GetString(Sign(parts)), Encoding.ASCII.GetString(frames[start + 1]));
        return new Wire([.. frames.Take(start)], Json(0), Json(1), Json(3));

        JsonObject Json(int part) => JsonNode.Parse(parts[part])!.AsObject();
    }

    /// <summary>What iopub says of a request, from busy to idle.</summary>
    public List<Wire> UntilIdle(string id)
    {
        var said = new List<Wire>();
        while (said is not [.., { Type: "status", State: "idle" }])
        {
            var message = Receive(Iopub);
            if (message.ParentId == id)
                said.Add(message);
        }
        Assert.Equal("busy", said[0].State);
        return said;
    }

    /// <summary>Waits until a cell has written something.</summary>
    public void WaitForOutput(string id)
    {
        while (Receive(Iopub) is var message && (message.ParentId != id || message.Type != "stream"))
        {
        }
    }

    /// <summary>The reply to a request.</summary>
    public Wire Reply(NetMQSocket socket, string id)
    {
        while (true)
        {
            var reply = Receive(socket);
            if (reply.ParentId == id)
                return reply;
        }
    }

    /// <summary>Checks that the kernel still runs cells.</summary>
    public void AssertStillWorks()
    {
        var id = Execute("1 + 1");
        Assert.Equal("ok", (string?)Reply(Shell, id).Content["status"]);
        Assert.Contains(UntilIdle(id), message => message.Type == "execute_result");
    }

    public void Dispose()
    {
        Kernel.Kill(entireProcessTree: true);
        Kernel.WaitForExit();
        Kernel.Dispose();
        foreach (NetMQSocket socket in (NetMQSocket[])[Shell, Control, Stdin, Heartbeat, Iopub])
        {
            socket.Options.Linger = TimeSpan.Zero;
            socket.Dispose();
        }
        File.Delete(_file);
    }

    private void WaitUntilReady()
    {
        for (var heard = false; !heard;)
        {
            var id = Send(Shell, "kernel_info_request");
            _ = Reply(Shell, id);
            List<byte[]> frames = [];
            heard = Iopub.TryReceiveMultipartBytes(TimeSpan.FromMilliseconds(300), ref frames!);
        }
    }

    private static DealerSocket WithIdentity()
    {
        var socket = new DealerSocket();
        socket.Options.Identity = "raw"u8.ToArray();
        return socket;
    }
}

/// <summary>A message as it came.</summary>
public sealed record Wire(byte[][] Identities, JsonObject Header, JsonObject Parent, JsonObject Content)
{
    public string Type => (string)Header["msg_type"]!;

    public string? ParentId => (string?)Parent["msg_id"];

    public string? State => (string?)Content["execution_state"];
}
