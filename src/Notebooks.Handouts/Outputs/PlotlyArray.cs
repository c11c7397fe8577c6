using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Handouts.Outputs;

/// <summary>
/// Reads the arrays of a Plotly figure: JSON lists, or typed arrays, which plotly.py writes as base64 of little-endian
/// numbers (<c>{"dtype": "f8", "bdata": "...", "shape": "2, 3"}</c>).
/// </summary>
internal static class PlotlyArray
{
    /// <summary>The cells of an array with one axis, as text; none where there is no such array.</summary>
    public static IReadOnlyList<string> Cells(JsonNode? array) => array switch
    {
        JsonArray list when list.All(item => item is null or JsonValue) => [.. list.Select(Text)],
        JsonObject typed when Shape(typed).Length < 2 => Numbers(typed),
        _ => [],
    };

    /// <summary>The rows of an array with two axes, as text; none where there is no such array.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(JsonNode? array) => array switch
    {
        JsonArray list when list.All(item => item is JsonArray or JsonObject) => [.. list.Select(Cells)],
        JsonObject typed when Shape(typed) is [_, > 0 and var columns] => [.. Numbers(typed).Chunk(columns)],
        _ => [],
    };

    private static string Text(JsonNode? cell) => cell is null ? "" : cell.GetValueKind() == JsonValueKind.String ? cell.GetValue<string>() : cell.ToJsonString();

    private static int[] Shape(JsonObject typed) => typed["shape"] is JsonValue value
        ? [.. value.ToString().Split(',').Select(size => int.TryParse(size, CultureInfo.InvariantCulture, out var number) ? number : 0)]
        : [];

    private static string[] Numbers(JsonObject typed)
    {
        if (typed["bdata"] is not JsonValue data || !data.TryGetValue<string>(out var base64))
            return [];
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
            return [];
        Func<ReadOnlySpan<byte>, IFormattable>? read = typed["dtype"]?.ToString() switch
        {
            "i1" => cell => (sbyte)cell[0],
            "u1" or "uc1" => cell => cell[0],
            "i2" => cell => BinaryPrimitives.ReadInt16LittleEndian(cell),
            "u2" => cell => BinaryPrimitives.ReadUInt16LittleEndian(cell),
            "i4" => cell => BinaryPrimitives.ReadInt32LittleEndian(cell),
            "u4" => cell => BinaryPrimitives.ReadUInt32LittleEndian(cell),
            "f4" => cell => BinaryPrimitives.ReadSingleLittleEndian(cell),
            "f8" => cell => BinaryPrimitives.ReadDoubleLittleEndian(cell),
            _ => null,
        };
        if (read is null)
            return [];
        var size = typed["dtype"]!.ToString()[^1] - '0';
        var cells = new string[length / size];
        for (var cell = 0; cell < cells.Length; cell++)
            cells[cell] = read(bytes.AsSpan(cell * size, size)).ToString(null, CultureInfo.InvariantCulture);
        return cells;
    }
}
