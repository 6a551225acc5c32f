using System.Collections.Concurrent;
using Routing.Maps.Style;
using SkiaSharp;

namespace Routing.Maps.Glyphs;

/// <summary>Letters of the map's fonts by 256, in the protocol-buffer bytes that MapLibre asks for; each is made once. Thread-safe.</summary>
internal sealed class GlyphRanges
{
    private const int RangeLetters = 256;

    private readonly ConcurrentDictionary<(string Font, int First), byte[]> made = new();

    /// <summary>The letters <c>first-last</c> of a font; null where there is no such font or no such range. Empty of letters that it lacks.</summary>
    /// <param name="stack">Names of fonts, separated by commas; the first that we have is taken.</param>
    public byte[]? Of(string stack, string range)
    {
        var font = Array.Find(stack.Split(','), MapFonts.Has);
        return font is not null && FirstOf(range) is { } first ? made.GetOrAdd((font, first), Make) : null;
    }

    private static int? FirstOf(string range) =>
        range.Split('-') is [var from, var to] && int.TryParse(from, out var first) && int.TryParse(to, out var last)
            && first >= 0 && first % RangeLetters == 0 && last == first + RangeLetters - 1 && last <= char.MaxValue ? first : null;

    // message glyphs { repeated fontstack stacks = 1; }
    // message fontstack { string name = 1; string range = 2; repeated glyph glyphs = 3; }
    // message glyph { uint32 id = 1; bytes bitmap = 2; uint32 width = 3; uint32 height = 4; sint32 left = 5; sint32 top = 6; uint32 advance = 7; }
    private static byte[] Make((string Font, int First) range)
    {
        using var font = new SKFont(MapFonts.Typeface(range.Font), GlyphField.Size) { Subpixel = true, Hinting = SKFontHinting.None };
        // MapLibre sets letters by their distance from the top of the line, whole pixels.
        var ascender = (int)MathF.Ceiling(-font.Metrics.Ascent);
        var stack = new ProtoBytes();
        stack.Text(1, range.Font);
        stack.Text(2, FormattableString.Invariant($"{range.First}-{range.First + RangeLetters - 1}"));
        for (var letter = range.First; letter < range.First + RangeLetters; letter++)
        {
            if (char.IsSurrogate((char)letter) || font.GetGlyph(letter) is var glyph && glyph == 0)
                continue;
            stack.Block(3, Glyph(letter, GlyphField.Of(font, glyph), ascender));
        }

        var glyphs = new ProtoBytes();
        glyphs.Block(1, stack.ToArray());
        return glyphs.ToArray();
    }

    private static byte[] Glyph(int letter, GlyphField field, int ascender)
    {
        var message = new ProtoBytes();
        message.Number(1, (uint)letter);
        if (field.Bitmap.Length > 0)
            message.Block(2, field.Bitmap);
        message.Number(3, (uint)field.Width);
        message.Number(4, (uint)field.Height);
        message.Signed(5, field.Left);
        message.Signed(6, field.Top - ascender);
        message.Number(7, (uint)field.Advance);
        return message.ToArray();
    }

    /// <summary>Protocol buffers' wire types.</summary>
    private sealed class ProtoBytes
    {
        private readonly MemoryStream bytes = new();

        public byte[] ToArray() => bytes.ToArray();

        public void Number(int field, uint value)
        {
            Varint((uint)field << 3);
            Varint(value);
        }

        public void Signed(int field, int value) => Number(field, (uint)((value << 1) ^ (value >> 31)));

        public void Text(int field, string text) => Block(field, System.Text.Encoding.UTF8.GetBytes(text));

        public void Block(int field, ReadOnlySpan<byte> content)
        {
            Varint(((uint)field << 3) | 2);
            Varint((uint)content.Length);
            bytes.Write(content);
        }

        private void Varint(uint value)
        {
            for (; value >= 0x80; value >>= 7)
                bytes.WriteByte((byte)(value | 0x80));
            bytes.WriteByte((byte)value);
        }
    }
}
