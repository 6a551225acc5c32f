using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using Routing.RoadNetwork;

namespace Routing.Maps.Osrm;

/// <summary>
/// Hints as OSRM's clients pass them on: 12 bytes in Base64 (URL alphabet): the beginning of the extract's hash, the
/// segment, the centimetres on it. A hint of another extract is known by its hash and counts as none.
/// </summary>
internal readonly struct HintCode(RoadNetwork.RegionInfo region)
{
    private const int Bytes = 12;

    private readonly uint region = uint.Parse(region.SourceSha256.AsSpan(0, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    public string Encode(RoadHint hint)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, region);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], hint.Segment);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], hint.Centimetres);
        return Base64Url.EncodeToString(bytes);
    }

    public RoadHint? Decode(string text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length != Bytes * 4 / 3 || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Bytes)
            return null;
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes) == region
            ? new RoadHint(BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]))
            : null;
    }

    /// <summary>OSRM's own hints are longer; anything in a Base64 alphabet may be one.</summary>
    public static bool IsWellFormed(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '+' or '/' or '=');
}
