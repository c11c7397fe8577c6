using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Notebooks.Jupyter;

namespace Notebooks.Kernel;

/// <summary>
/// Lines that a cell asks its reader for:
/// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#messages-on-the-stdin-router-dealer-channel"/>.
/// </summary>
/// <param name="ask">Sends an input_request to whoever sent a request.</param>
internal sealed class StandardInput(Action<Message, JsonObject> ask)
{
    private readonly BlockingCollection<Message> _replies = [];

    /// <summary>Takes an answer.</summary>
    public void Received(Message message)
    {
        if (message.Type == "input_reply")
            _replies.Add(message);
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">Whoever runs the cell takes no questions.</exception>
    public string Ask(Message request, bool allowed, InputRequest question)
    {
        if (!allowed)
            throw new InvalidOperationException("The cell asks for input, and nobody is there to give it: whoever runs this notebook does not take questions.");

        // An answer that came after its cell was interrupted is not the answer to this question.
        while (_replies.TryTake(out _))
        {
        }
        ask(request, new JsonObject { ["prompt"] = question.Prompt, ["password"] = question.Password });
        return (string?)_replies.Take().Content["value"] ?? "";
    }
}
