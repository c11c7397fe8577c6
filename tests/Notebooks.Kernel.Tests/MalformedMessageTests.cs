using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Notebooks.Kernel.Tests;

public sealed class MalformedMessageTests(RawClient client) : IClassFixture<RawClient>
{
    private static readonly string[] Requests =
    [
        "execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request", "comm_info_request", "comm_open",
        "comm_msg", "comm_close", "kernel_info_request", "input_reply", "interrupt_request", "debug_request", "connect_request", "nonsense",
    ];

    private static readonly string[] Fields =
    [
        "code", "silent", "store_history", "user_expressions", "allow_stdin", "stop_on_error", "cursor_pos", "detail_level", "hist_access_type",
        "n", "pattern", "unique", "session", "start", "stop", "comm_id", "data", "value", "restart", "extra",
    ];

    private readonly RawClient _client = client;

    [Fact]
    public void Ten_thousand_malformed_messages_on_every_channel_leave_a_kernel_that_answers()
    {
        var random = new Random(5);
        // The channels that a client only listens to, or that only echo, take whatever anybody sends as well.
        using var iopub = new XSubscriberSocket();
        iopub.Options.Linger = TimeSpan.Zero;
        iopub.Connect(_client.Iopub.Options.LastEndpoint!);
        using var heartbeat = new DealerSocket();
        heartbeat.Options.Linger = TimeSpan.Zero;
        heartbeat.Connect(_client.Heartbeat.Options.LastEndpoint!);
        NetMQSocket[] channels = [_client.Shell, _client.Control, _client.Stdin, iopub, heartbeat];

        for (var i = 0; i < 10_000; i++)
        {
            channels[random.Next(channels.Length)].TrySendMultipartBytes(TimeSpan.FromSeconds(30), (random.Next(4) switch
            {
                0 => Noise(random),
                1 => Forged(random),
                2 => Broken(random),
                _ => WrongTypes(random),
            }).ToArray());
            // What is answered is read, as a client would.
            if (i % 100 == 0)
                Drain();
        }

        _client.AssertStillWorks();
        var history = _client.Send(_client.Shell, "history_request", new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1 });
        Assert.Equal("1 + 1", (string?)_client.Reply(_client.Shell, history).Content["history"]![0]![2]);
        var info = _client.Send(_client.Control, "kernel_info_request");
        Assert.Equal("kernel_info_reply", _client.Reply(_client.Control, info).Type);
        _client.Heartbeat.SendFrame("ping");
        Assert.Equal("ping", _client.Heartbeat.ReceiveFrameString());
    }

    private void Drain()
    {
        List<byte[]> frames = [];
        foreach (var socket in (NetMQSocket[])[_client.Shell, _client.Control, _client.Iopub])
        {
            while (socket.TryReceiveMultipartBytes(TimeSpan.Zero, ref frames!))
            {
            }
        }
    }

    /// <summary>Frames of chance.</summary>
    private static IEnumerable<byte[]> Noise(Random random)
    {
        var frames = Enumerable.Range(0, random.Next(1, 10)).Select(_ => Bytes(random)).ToList();
        if (random.Next(2) == 0)
            frames.Insert(random.Next(frames.Count), "<IDS|MSG>"u8.ToArray());
        return frames;
    }

    /// <summary>A message that would end the kernel, with a signature that is not its own.</summary>
    private IEnumerable<byte[]> Forged(Random random)
    {
        var frames = _client.Frames("execute_request", "forged", """{"code":"Environment.Exit(1);"}""");
        frames[1] = random.Next(4) switch
        {
            0 => [],
            1 => Encoding.ASCII.GetBytes(new string('0', 64)),
            2 => Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(frames[1]).ToUpperInvariant() + "0"),
            _ => Bytes(random),
        };
        return frames;
    }

    /// <summary>A signed message whose content is not what JSON allows, or not whole.</summary>
    private IEnumerable<byte[]> Broken(Random random)
    {
        var content = random.Next(8) switch
        {
            0 => "",
            1 => "null",
            2 => "[]",
            3 => "{\"code\":",
            4 => "{\"code\":1,\"code\":2}",
            5 => new string('[', 10_000),
            6 => "{\"code\":\"\\ud800\"}",
            _ => "\u0000{}",
        };
        var frames = _client.Frames(Requests[random.Next(Requests.Length)], "broken", content);
        return random.Next(3) == 0 ? frames.Take(random.Next(1, frames.Length)) : frames;
    }

    /// <summary>A signed request with fields of any type, and fields that no request has.</summary>
    private IEnumerable<byte[]> WrongTypes(Random random)
    {
        var content = new JsonObject();
        foreach (var field in Fields.Where(_ => random.Next(3) == 0))
        {
            content[field] = random.Next(7) switch
            {
                0 => null,
                1 => random.Next(2) == 0,
                2 => random.Next(-5, 5),
                3 => 1e300,
                4 => new JsonArray(1, "a"),
                5 => new JsonObject { ["a"] = new JsonArray() },
                _ => "1",
            };
        }
        // Cells that fail would have those behind them aborted, which is right and would test less.
        content["stop_on_error"] = false;
        return _client.Frames(Requests[random.Next(Requests.Length)], "types", content.ToJsonString());
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(0, 100)];
        random.NextBytes(bytes);
        return bytes;
    }
}
