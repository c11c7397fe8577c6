using System.Buffers.Binary;
using System.IO.Compression;

namespace Notebooks.Handouts.Formulas;

/// <summary>The font file of the web: the tables of a font, packed by Brotli.</summary>
/// <remarks>https://www.w3.org/TR/WOFF2/, without the transformations that it offers.</remarks>
internal static class Woff2
{
    private static readonly string[] KnownTags = ["cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cvt ", "fpgm", "glyf", "loca"];

    /// <param name="tables">The tables; <c>loca</c> follows <c>glyf</c>.</param>
    public static byte[] Write(IReadOnlyList<(string Tag, byte[] Content)> tables)
    {
        using var directory = new MemoryStream();
        foreach (var (tag, content) in tables)
        {
            // Of these two alone the third way is the one that changes nothing.
            directory.WriteByte((byte)(Array.IndexOf(KnownTags, tag) | (tag is "glyf" or "loca" ? 3 << 6 : 0)));
            WriteBase128(directory, content.Length);
        }

        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            foreach (var (_, content) in tables)
                brotli.Write(content);
        }

        var length = RoundUp(48 + (int)directory.Length + (int)packed.Length);
        var file = new byte[length];
        "wOF2"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4), 0x0001_0000); // TrueType
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(8), length);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(12), (ushort)tables.Count);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 12 + 16 * tables.Count + tables.Sum(table => RoundUp(table.Content.Length))); // unpacked
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), (int)packed.Length);
        directory.ToArray().CopyTo(file, 48);
        packed.ToArray().CopyTo(file, 48 + (int)directory.Length);
        return file;
    }

    /// <summary>Seven bits a byte, the highest first; all but the last are marked.</summary>
    private static void WriteBase128(MemoryStream to, int number)
    {
        for (var shift = 28; shift > 0; shift -= 7)
        {
            if (number >> shift > 0)
                to.WriteByte((byte)(number >> shift & 0x7F | 0x80));
        }
        to.WriteByte((byte)(number & 0x7F));
    }

    private static int RoundUp(int length) => (length + 3) / 4 * 4;
}
