using System.Diagnostics;
using System.Text.Json.Nodes;
using Notebooks.Jupyter;
using Notebooks.Kernel.CSharp;
using Notebooks.Kernel.Directives;

namespace Notebooks.Kernel;

/// <summary>
/// Runs the cells that a client sends: <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#execute"/>.
/// </summary>
/// <param name="session">Compiles and runs the cells.</param>
/// <param name="history">Keeps the cells.</param>
/// <param name="input">Asks the client for a line.</param>
/// <param name="publish">Sends a message on iopub for a request.</param>
internal sealed class CellExecution(CSharpSession session, History history, StandardInput input, Action<IopubMessage, Message?> publish)
{
    private const string Stuck = "The cell does not stop: it is in code that cannot be interrupted, such as native code or a library that computes. "
        + "Wait until it comes back, or restart the kernel; a restart loses all variables.\n";

    private readonly Interruption _interruption = new();
    private readonly CellRunner _cells = new(session);
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
        if (keep)
            history.Begin(number, code);

        using var run = new CellRun(
            code, number, message => Show(message, silent, keep, request), question => input.Ask(request, allowInput, question));
        var payload = new JsonArray();
        var error = HelpRequest.Parse(code) is { } help ? Page(help, run, payload) : Run(run, () => _cells.RunAsync(run));
        var reply = new JsonObject();
        if (error is not null)
        {
            run.Publish(new OutputMessage(error));
            reply = ErrorReply(error);
        }
        else
        {
            reply["status"] = "ok";
            reply["payload"] = payload;
            reply["user_expressions"] = Evaluate(request.Content["user_expressions"] as JsonObject, run);
        }
        reply["execution_count"] = number;
        return (reply, error is not null);
    }

    /// <summary>Stops the cell that runs, if one does.</summary>
    public void Interrupt() => _interruption.Interrupt();

    /// <summary>Tells of an exception that nothing caught on its thread: in a thread, a timer or an async void method of a cell.</summary>
    /// <returns>Whether it is one of the cells; the kernel's own are to end the process.</returns>
    public bool Uncaught(Exception exception)
    {
        if (!new StackTrace(exception).GetFrames().Any(frame => frame.GetMethod() is { } method && CellLoadContext.Has(method)))
            return false;
        if (exception is not CellInterruptedException)
            Console.Error.WriteLine($"Nothing caught this on another thread:\n{string.Join('\n', session.Describe(exception).Traceback)}");
        return true;
    }

    /// <summary>The content of a reply that tells of an error.</summary>
    public static JsonObject ErrorReply(ErrorOutput error)
    {
        var (_, reply) = new OutputMessage(error).ToWire();
        reply["status"] = "error";
        return reply;
    }

    private ErrorOutput? Run(CellRun run, Func<Task<ErrorOutput?>> code)
    {
        try
        {
            ErrorOutput? error = null;
            var undisturbed = _interruption.Run(async () =>
            {
                run.Enter();
                error = await code();
            }, onStuck: () => run.WriteAtOnce("stderr", Stuck));
            return undisturbed ? error : new ErrorOutput("Interrupted", "The cell was interrupted.", [Ansi.Red("The cell was interrupted.")]);
        }
        catch (Exception exception)
        {
            // Thrown by what the cell left running on its thread, such as an async method without a result to wait for.
            return session.Describe(exception);
        }
    }

    /// <summary>The values of expressions that the client wants to know after the cell, each by its name.</summary>
    private JsonObject Evaluate(JsonObject? expressions, CellRun run)
    {
        var values = new JsonObject();
        foreach (var (name, expression) in expressions ?? [])
        {
            JsonObject? value = null;
            var error = Run(run, async () =>
            {
                (value, var failed) = await session.EvaluateAsync((string?)expression ?? "");
                return failed;
            });
            values[name] = error is null
                ? new JsonObject { ["status"] = "ok", ["data"] = value, ["metadata"] = new JsonObject() }
                : ErrorReply(error);
        }
        return values;
    }

    /// <summary>
    /// Has the front end show what is known of a name:
    /// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#payloads-deprecated"/>.
    /// </summary>
    private ErrorOutput? Page(HelpRequest help, CellRun run, JsonArray payload) => Run(run, async () =>
    {
        if (await session.InspectAsync(help.Name, help.Name.Length, help.Detailed) is not { } description)
            return new ErrorOutput("NotFound", $"Nothing is known of '{help.Name}'.", [Ansi.Red($"Nothing is known of '{help.Name}'.")]);
        payload.Add(new JsonObject { ["source"] = "page", ["data"] = Introspection.Data(description), ["start"] = 0 });
        return null;
    });

    private void Show(IopubMessage message, bool silent, bool keep, Message request)
    {
        if (keep && message is OutputMessage { Output: ExecuteResult result })
            history.HasValue((string?)result.Data["text/plain"]);
        if (!silent)
            publish(message, request);
    }
}
