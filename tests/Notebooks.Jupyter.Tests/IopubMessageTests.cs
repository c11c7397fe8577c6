using System.Text.Json.Nodes;

namespace Notebooks.Jupyter.Tests;

public sealed class IopubMessageTests
{
    public static TheoryData<string, string> Messages => new()
    {
        { "stream", """{"name":"stdout","text":"a\nb"}""" },
        { "display_data", """{"data":{"text/plain":"x","application/json":{"a":1}},"metadata":{"m":1},"transient":{"display_id":"d"}}""" },
        { "display_data", """{"data":{"text/plain":"x"},"metadata":{},"transient":{}}""" },
        { "update_display_data", """{"data":{"text/plain":"y"},"metadata":{},"transient":{"display_id":"d"}}""" },
        { "execute_result", """{"execution_count":3,"data":{"text/plain":"42"},"metadata":{}}""" },
        { "error", """{"ename":"E","evalue":"v","traceback":["one","two"]}""" },
        { "clear_output", """{"wait":true}""" },
        { "execute_input", """{"code":"1 + 1","execution_count":3}""" },
        { "status", """{"execution_state":"idle"}""" },
        { "comm_open", """{"comm_id":"c","data":{}}""" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_goes_to_its_type_and_back_to_the_same_message(string type, string content)
    {
        var typed = IopubMessage.FromWire(new Message(MessageHeader.Create(type, "s"), JsonNode.Parse(content)!.AsObject()));

        var (backType, backContent) = typed.ToWire();

        Assert.Equal(type, backType);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(content), backContent), backContent.ToJsonString());
    }

    [Fact]
    public void Each_message_has_the_type_that_says_what_it_is()
    {
        Type[] expected =
        [
            typeof(OutputMessage), typeof(OutputMessage), typeof(OutputMessage), typeof(UpdateDisplayMessage), typeof(OutputMessage),
            typeof(OutputMessage), typeof(ClearOutputMessage), typeof(ExecuteInputMessage), typeof(StatusMessage), typeof(OtherMessage),
        ];

        Assert.Equal(expected, Messages.Select(row => (object)row.Data).Select(data =>
        {
            var (type, content) = ((string, string))data;
            return IopubMessage.FromWire(new Message(MessageHeader.Create(type, "s"), JsonNode.Parse(content)!.AsObject())).GetType();
        }));
    }

    [Theory]
    [InlineData("stream", """{"name":1,"text":"x"}""")]
    [InlineData("display_data", """{"data":[1]}""")]
    [InlineData("status", """{"execution_state":{}}""")]
    [InlineData("execute_result", """{"execution_count":"three","data":{}}""")]
    public void A_message_that_is_not_as_its_type_should_be_is_handed_on_as_it_is(string type, string content)
    {
        var message = IopubMessage.FromWire(new Message(MessageHeader.Create(type, "s"), JsonNode.Parse(content)!.AsObject()));

        var other = Assert.IsType<OtherMessage>(message);
        Assert.Equal(type, other.Type);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(content), other.Content));
    }
}
