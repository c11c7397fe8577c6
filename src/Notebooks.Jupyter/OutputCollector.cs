using System.Text;

namespace Notebooks.Jupyter;

/// <summary>The outputs of one cell, gathered from its messages as Jupyter stores them in a notebook.</summary>
/// <remarks>Texts of one stream in a row become one; control characters, carriage returns among them, stay as they are.</remarks>
public sealed class OutputCollector
{
    private readonly List<Output> _outputs = [];
    private bool _clearAtNextOutput;

    // The text of the last output where that is a stream: a cell may write a great many pieces of it.
    private readonly StringBuilder _text = new();

    /// <summary>What the cell shows now.</summary>
    public IReadOnlyList<Output> Outputs
    {
        get
        {
            KeepText();
            return [.. _outputs];
        }
    }

    /// <summary>Takes the next message of the cell's request.</summary>
    public void Add(IopubMessage message)
    {
        switch (message)
        {
            case OutputMessage { Output: var output }:
                Add(output);
                break;
            case UpdateDisplayMessage { Display: var display }:
                Update(display);
                break;
            case ClearOutputMessage { Wait: true }:
                _clearAtNextOutput = true;
                break;
            case ClearOutputMessage:
                Clear();
                break;
        }
    }

    /// <summary>Shows a new content wherever the display's id was shown, as a later cell may ask of an earlier one.</summary>
    /// <returns>How many outputs changed.</returns>
    public int Update(DisplayOutput display)
    {
        var changed = 0;
        for (var i = 0; i < _outputs.Count; i++)
        {
            if (_outputs[i] is DisplayOutput { DisplayId: not null } shown && shown.DisplayId == display.DisplayId)
            {
                _outputs[i] = display;
                changed++;
            }
        }
        return changed;
    }

    private void Add(Output output)
    {
        if (_clearAtNextOutput)
            Clear();
        if (output is StreamOutput next)
        {
            if (_outputs.LastOrDefault() is not StreamOutput last || last.Name != next.Name)
            {
                KeepText();
                _outputs.Add(next with { Text = "" });
            }
            _text.Append(next.Text);
        }
        else
        {
            KeepText();
            _outputs.Add(output);
        }
    }

    private void KeepText()
    {
        if (_text.Length == 0)
            return;
        var last = (StreamOutput)_outputs[^1];
        _outputs[^1] = last with { Text = last.Text + _text };
        _text.Clear();
    }

    private void Clear()
    {
        _outputs.Clear();
        _text.Clear();
        _clearAtNextOutput = false;
    }
}
