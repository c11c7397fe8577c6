using System.Buffers.Binary;
using System.Text;

namespace Notebooks.Handouts.Formulas;

/// <summary>A TrueType font, to take a few letters out of it.</summary>
/// <remarks>
/// For fonts made as KaTeX's are: letters of the basic plane, each drawn by itself, and no rules of layout. The names of
/// fields are those of the OpenType specification (https://learn.microsoft.com/typography/opentype/spec/otff).
/// </remarks>
internal sealed class TrueTypeFont
{
    private readonly byte[] font;
    private readonly Dictionary<string, (int Start, int Length)> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> glyphs = [];

    public TrueTypeFont(byte[] font)
    {
        this.font = font;
        for (var record = 12; record < 12 + 16 * U16(4); record += 16)
            tables[Encoding.ASCII.GetString(font, record, 4)] = ((int)U32(record + 8), (int)U32(record + 12));
        ReadCmap();
    }

    public bool Has(int point) => glyphs.ContainsKey(point);

    /// <summary>The tables of a font with these letters alone, in the order in which WOFF2 wants them.</summary>
    /// <param name="points">Their code points, each once, in ascending order.</param>
    /// <remarks>The instructions for coarse screens stay out: they are longer than the letters.</remarks>
    public IReadOnlyList<(string Tag, byte[] Content)> Subset(IReadOnlyList<int> points)
    {
        var glyf = new MemoryStream();
        var loca = new List<ushort> { 0, 0 }; // The glyph for letters that are missing is empty.
        var hmtx = new MemoryStream();
        hmtx.Write(Metrics(0));
        foreach (var point in points)
        {
            glyf.Write(Outline(glyphs[point]));
            loca.Add((ushort)(glyf.Length / 2));
            hmtx.Write(Metrics(glyphs[point]));
        }

        var count = (ushort)(points.Count + 1);
        var head = Table("head");
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 0); // indexToLocFormat: halves of offsets
        var hhea = Table("hhea");
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), count); // numberOfHMetrics
        var maxp = Table("maxp");
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), count); // numGlyphs
        var post = Table("post")[..32];
        BinaryPrimitives.WriteUInt32BigEndian(post, 0x0003_0000); // no names of glyphs
        var os2 = Table("OS/2");
        BinaryPrimitives.WriteUInt16BigEndian(os2.AsSpan(64), (ushort)points[0]); // usFirstCharIndex
        BinaryPrimitives.WriteUInt16BigEndian(os2.AsSpan(66), (ushort)points[^1]); // usLastCharIndex
        return
        [
            ("cmap", Cmap(points)), ("head", head), ("hhea", hhea), ("hmtx", hmtx.ToArray()), ("maxp", maxp),
            ("name", BigEndian([0, 0, 6])), ("OS/2", os2), ("post", post), ("glyf", glyf.ToArray()), ("loca", BigEndian(loca)),
        ];
    }

    private void ReadCmap()
    {
        var cmap = tables["cmap"].Start;
        var records = Enumerable.Range(0, U16(cmap + 2)).Select(number => cmap + 4 + 8 * number);
        var table = cmap + (int)U32(records.First(record => U16(record) == 3 && U16(record + 2) == 1) + 4); // Windows, basic plane
        var size = U16(table + 6);
        var (ends, starts) = (table + 14, table + 16 + size);
        var (deltas, offsets) = (starts + size, starts + 2 * size);
        for (var segment = 0; segment < size; segment += 2)
        {
            var (first, last, delta, offset) = (U16(starts + segment), U16(ends + segment), U16(deltas + segment), U16(offsets + segment));
            for (int point = first; point <= last && point < 0xFFFF; point++)
            {
                var glyph = offset == 0 ? point : U16(offsets + segment + offset + 2 * (point - first));
                if (offset == 0 || glyph != 0)
                    glyphs[point] = (ushort)(glyph + delta);
            }
        }
    }

    /// <summary>Format 4: a segment for each run of neighbours, then the one that ends the table.</summary>
    private static byte[] Cmap(IReadOnlyList<int> points)
    {
        var segments = new List<(int First, int Last, int Delta)>();
        foreach (var (index, point) in points.Index())
        {
            if (segments is [.., var run] && run.Last == point - 1)
                segments[^1] = run with { Last = point };
            else
                segments.Add((point, point, index + 1 - point));
        }
        segments.Add((0xFFFF, 0xFFFF, 1));

        var power = 1 << (int)Math.Log2(segments.Count);
        return BigEndian(
        [
            0, 1, 3, 1, 0, 12,
            4, 16 + 8 * segments.Count, 0, 2 * segments.Count, 2 * power, (int)Math.Log2(power), 2 * (segments.Count - power),
            .. segments.Select(segment => segment.Last), 0,
            .. segments.Select(segment => segment.First),
            .. segments.Select(segment => segment.Delta),
            .. segments.Select(_ => 0),
        ]);
    }

    /// <summary>The glyph without its instructions, to an even length.</summary>
    private byte[] Outline(int glyph)
    {
        var (loca, isLong) = (tables["loca"].Start, U16(tables["head"].Start + 50) == 1);
        int Offset(int index) => isLong ? (int)U32(loca + 4 * index) : 2 * U16(loca + 2 * index);

        var outline = font.AsSpan((tables["glyf"].Start + Offset(glyph))..(tables["glyf"].Start + Offset(glyph + 1)));
        if (outline.IsEmpty)
            return [];
        var contours = BinaryPrimitives.ReadInt16BigEndian(outline);
        if (contours < 0)
            throw new NotSupportedException("The font has a letter that is made of others.");
        var instructions = 10 + 2 * contours;
        var rest = outline[(instructions + 2 + BinaryPrimitives.ReadUInt16BigEndian(outline[instructions..]))..];
        return [.. outline[..instructions], 0, 0, .. rest, .. rest.Length % 2 == 1 ? new byte[] { 0 } : []];
    }

    /// <summary>The advance and the left side bearing.</summary>
    private ReadOnlySpan<byte> Metrics(int glyph)
    {
        var (hmtx, count) = (tables["hmtx"].Start, U16(tables["hhea"].Start + 34));
        if (glyph < count)
            return font.AsSpan(hmtx + 4 * glyph, 4);
        var (advance, bearing) = (hmtx + 4 * (count - 1), hmtx + 4 * count + 2 * (glyph - count));
        return new[] { font[advance], font[advance + 1], font[bearing], font[bearing + 1] };
    }

    private byte[] Table(string tag) => font.AsSpan(tables[tag].Start, tables[tag].Length).ToArray();

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(at));

    private static byte[] BigEndian(IEnumerable<int> words) => BigEndian([.. words.Select(word => unchecked((ushort)word))]);

    private static byte[] BigEndian(IReadOnlyList<ushort> words)
    {
        var bytes = new byte[2 * words.Count];
        foreach (var (index, word) in words.Index())
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * index), word);
        return bytes;
    }
}
