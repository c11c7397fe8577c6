using System.Text.Json.Nodes;

namespace Notebooks;

/// <summary>From the JSON of an <c>.ipynb</c> file to a <see cref="Notebook"/>.</summary>
internal static class IpynbReader
{
    public static Notebook Read(JsonPlace root)
    {
        var fields = root.Fields();
        var minor = ReadVersion(root, fields);
        var cells = fields.Need("cells").Items().Select(ReadCell).ToList();
        return new Notebook(CellIds.Complete(cells), fields.Take("metadata")?.Object() ?? [])
        {
            NbformatMinor = minor,
            UnknownKeys = fields.Rest(),
        };
    }

    private static int ReadVersion(JsonPlace root, JsonFields fields)
    {
        var major = fields.Take("nbformat") ?? throw root.Error("\"nbformat\" is missing, so this is no Jupyter notebook; name an .ipynb file that Jupyter or VS Code wrote");
        switch (major.Count())
        {
            case 4:
                return Math.Max(Notebook.CurrentMinor, fields.Take("nbformat_minor")?.Count() ?? 0);
            case >= 5:
                throw major.Error($"nbformat {major.Value.GetRawText()} is newer than this program, which reads nbformat 4; save the notebook as nbformat 4");
            case 1 or 2 or 3:
                throw major.Error($"nbformat {major.Value.GetRawText()} is from before 2015; convert the file by `jupyter nbconvert --to notebook --inplace`, which writes nbformat 4");
            default:
                throw major.Error($"{major.Value.GetRawText()} is no version of nbformat; a notebook of today has 4");
        }
    }

    private static Cell ReadCell(JsonPlace place)
    {
        var fields = place.Fields();
        var type = fields.Need("cell_type");
        CellKind? kind = type.Text() switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            "raw" => CellKind.Raw,
            _ => null,
        };
        var isCode = kind == CellKind.Code;
        // A kind of a later format: all that it holds is kept, and nobody runs or renders it.
        var source = kind is null ? fields.Take("source")?.Lines() ?? "" : fields.Need("source").Lines();
        var cell = new Cell(fields.Take("id")?.Text() ?? "", kind ?? CellKind.Raw, source)
        {
            Metadata = fields.Take("metadata")?.Object() ?? [],
            Attachments = fields.Take("attachments") is { } attachments ? ReadAttachments(attachments) : null,
            ExecutionCount = isCode ? fields.Take("execution_count")?.Count() : null,
            Outputs = isCode && fields.Take("outputs") is { } outputs ? [.. outputs.Items().Select(ReadOutput)] : [],
        };
        var unknown = fields.Rest();
        if (kind is null)
            (unknown ??= []).Add("cell_type", type.Node());
        return cell with { UnknownKeys = unknown };
    }

    private static Output ReadOutput(JsonPlace place)
    {
        var fields = place.Fields();
        Output output = fields.Need("output_type").Text() switch
        {
            "stream" => new StreamOutput(fields.Need("name").Text(), fields.Need("text").Lines()),
            "display_data" => new DisplayOutput(ReadBundle(fields.Need("data")), ReadMetadata(fields)),
            "execute_result" => new ExecuteResult(fields.Take("execution_count")?.Count(), ReadBundle(fields.Need("data")), ReadMetadata(fields)),
            "error" => new ErrorOutput(
                fields.Need("ename").Text(),
                fields.Need("evalue").Text(),
                [.. fields.Need("traceback").Items().Select(line => line.Text())]),
            var type => new UnknownOutput(type),
        };
        return output with { UnknownKeys = fields.Rest() };
    }

    private static JsonObject ReadMetadata(JsonFields fields) => fields.Take("metadata")?.Object() ?? [];

    private static JsonObject ReadBundle(JsonPlace bundle) =>
        new(bundle.Fields().Select(field => KeyValuePair.Create(
            field.Key,
            MimeType.IsJson(field.Key) ? field.Value.Node() : JsonValue.Create(field.Value.Lines()))));

    private static JsonObject ReadAttachments(JsonPlace attachments) =>
        new(attachments.Fields().Select(field => KeyValuePair.Create(field.Key, (JsonNode?)ReadBundle(field.Value))));
}
