using System.Text;
using System.Text.Json.Nodes;

namespace Notebooks.Jupyter.Tests;

public sealed class MessageCodecTests
{
    private static readonly byte[][] Known =
    [
        "kernel.status"u8.ToArray(),
        "<IDS|MSG>"u8.ToArray(),
        // By Python: hmac.new(b'secret', header + b'{}' + b'{}' + content, hashlib.sha256).hexdigest()
        "040e1c1c116f7fb83f2357d695faed495810b613611c7d30e5c3e37e31dbf771"u8.ToArray(),
        """{"msg_id":"1","msg_type":"status","session":"s","username":"u","date":"2026-01-02T03:04:05Z","version":"5.4"}"""u8.ToArray(),
        "{}"u8.ToArray(),
        "{}"u8.ToArray(),
        """{"execution_state":"idle"}"""u8.ToArray(),
    ];

    private readonly MessageCodec _codec = new("secret");

    [Fact]
    public void A_message_of_known_signature_is_read()
    {
        var message = _codec.Decode(Known);

        Assert.Equal("status", message.Type);
        Assert.Equal("1", message.Header.MessageId);
        Assert.Null(message.Parent);
        Assert.Equal("idle", (string?)message.Content["execution_state"]);
        Assert.Equal("kernel.status", Encoding.UTF8.GetString(Assert.Single(message.Identities)));
    }

    [Fact]
    public void A_message_is_written_with_its_known_signature()
    {
        Assert.Equal(Known.Select(Encoding.UTF8.GetString), _codec.Encode(_codec.Decode(Known)).Select(Encoding.UTF8.GetString));
    }

    [Fact]
    public void Identities_parent_metadata_and_buffers_come_back_as_they_were_sent()
    {
        var request = new Message(MessageHeader.Create("execute_request", "client"), new JsonObject { ["code"] = "\"<ü\\\"" })
        {
            Identities = ["a"u8.ToArray(), [0, 255]],
        };
        var reply = request.Reply("execute_reply", "kernel", new JsonObject { ["status"] = "ok" }) with
        {
            Metadata = new JsonObject { ["m"] = 1 },
            Buffers = [[], [1, 2, 3]],
        };

        var read = _codec.Decode(_codec.Encode(reply));

        Assert.Equal(reply.Header, read.Header);
        Assert.Equal(request.Header, read.Parent);
        Assert.Equal(reply.Identities, read.Identities);
        Assert.Equal(reply.Buffers, read.Buffers);
        Assert.Equal(1, (int?)read.Metadata["m"]);
        Assert.Equal("\"<ü\\\"", (string?)_codec.Decode(_codec.Encode(request)).Content["code"]);
    }

    [Fact]
    public void Fields_of_a_header_that_nobody_knows_go_back_in_the_parent_header()
    {
        var unsigned = new MessageCodec("");
        var frames = Known.ToArray();
        frames[3] = """{"msg_id":"1","msg_type":"x","subshell_id":"s1"}"""u8.ToArray();

        var reply = unsigned.Encode(unsigned.Decode(frames).Reply("y", "kernel", []));

        Assert.Equal("s1", (string?)JsonNode.Parse(reply[4])!["subshell_id"]);
    }

    [Fact]
    public void Deeply_nested_content_comes_back_as_it_was_sent()
    {
        JsonNode deep = "core";
        for (var i = 0; i < 300; i++)
            deep = new JsonArray(deep);
        var message = new Message(MessageHeader.Create("display_data", "kernel"), new JsonObject { ["data"] = deep });

        Assert.True(JsonNode.DeepEquals(message.Content, _codec.Decode(_codec.Encode(message)).Content));
    }

    [Fact]
    public void One_changed_bit_anywhere_makes_the_signature_wrong()
    {
        for (var frame = 2; frame < Known.Length; frame++)
        {
            for (var i = 0; i < Known[frame].Length; i++)
            {
                var frames = Known.Select(bytes => bytes.ToArray()).ToArray();
                frames[frame][i] ^= 1;

                Assert.Equal("The message's signature is wrong.", Assert.Throws<MessageFormatException>(() => _codec.Decode(frames)).Message);
            }
        }
    }

    [Fact]
    public void Another_key_or_none_makes_the_signature_wrong()
    {
        Assert.Throws<MessageFormatException>(() => new MessageCodec("another").Decode(Known));
        Assert.Throws<MessageFormatException>(() => _codec.Decode(new MessageCodec("").Encode(_codec.Decode(Known))));
    }

    [Fact]
    public void Without_a_key_nothing_is_signed_and_nothing_is_checked()
    {
        var unsigned = new MessageCodec("");

        Assert.Equal("status", unsigned.Decode(Known).Type);
        Assert.Empty(unsigned.Encode(unsigned.Decode(Known))[2]);
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("<IDS|MSG>")]
    [InlineData("<IDS|MSG>", "", "{}", "{}", "{}")]
    [InlineData("no delimiter", "", "{}", "{}", "{}", "{}")]
    [InlineData("<IDS|MSG>", "", "{}", "{}", "{}", "{}")]
    [InlineData("<IDS|MSG>", "", "{\"msg_id\":\"1\"}", "{}", "{}", "{}")]
    [InlineData("<IDS|MSG>", "", "{\"msg_id\":1,\"msg_type\":\"x\"}", "{}", "{}", "{}")]
    [InlineData("<IDS|MSG>", "", "{\"msg_id\":null,\"msg_type\":\"x\"}", "{}", "{}", "{}")]
    [InlineData("<IDS|MSG>", "", "{\"msg_id\":\"1\",\"msg_type\":\"x\"}", "{}", "{}", "")]
    [InlineData("<IDS|MSG>", "", "{\"msg_id\":\"1\",\"msg_type\":\"x\"}", "{}", "{}", "[]")]
    [InlineData("<IDS|MSG>", "", "{\"msg_id\":\"1\",\"msg_type\":\"x\"}", "{}", "{}", "null")]
    [InlineData("<IDS|MSG>", "", "{\"msg_id\":\"1\",\"msg_type\":\"x\"}", "{}", "{}", "{\"a\":1,\"a\":2}")]
    [InlineData("<IDS|MSG>", "", "{\"msg_id\":\"1\",\"msg_type\":\"x\"}", "{\"a\":1}", "{}", "{}")]
    [InlineData("<IDS|MSG>", "", "{\"msg_id\":\"\\ud800\",\"msg_type\":\"x\"}", "{}", "{}", "{}")]
    public void Frames_that_are_no_message_are_refused(params string[] frames)
    {
        Assert.Throws<MessageFormatException>(() => new MessageCodec("").Decode([.. frames.Select(Encoding.UTF8.GetBytes)]));
    }
}
