using System.Text.Json.Nodes;
using CsCheck;

namespace Notebooks.Tests;

/// <summary>Notebooks that have everything, written by hand or by chance.</summary>
internal static class Samples
{
    /// <summary>A notebook with each kind of cell and output, as Jupyter writes it.</summary>
    public const string Everything =
        """
        {
         "cells": [
          {
           "attachments": {
            "dot.png": {
             "image/png": "iVBORw0KGgo="
            }
           },
           "cell_type": "markdown",
           "id": "intro",
           "metadata": {},
           "source": [
            "# Forward\n",
            "$out = x w + b$ 😀"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 2,
           "id": "sum",
           "metadata": {
            "polyglot_notebook": {
             "kernelName": "csharp"
            },
            "tags": [
             "hide"
            ]
           },
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "one\n",
              "two"
             ]
            },
            {
             "data": {
              "application/json": {
               "b": 1.0,
               "a": [
                1e5,
                null
               ]
              },
              "image/png": "iVBORw0KGgo=\n",
              "text/html": [
               "<b>3</b>\n"
              ]
             },
             "metadata": {
              "image/png": {
               "width": 3
              }
             },
             "output_type": "display_data"
            },
            {
             "data": {
              "text/plain": [
               "3"
              ]
             },
             "execution_count": 2,
             "metadata": {},
             "output_type": "execute_result"
            },
            {
             "ename": "ShapeException",
             "evalue": "no",
             "output_type": "error",
             "traceback": [
              "a\nb",
              "c"
             ]
            }
           ],
           "source": [
            "1 + 2"
           ]
          },
          {
           "cell_type": "raw",
           "id": "last",
           "metadata": {
            "format": "text/latex"
           },
           "source": []
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          },
          "language_info": {
           "name": "polyglot-notebook"
          },
          "zoo": {
           "b": "\u00e9\/",
           "a": {}
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    /// <summary>A script with all that its format has.</summary>
    public const string Script =
        """
        #!meta

        {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":["py"],"name":"python"}]},"zoo":{"b":1.0,"a":"\u00e9😀"}}

        #!csharp

        #!time
        var x = 1;

        #!markdown

        # Title

        #! is no kernel

        #!python

        x = 1

        """;

    /// <summary>A cell's place in the smallest notebook there is.</summary>
    public static string WithCell(string cell) => $$"""{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{{cell}}]}""";

    /// <summary>The metadata of a notebook as a place in the smallest notebook there is.</summary>
    public static string WithMetadata(string metadata) => $$"""{"nbformat": 4, "nbformat_minor": 5, "cells": [], "metadata": {{metadata}}}""";

    /// <summary>Text of characters that someone breaks lines at, escapes, sorts or encodes in another way than the rest.</summary>
    public static readonly Gen<string> Text =
        Gen.OneOf("a", "B", " ", "\"", "\\", "/", "<", "&", "'", "\n", "\r", "\r\n", "\t", "\b", "\f", "\v", "\0", "\u001b", "\u001c", "\u007f", "\u0085", "é", "\u2028", "\ufeff", "\ue000", "😀", "\U0010ffff", "#!fsharp\n", "#!x\n")
            .Array[0, 8].Select(letters => string.Concat(letters));

    /// <summary>JSON with its keys in Jupyter's order, which is the order of their characters.</summary>
    private static readonly Gen<JsonNode?> Json = Gen.Recursive<JsonNode?>((depth, json) => depth > 3
        ? Text.Select(text => (JsonNode?)text)
        : Gen.Frequency(
            (3, Text.Select(text => (JsonNode?)text)),
            (2, Gen.Long.Select(number => (JsonNode?)number)),
            (1, Gen.Bool.Select(flag => (JsonNode?)flag)),
            (1, Gen.Const((JsonNode?)null)),
            (1, json.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))),
            (1, Gen.Dictionary(Text, json)[0, 3].Select(members => (JsonNode?)Object(members)))));

    private static readonly Gen<JsonObject> Metadata = Gen.Dictionary(Text.Select(key => "x" + key), Json)[0, 3].Select(Object);

    private static readonly Gen<JsonObject> Bundle = Gen.Select(
        Gen.Dictionary(Gen.OneOf("text/plain", "text/html", "image/png", "image/svg+xml", "application/javascript", "application/x-latex"), Text.Select(text => (JsonNode?)text))[0, 3],
        Gen.Dictionary(Gen.OneOf("application/json", "application/vnd.plotly.v1+json"), Json)[0, 2],
        (text, json) => Object(text.Concat(json)));

    private static readonly Gen<Output> AnyOutput = Gen.OneOf(
        Gen.Select(Gen.OneOf("stdout", "stderr"), Text, (name, text) => (Output)new StreamOutput(name, text)),
        Gen.Select(Bundle, Metadata, (data, metadata) => (Output)new DisplayOutput(data, metadata)),
        Gen.Select(Gen.Int[0, 9], Bundle, Metadata, (count, data, metadata) => (Output)new ExecuteResult(count, data, metadata)),
        Gen.Select(Text, Text, Text.Array[0, 3], (name, message, traceback) => (Output)new ErrorOutput(name, message, traceback)));

    private static readonly Gen<Cell> AnyCell = Gen.Select(
        Gen.OneOf("", "same", "not an id", "a-B_9", "é"), Gen.Enum<CellKind>(), Text, Metadata, AnyOutput.Array[0, 3], Gen.Dictionary(Text, Bundle)[0, 2],
        (id, kind, source, metadata, outputs, attachments) => new Cell(id, kind, source)
        {
            Metadata = metadata,
            Outputs = kind == CellKind.Code ? outputs : [],
            ExecutionCount = kind == CellKind.Code && outputs.Length > 0 ? outputs.Length : null,
            Attachments = kind == CellKind.Code || attachments.Count == 0 ? null : Object(attachments.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value))),
        });

    /// <summary>A notebook as a program may make it, with whatever ids.</summary>
    public static readonly Gen<Notebook> AnyNotebook =
        Gen.Select(AnyCell.Array[0, 4], Metadata, (cells, metadata) => new Notebook(cells, metadata));

    private static JsonObject Object(IEnumerable<KeyValuePair<string, JsonNode?>> members) =>
        new(members.OrderBy(member => member.Key, Comparer<string>.Create(CompareUtf32)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static int CompareUtf32(string a, string b) =>
        a.EnumerateRunes().Select(rune => rune.Value).Zip(b.EnumerateRunes().Select(rune => rune.Value), (x, y) => x.CompareTo(y)).FirstOrDefault(order => order != 0) is var order and not 0
            ? order
            : a.EnumerateRunes().Count().CompareTo(b.EnumerateRunes().Count());
}
