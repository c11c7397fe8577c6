using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Notebooks.Kernel.Tests;

public sealed class WireTests(RawClient client) : IClassFixture<RawClient>
{
    private readonly RawClient _client = client;

    [Fact]
    public void Kernel_info_says_what_the_kernel_speaks()
    {
        foreach (var socket in (NetMQSocket[])[_client.Shell, _client.Control])
        {
            var id = _client.Send(socket, "kernel_info_request");
            var reply = _client.Reply(socket, id);

            Assert.Equal("kernel_info_reply", reply.Type);
            Assert.Equal("ok", (string?)reply.Content["status"]);
            Assert.Equal("5.4", (string?)reply.Content["protocol_version"]);
            Assert.Equal("C#", (string?)reply.Content["language_info"]!["name"]);
            Assert.Equal(".cs", (string?)reply.Content["language_info"]!["file_extension"]);
            Assert.Equal("14.0", (string?)reply.Content["language_info"]!["version"]);
            _ = _client.UntilIdle(id);
        }
    }

    [Fact]
    public void A_request_is_answered_between_busy_and_idle_with_its_own_header_as_parent()
    {
        var id = _client.Execute("Console.WriteLine(1); 2");
        var reply = _client.Reply(_client.Shell, id);
        var said = _client.UntilIdle(id);

        Assert.Equal(["status", "execute_input", "stream", "execute_result", "status"], said.Select(message => message.Type));
        Assert.All(said, message => Assert.Equal("execute_request", (string?)message.Parent["msg_type"]));
        Assert.Equal("raw", (string?)reply.Parent["session"]);
        Assert.Equal("Console.WriteLine(1); 2", (string?)said[1].Content["code"]);
        Assert.Equal((int?)reply.Content["execution_count"], (int?)said[1].Content["execution_count"]);
        Assert.Equal((int?)reply.Content["execution_count"], (int?)said[3].Content["execution_count"]);
    }

    [Fact]
    public void Messages_have_ids_of_their_own_and_one_session()
    {
        var id = _client.Execute("1");
        var messages = _client.UntilIdle(id);
        messages.Add(_client.Reply(_client.Shell, id));

        Assert.Equal(messages.Count, messages.Select(message => (string?)message.Header["msg_id"]).Distinct().Count());
        Assert.Single(messages.Select(message => (string?)message.Header["session"]).Distinct());
    }

    [Fact]
    public void Cells_are_counted_except_those_that_are_not_kept()
    {
        var first = Count(_client.Execute("1"));

        Assert.Equal(first, Count(_client.Execute("1", storeHistory: false)));
        Assert.Equal(first, Count(_client.Execute("1", silent: true)));
        Assert.Equal(first + 1, Count(_client.Execute("nonsense", stopOnError: false)));
        Assert.Equal(first + 2, Count(_client.Execute("1")));

        int? Count(string id) => (int?)_client.Reply(_client.Shell, id).Content["execution_count"];
    }

    [Fact]
    public void A_silent_cell_runs_and_shows_nothing()
    {
        var silent = _client.Execute("var quiet = 5; Console.WriteLine(quiet); display(quiet); quiet", silent: true);
        Assert.Equal("ok", (string?)_client.Reply(_client.Shell, silent).Content["status"]);
        Assert.Equal(["status", "status"], _client.UntilIdle(silent).Select(message => message.Type));

        var after = _client.Execute("quiet");
        Assert.Contains(_client.UntilIdle(after), message => message.Type == "execute_result");
    }

    [Fact]
    public void A_failed_cell_aborts_those_that_were_sent_along_and_no_later_ones()
    {
        // The second cell must have come before the first one fails, and the first is given time to.
        var failing = _client.Execute("await Task.Delay(300); throw new Exception(\"stop\");");
        var along = _client.Execute("var ran = 1;");
        var info = _client.Send(_client.Shell, "kernel_info_request");

        Assert.Equal("error", (string?)_client.Reply(_client.Shell, failing).Content["status"]);
        Assert.Equal("aborted", (string?)_client.Reply(_client.Shell, along).Content["status"]);
        Assert.Equal("kernel_info_reply", _client.Reply(_client.Shell, info).Type);
        Assert.Equal(["status", "status"], _client.UntilIdle(along).Select(message => message.Type));

        var later = _client.Execute("1");
        Assert.Equal("ok", (string?)_client.Reply(_client.Shell, later).Content["status"]);
    }

    [Fact]
    public void A_failed_cell_that_is_not_to_stop_the_others_does_not()
    {
        var failing = _client.Execute("await Task.Delay(300); throw new Exception(\"go on\");", stopOnError: false);
        var along = _client.Execute("1");

        Assert.Equal("error", (string?)_client.Reply(_client.Shell, failing).Content["status"]);
        Assert.Equal("ok", (string?)_client.Reply(_client.Shell, along).Content["status"]);
    }

    [Fact]
    public void Control_is_answered_while_a_cell_runs()
    {
        var cell = _client.Execute("Console.WriteLine(\"begun\"); await Task.Delay(-1);");
        _client.WaitForOutput(cell);

        var info = _client.Send(_client.Control, "kernel_info_request");
        Assert.Equal("kernel_info_reply", _client.Reply(_client.Control, info).Type);
        var interrupt = _client.Send(_client.Control, "interrupt_request");
        Assert.Equal("interrupt_reply", _client.Reply(_client.Control, interrupt).Type);

        Assert.Equal("Interrupted", (string?)_client.Reply(_client.Shell, cell).Content["ename"]);
        _client.AssertStillWorks();
    }

    [Fact]
    public void A_cell_asks_for_a_line_where_it_may()
    {
        var cell = _client.Execute("Console.Write(\"name? \"); Console.ReadLine() + \"!\"", allowStdin: true);
        var question = _client.Receive(_client.Stdin);
        Assert.Equal("input_request", question.Type);
        Assert.Equal(cell, question.ParentId);
        Assert.Equal(false, (bool?)question.Content["password"]);

        _client.Send(_client.Stdin, "input_reply", new JsonObject { ["value"] = "Ada" });

        var said = _client.UntilIdle(cell);
        Assert.Equal("name? ", (string?)said.Single(message => message.Type == "stream").Content["text"]);
        Assert.Equal("Ada!", (string?)said.Single(message => message.Type == "execute_result").Content["data"]!["text/plain"]);
    }

    [Fact]
    public void A_cell_asks_for_a_password_by_its_prompt()
    {
        var cell = _client.Execute("var key = await GetPasswordAsync(\"key: \"); Console.Write(key.GetClearTextPassword().Length); key", allowStdin: true);
        var question = _client.Receive(_client.Stdin);

        Assert.Equal("key: ", (string?)question.Content["prompt"]);
        Assert.Equal(true, (bool?)question.Content["password"]);
        _client.Send(_client.Stdin, "input_reply", new JsonObject { ["value"] = "secret" });
        var said = _client.UntilIdle(cell);
        Assert.Equal("6", (string?)said.Single(message => message.Type == "stream").Content["text"]);
        Assert.DoesNotContain("secret", said.Single(message => message.Type == "execute_result").Content.ToJsonString());
    }

    [Fact]
    public void A_cell_asks_for_text_by_its_prompt()
    {
        var cell = _client.Execute("await GetInputAsync(\"name: \")", allowStdin: true);
        var question = _client.Receive(_client.Stdin);

        Assert.Equal("name: ", (string?)question.Content["prompt"]);
        Assert.Equal(false, (bool?)question.Content["password"]);
        _client.Send(_client.Stdin, "input_reply", new JsonObject { ["value"] = "Ada" });
        Assert.Equal("Ada", (string?)_client.UntilIdle(cell).Single(message => message.Type == "execute_result").Content["data"]!["text/plain"]);
    }

    [Theory]
    [InlineData("#!wh", "#!who #!whos")]
    [InlineData("var x = 1;\n  #!ti", "#!time")]
    public void Directives_are_completed(string code, string expected)
    {
        var reply = _client.Reply(_client.Shell, _client.Send(_client.Shell, "complete_request", new JsonObject { ["code"] = code, ["cursor_pos"] = code.Length })).Content;

        Assert.Equal(expected, string.Join(' ', reply["matches"]!.AsArray().Select(match => (string)match!)));
        Assert.Equal((code.IndexOf('#'), code.Length), ((int)reply["cursor_start"]!, (int)reply["cursor_end"]!));
    }

    [Fact]
    public void An_interrupted_question_does_not_take_the_next_answer()
    {
        var first = _client.Execute("Console.ReadLine()", allowStdin: true);
        _ = _client.Receive(_client.Stdin);
        _ = _client.Reply(_client.Control, _client.Send(_client.Control, "interrupt_request"));
        Assert.Equal("Interrupted", (string?)_client.Reply(_client.Shell, first).Content["ename"]);

        var second = _client.Execute("Console.ReadLine()", allowStdin: true);
        _ = _client.Receive(_client.Stdin);
        _client.Send(_client.Stdin, "input_reply", new JsonObject { ["value"] = "second" });

        var result = _client.UntilIdle(second).Single(message => message.Type == "execute_result");
        Assert.Equal("second", (string?)result.Content["data"]!["text/plain"]);
    }

    [Fact]
    public void A_cell_that_may_not_ask_is_told_so()
    {
        var cell = _client.Execute("Console.ReadLine()", allowStdin: false);

        Assert.StartsWith("The cell asks for input, and nobody is there to give it", (string?)_client.Reply(_client.Shell, cell).Content["evalue"]);
    }

    [Fact]
    public void Wrong_signatures_are_dropped_on_every_channel()
    {
        foreach (var socket in (NetMQSocket[])[_client.Shell, _client.Control, _client.Stdin])
        {
            var frames = _client.Frames("execute_request", "forged", """{"code":"Environment.Exit(1);"}""");
            foreach (var signature in (string[])["", "00", new string('0', 64), Convert.ToHexString(frames[1])])
                socket.SendMultipartBytes([frames[0], Encoding.ASCII.GetBytes(signature), .. frames.Skip(2)]);
            var changed = frames.ToArray();
            changed[^1] = """{"code":"Environment.Exit(2);"}"""u8.ToArray();
            socket.SendMultipartBytes(changed);
        }

        _client.AssertStillWorks();
    }

    [Fact]
    public void Garbage_never_stops_the_kernel()
    {
        var random = new Random(1);
        foreach (var socket in (NetMQSocket[])[_client.Shell, _client.Control, _client.Stdin])
        {
            for (var i = 0; i < 200; i++)
            {
                var frames = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Bytes(random)).ToList();
                if (i % 3 == 0)
                    frames.Insert(random.Next(frames.Count), "<IDS|MSG>"u8.ToArray());
                socket.SendMultipartBytes(frames);
            }
            foreach (var content in (string[])["", "null", "[]", "1", "{", "{\"code\":1,\"code\":2}", new string('[', 10_000), "\"\\ud800\""])
                socket.SendMultipartBytes(_client.Frames("execute_request", "garbage", content));
        }

        _client.AssertStillWorks();

        static byte[] Bytes(Random random)
        {
            var bytes = new byte[random.Next(0, 100)];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    [Fact]
    public void A_field_of_the_wrong_type_is_an_error_for_its_sender_alone()
    {
        var id = _client.Send(_client.Shell, "execute_request", new JsonObject { ["code"] = new JsonArray(1), ["silent"] = "no" });

        var reply = _client.Reply(_client.Shell, id);
        Assert.Equal("execute_reply", reply.Type);
        Assert.Equal("error", (string?)reply.Content["status"]);
        _ = _client.UntilIdle(id);
        _client.AssertStillWorks();
    }

    [Theory]
    [InlineData("no_such_request")]
    [InlineData("")]
    [InlineData("debug_request")]
    public void An_unknown_request_is_let_go_by(string type)
    {
        foreach (var socket in (NetMQSocket[])[_client.Shell, _client.Control])
        {
            var id = _client.Send(socket, type);
            Assert.Equal(["status", "status"], _client.UntilIdle(id).Select(message => message.Type));
        }
        _client.AssertStillWorks();
    }

    [Fact]
    public void Heartbeats_come_back_as_they_were_sent_also_while_a_cell_computes()
    {
        var cell = _client.Execute("Console.WriteLine(\"begun\"); while (true) { }");
        _client.WaitForOutput(cell);

        for (byte i = 0; i < 10; i++)
        {
            _client.Heartbeat.SendMultipartBytes([i], "ping"u8.ToArray());
            Assert.Equal([[i], "ping"u8.ToArray()], _client.Heartbeat.ReceiveMultipartBytes());
        }
        _ = _client.Send(_client.Control, "interrupt_request");
        _ = _client.Reply(_client.Shell, cell);
    }

    [Fact]
    public void Every_subscriber_of_iopub_hears_all()
    {
        using var second = new SubscriberSocket();
        second.Options.Linger = TimeSpan.Zero;
        second.SubscribeToAnyTopic();
        second.Connect(_client.Iopub.Options.LastEndpoint!);
        List<byte[]> frames = [];
        while (!second.TryReceiveMultipartBytes(TimeSpan.FromMilliseconds(100), ref frames!))
            _ = _client.Reply(_client.Shell, _client.Send(_client.Shell, "kernel_info_request"));

        var id = _client.Execute("for (var i = 0; i < 3000; i++) display(i, \"text/plain\");");

        foreach (var socket in (NetMQSocket[])[second, _client.Iopub])
        {
            var shown = 0;
            for (var idle = false; !idle;)
            {
                var message = _client.Receive(socket);
                if (message.ParentId != id)
                    continue;
                shown += message.Type == "display_data" ? 1 : 0;
                idle = message.State == "idle";
            }
            Assert.Equal(3000, shown);
        }
    }

    [Theory]
    [InlineData("shell")]
    [InlineData("control")]
    public void A_shutdown_is_answered_and_ends_the_process_also_while_a_cell_runs(string channel)
    {
        using var client = new RawClient();
        client.WaitForOutput(client.Execute("Console.WriteLine(\"begun\"); while (true) { }"));
        var socket = channel == "shell" ? client.Shell : client.Control;

        var id = client.Send(socket, "shutdown_request", new JsonObject { ["restart"] = true });

        var reply = client.Reply(socket, id);
        Assert.Equal("shutdown_reply", reply.Type);
        Assert.Equal("ok", (string?)reply.Content["status"]);
        Assert.Equal(true, (bool?)reply.Content["restart"]);
        Assert.True(client.Kernel.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal(0, client.Kernel.ExitCode);
    }

    [Fact]
    public void Without_a_key_messages_go_unsigned()
    {
        using var unsigned = new RawClient(signed: false);

        unsigned.AssertStillWorks();
    }
}
