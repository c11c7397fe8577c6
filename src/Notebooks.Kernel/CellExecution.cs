using System.Text.Json.Nodes;
using Notebooks.Jupyter;
using Notebooks.Kernel.CSharp;

namespace Notebooks.Kernel;

/// <summary>
/// Runs the cells that a client sends: <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#execute"/>.
/// </summary>
/// <param name="input">Asks the client for a line.</param>
/// <param name="publish">Sends a message on iopub for a request.</param>
internal sealed class CellExecution(StandardInput input, Action<IopubMessage, Message?> publish)
{
    private readonly CSharpSession _session = new();
    private readonly Interruption _interruption = new();
    private int _count;

    /// <summary>Runs the cell of an execute_request.</summary>
    /// <returns>The content of its execute_reply, and whether the cell failed.</returns>
    public (JsonObject Reply, bool Failed) Execute(Message request)
    {
        var code = (string?)request.Content["code"] ?? "";
        var silent = (bool?)request.Content["silent"] ?? false;
        var keep = !silent && ((bool?)request.Content["store_history"] ?? true);
        var allowInput = (bool?)request.Content["allow_stdin"] ?? false;

        var number = keep ? ++_count : _count;
        if (!silent)
            publish(new ExecuteInputMessage(code, number), request);

        using var run = new CellRun(
            code, number, message => Show(message, silent, request), question => input.Ask(request, allowInput, question));
        var error = Run(run);
        if (error is null)
            return (new JsonObject { ["status"] = "ok", ["execution_count"] = number, ["user_expressions"] = new JsonObject(), ["payload"] = new JsonArray() }, false);

        run.Publish(new OutputMessage(error));
        var (_, reply) = new OutputMessage(error).ToWire();
        reply["status"] = "error";
        reply["execution_count"] = number;
        return (reply, true);
    }

    /// <summary>Stops the cell that runs, if one does.</summary>
    public void Interrupt() => _interruption.Interrupt();

    private ErrorOutput? Run(CellRun run)
    {
        try
        {
            ErrorOutput? error = null;
            var undisturbed = _interruption.Run(async () =>
            {
                run.Enter();
                error = await _session.RunAsync(run);
            });
            return undisturbed ? error : new ErrorOutput("Interrupted", "The cell was interrupted.", [Ansi.Red("The cell was interrupted.")]);
        }
        catch (Exception exception)
        {
            // Thrown by what the cell left running on its thread, such as an async method without a result to wait for.
            return _session.Describe(exception);
        }
    }

    private void Show(IopubMessage message, bool silent, Message request)
    {
        if (!silent)
            publish(message, request);
    }
}
