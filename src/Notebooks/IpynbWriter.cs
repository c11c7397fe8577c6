using System.Text.Json.Nodes;

namespace Notebooks;

/// <summary>From a <see cref="Notebook"/> to the text of an <c>.ipynb</c> file.</summary>
internal static class IpynbWriter
{
    public static string Write(Notebook notebook)
    {
        var file = JsonText.Sorted(notebook.UnknownKeys);
        file["cells"] = CellIds.Complete(notebook.Cells).Select(Cell);
        file["metadata"] = NotebookMetadata(notebook.Metadata);
        file["nbformat"] = 4;
        file["nbformat_minor"] = notebook.NbformatMinor;
        return JsonText.Indented(file) + "\n";
    }

    /// <summary>The metadata without what Jupyter does not keep in a file, and with Jupyter's own objects in its order.</summary>
    private static IEnumerable<KeyValuePair<string, object?>> NotebookMetadata(JsonObject metadata) =>
        from member in metadata
        where member.Key is not ("orig_nbformat" or "orig_nbformat_minor" or "signature")
        select KeyValuePair.Create(member.Key, member is { Key: "kernelspec" or "language_info", Value: JsonObject known }
            ? JsonText.Sorted(known)
            : (object?)member.Value);

    private static object Cell(Cell cell)
    {
        var file = JsonText.Sorted(cell.UnknownKeys);
        file.TryAdd("cell_type", cell.Kind switch
        {
            CellKind.Code => "code",
            CellKind.Markdown => "markdown",
            _ => "raw",
        });
        file["id"] = cell.Id;
        file["metadata"] = cell.Metadata.Where(member => member.Key != "trusted").Select(Untyped);
        file["source"] = Lines(cell.Source);
        if (cell.Attachments is { } attachments)
        {
            var files = JsonText.Sorted();
            foreach (var (name, bundle) in attachments)
                files[name] = bundle is JsonObject values ? Bundle(values) : bundle;
            file["attachments"] = files;
        }

        if (cell.Kind == CellKind.Code)
        {
            file["execution_count"] = cell.ExecutionCount;
            file["outputs"] = cell.Outputs.Select(Output);
        }

        return file;
    }

    private static object Output(Output output)
    {
        var file = JsonText.Sorted(output.UnknownKeys);
        switch (output)
        {
            case StreamOutput stream:
                file["output_type"] = "stream";
                file["name"] = stream.Name;
                file["text"] = Lines(stream.Text);
                break;
            case DisplayOutput display:
                file["output_type"] = "display_data";
                file["data"] = Bundle(display.Data);
                file["metadata"] = display.Metadata;
                break;
            case ExecuteResult result:
                file["output_type"] = "execute_result";
                file["execution_count"] = result.ExecutionCount;
                file["data"] = Bundle(result.Data);
                file["metadata"] = result.Metadata;
                break;
            case ErrorOutput error:
                file["output_type"] = "error";
                file["ename"] = error.Name;
                file["evalue"] = error.Value;
                file["traceback"] = error.Traceback;
                break;
            case UnknownOutput unknown:
                file["output_type"] = unknown.Type;
                break;
        }

        return file;
    }

    private static object Bundle(JsonObject data)
    {
        var file = JsonText.Sorted(data);
        foreach (var (type, value) in data)
        {
            if (MimeType.IsLines(type) && value is JsonValue text && text.TryGetValue<string>(out var lines))
                file[type] = Lines(lines);
        }

        return file;
    }

    private static KeyValuePair<string, object?> Untyped(KeyValuePair<string, JsonNode?> member) => new(member.Key, member.Value);

    /// <summary>The lines of a text, each with its line break, broken where Jupyter breaks them: where Python's <c>splitlines</c> does.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            var length = text.AsSpan(start).IndexOfAny("\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029");
            end = length < 0 ? text.Length : start + length + 1;
            if (length >= 0 && text[end - 1] == '\r' && end < text.Length && text[end] == '\n')
                end++;
            yield return text[start..end];
        }
    }
}
