using System.Buffers;
using System.Text.Json;

namespace Routing.RoadNetwork.RegionFile;

/// <summary>
/// The region's description as the file's first section holds it, in JSON. Read and written by hand: a serializer takes
/// 40 ms to find out about the type, four times as long as opening a region.
/// </summary>
internal sealed record RegionDescription(string Name, BoundingBox Bounds, long SourceBytes, string SourceSha256)
{
    /// <exception cref="JsonException">It is not JSON, or something is missing.</exception>
    public static RegionDescription Read(ReadOnlySpan<byte> utf8)
    {
        string? name = null;
        string? sha256 = null;
        long? bytes = null;
        double? minLon = null, minLat = null, maxLon = null, maxLat = null;
        var reader = new Utf8JsonReader(utf8);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                var property = reader.GetString();
                reader.Read();
                switch (property)
                {
                    case "name":
                        name = reader.GetString();
                        break;
                    case "sourceSha256":
                        sha256 = reader.GetString();
                        break;
                    case "sourceBytes":
                        bytes = reader.GetInt64();
                        break;
                    case "minLon":
                        minLon = reader.GetDouble();
                        break;
                    case "minLat":
                        minLat = reader.GetDouble();
                        break;
                    case "maxLon":
                        maxLon = reader.GetDouble();
                        break;
                    case "maxLat":
                        maxLat = reader.GetDouble();
                        break;
                }
            }
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new JsonException("A value is of another type.", e);
        }

        return name is not null && sha256 is not null && bytes is { } length
            && minLon is { } west && minLat is { } south && maxLon is { } east && maxLat is { } north
            ? new RegionDescription(name, new BoundingBox(west, south, east, north), length, sha256)
            : throw new JsonException("A property is missing.");
    }

    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("name", Name);
            json.WriteStartObject("bounds");
            json.WriteNumber("minLon", Bounds.MinLon);
            json.WriteNumber("minLat", Bounds.MinLat);
            json.WriteNumber("maxLon", Bounds.MaxLon);
            json.WriteNumber("maxLat", Bounds.MaxLat);
            json.WriteEndObject();
            json.WriteNumber("sourceBytes", SourceBytes);
            json.WriteString("sourceSha256", SourceSha256);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
