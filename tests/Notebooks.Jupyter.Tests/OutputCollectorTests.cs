using System.Text.Json.Nodes;

namespace Notebooks.Jupyter.Tests;

public sealed class OutputCollectorTests
{
    private readonly OutputCollector _collector = new();

    [Fact]
    public void Texts_of_one_stream_in_a_row_are_one_output()
    {
        Write("stdout", "a");
        Write("stdout", "b\r");
        Write("stderr", "c");
        Write("stdout", "d");

        Assert.Equal([new StreamOutput("stdout", "ab\r"), new StreamOutput("stderr", "c"), new StreamOutput("stdout", "d")], _collector.Outputs);
    }

    [Fact]
    public void A_display_between_two_texts_keeps_them_apart()
    {
        Write("stdout", "a");
        Show("x", null);
        Write("stdout", "b");

        Assert.Equal(["a", "x", "b"], Texts());
    }

    [Fact]
    public void Clearing_takes_away_what_was_shown_at_once()
    {
        Write("stdout", "a");
        _collector.Add(new ClearOutputMessage(Wait: false));

        Assert.Empty(_collector.Outputs);
    }

    [Fact]
    public void Clearing_that_waits_takes_it_away_when_the_next_output_comes()
    {
        Write("stdout", "a");
        _collector.Add(new ClearOutputMessage(Wait: true));
        Assert.Equal(["a"], Texts());

        Write("stdout", "b");
        Assert.Equal(["b"], Texts());

        Write("stdout", "c");
        Assert.Equal(["bc"], Texts());
    }

    [Fact]
    public void An_update_replaces_every_display_of_its_id_in_its_place()
    {
        Show("one", "id");
        Write("stdout", "between");
        Show("two", "id");
        Show("other", "other id");
        Show("without", null);

        _collector.Add(new UpdateDisplayMessage(Display("new", "id")));
        Assert.Equal(["new", "between", "new", "other", "without"], Texts());

        _collector.Add(new UpdateDisplayMessage(Display("newer", "id")));
        Assert.Equal(["newer", "between", "newer", "other", "without"], Texts());
    }

    [Fact]
    public void An_update_from_a_later_cell_says_how_many_it_replaced()
    {
        Show("one", "id");

        Assert.Equal(1, _collector.Update(Display("two", "id")));
        Assert.Equal(0, _collector.Update(Display("two", "unknown")));
        Assert.Equal(0, _collector.Update(Display("two", null)));
        Assert.Equal(["two"], Texts());
    }

    [Fact]
    public void Results_and_errors_are_outputs_and_the_rest_is_not()
    {
        var result = new ExecuteResult(1, [], []);
        var error = new ErrorOutput("E", "v", []);
        _collector.Add(new StatusMessage("busy"));
        _collector.Add(new ExecuteInputMessage("1", 1));
        _collector.Add(new OutputMessage(result));
        _collector.Add(new OtherMessage("comm_open", []));
        _collector.Add(new OutputMessage(error));

        Assert.Equal([result, error], _collector.Outputs);
    }

    private void Write(string stream, string text) => _collector.Add(new OutputMessage(new StreamOutput(stream, text)));

    private void Show(string text, string? id) => _collector.Add(new OutputMessage(Display(text, id)));

    private static DisplayOutput Display(string text, string? id) => new(new JsonObject { ["text/plain"] = text }, []) { DisplayId = id };

    private IEnumerable<string?> Texts() => _collector.Outputs.Select(output => output switch
    {
        StreamOutput stream => stream.Text,
        DisplayOutput display => (string?)display.Data["text/plain"],
        _ => null,
    });
}
