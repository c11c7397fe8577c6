using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Notebooks.Jupyter.Tests;

/// <summary>Kernels that do one thing wrong.</summary>
internal static class FakeKernel
{
    public static KernelSpec Spec(string behaviour, params (string Name, string Value)[] env) => new()
    {
        Name = $"fake-{behaviour}",
        Argv = [Environment.ProcessPath!, "fake-kernel", behaviour, "{connection_file}"],
        Env = env.ToDictionary(variable => variable.Name, variable => variable.Value),
    };

    public static async Task<int> RunAsync(string behaviour, string connectionFile)
    {
        var connection = ConnectionFile.Read(connectionFile);
        switch (behaviour)
        {
            case "ends-at-once":
                await Console.Error.WriteLineAsync("a module is missing");
                return 3;

            case "never-answers":
                await Console.Error.WriteLineAsync("still loading");
                await Task.Delay(Timeout.Infinite);
                return 0;

            case "loses-a-port-once":
                // The test takes the port from the first that comes, as any program could, and lets the second live.
                using (var test = new TcpClient())
                {
                    await test.ConnectAsync(IPAddress.Loopback, int.Parse(Environment.GetEnvironmentVariable("TEST_PORT")!));
                    await using var stream = test.GetStream();
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"{connection.ShellPort}\n"));
                    if (stream.ReadByte() == 'x')
                        return 1;
                }
                break;
        }

        Serve(connection, behaviour);
        return 0;
    }

    private static void Serve(ConnectionFile connection, string behaviour)
    {
        var codec = new MessageCodec(connection.Key);
        using var shell = new RouterSocket();
        using var stdin = new RouterSocket();
        using var iopub = new PublisherSocket();
        shell.Bind(connection.Endpoint(connection.ShellPort));
        stdin.Bind(connection.Endpoint(connection.StdinPort));
        iopub.Bind(connection.Endpoint(connection.IopubPort));

        for (var requests = 1; ; requests++)
        {
            var request = codec.Decode(shell.ReceiveMultipartBytes());
            // Whoever asks only once never hears of it on iopub.
            var silent = behaviour == "says-nothing-at-first" && requests <= 2;
            if (!silent)
                Publish(new StatusMessage("busy"));
            if (request.Type == "execute_request" && behaviour == "asks-all-the-same")
            {
                Send(stdin, request.Reply("input_request", "fake", new JsonObject { ["prompt"] = "?", ["password"] = false }));
                var answer = codec.Decode(stdin.ReceiveMultipartBytes());
                Publish(new OutputMessage(new StreamOutput("stdout", answer.Content.ToJsonString())));
            }
            Send(shell, request.Reply(request.Type.Replace("_request", "_reply"), "fake", new JsonObject { ["status"] = "ok", ["execution_count"] = requests }));
            if (!silent)
                Publish(new StatusMessage("idle"));

            void Publish(IopubMessage message)
            {
                var (type, content) = message.ToWire();
                Send(iopub, request.Reply(type, "fake", content) with { Identities = ["topic"u8.ToArray()] });
            }
        }

        void Send(NetMQSocket socket, Message message) => socket.SendMultipartBytes(codec.Encode(message));
    }
}
