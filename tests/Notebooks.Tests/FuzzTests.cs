using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Notebooks.Tests;

/// <summary>No bytes, however wrong, bring out another error than a <see cref="NotebookFormatException"/> of one line.</summary>
public class FuzzTests
{
    private static readonly byte[] Notebook = Encoding.UTF8.GetBytes(Samples.Everything);
    private static readonly byte[] Script = Encoding.UTF8.GetBytes(Samples.Script);

    [Fact]
    public void A_notebook_cut_off_at_any_byte_is_said_to_be_cut_off()
    {
        for (var length = 1; length < Notebook.Length - 1; length++)
        {
            var error = ReadIpynb(Notebook[..length]);
            if (IsUtf8(Notebook.AsSpan(0, length)))
                Assert.Contains("as if it was cut off", error);
            else
                Assert.Contains("is not UTF-8", error);
        }
    }

    [Fact]
    public void A_script_cut_off_at_any_byte_is_read_or_refused()
    {
        for (var length = 0; length < Script.Length; length++)
            ReadDib(Script[..length]);
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_read_or_refused()
    {
        byte[] others = [.. "\"\\{],:-e#\n\0"u8, 0xFF, 0xD8, 0xC3];
        foreach (var (file, read) in new (byte[], Func<byte[], string?>)[] { (Notebook, ReadIpynb), (Script, ReadDib) })
        {
            for (var i = 0; i < file.Length; i++)
            {
                for (var j = 0; j < 3; j++)
                {
                    var changed = (byte[])file.Clone();
                    changed[i] = others[(3 * i + j) % others.Length];
                    read(changed);
                }
            }
        }
    }

    [Fact]
    public void A_notebook_with_any_value_of_another_type_is_read_or_refused()
    {
        string[] others = ["null", "true", "5", "-1.5", "1e999", "\"\"", "\"\\ud800\"", "[]", "[\"a\"]", "[null]", "{}", "{\"\\ud800\": 1}", "{\"a\": 1, \"\\u0061\": 2}"];
        foreach (var path in Paths(JsonNode.Parse(Samples.Everything)!).ToList())
        {
            foreach (var other in others)
                ReadIpynb(Encoding.UTF8.GetBytes(Replaced(path, $"\"{Marker}\"").Replace($"\"{Marker}\"", other)));
            ReadIpynb(Encoding.UTF8.GetBytes(Replaced(path, null)));
        }
    }

    [Fact]
    public void Files_with_any_parts_cut_out_doubled_and_changed_are_read_or_refused() =>
        Gen.Select(Gen.Int[0, Notebook.Length - 1], Gen.Int[0, 60], Gen.Int[0, Notebook.Length - 1], Gen.Byte.Array[0, 4])
            .Sample((from, length, to, bytes) =>
            {
                var end = Math.Min(from + length, Notebook.Length);
                ReadIpynb([.. Notebook[..from], .. Notebook[end..]]);
                ReadIpynb([.. Notebook[..to], .. Notebook[from..end], .. Notebook[to..]]);
                ReadIpynb([.. Notebook[..to], .. bytes, .. Notebook[to..]]);
                ReadDib([.. Script[..(to % Script.Length)], .. bytes, .. Script[(to % Script.Length)..]]);
            });

    private const string Marker = "the value that is changed";

    /// <summary>The error's message; null where the bytes are a notebook, which then is also written and read again.</summary>
    private static string? ReadIpynb(byte[] bytes) => Read(bytes, file => Ipynb.Parse(file), notebook => Ipynb.Format(notebook), text => Ipynb.Parse(text));

    private static string? ReadDib(byte[] bytes) => Read(bytes, file => Dib.Parse(file), notebook => Dib.Format(notebook), text => Dib.Parse(text));

    private static string? Read(byte[] bytes, Func<byte[], Notebook> parse, Func<Notebook, string> format, Func<string, Notebook> parseAgain)
    {
        try
        {
            var notebook = parse(bytes);
            var text = format(notebook);
            Assert.Equal(text, format(parseAgain(text)));
            Assert.NotEmpty(notebook.Language);
            _ = notebook.Cells.Select(cell => cell.Language).ToList();
            format(notebook.WithoutOutputs());
            return null;
        }
        catch (NotebookFormatException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            Assert.Matches(@"^notebook:(\d+:\d+:| cells)", e.Message);
            return e.Message;
        }
    }

    private static IEnumerable<string> Paths(JsonNode node)
    {
        yield return node.GetPath();
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var path in children.OfType<JsonNode>().SelectMany(Paths))
            yield return path;
    }

    /// <summary>The sample with one value replaced, or removed where there is none to replace it by.</summary>
    private static string Replaced(string path, string? value)
    {
        var root = JsonNode.Parse(Samples.Everything)!;
        if (root.GetPath() == path)
            return value ?? "";
        var node = Nodes(root).First(node => node.GetPath() == path);
        if (value is not null)
            node.ReplaceWith(JsonNode.Parse(value));
        else if (node.Parent is JsonObject members)
            members.Remove(node.GetPropertyName());
        else
            ((JsonArray)node.Parent!).RemoveAt(node.GetElementIndex());
        return root.ToJsonString();
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) =>
        (node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        }).OfType<JsonNode>().SelectMany(Nodes).Prepend(node);

    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
