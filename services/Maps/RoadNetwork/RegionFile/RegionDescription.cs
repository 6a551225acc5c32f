using System.Text.Json;

namespace Routing.RoadNetwork.RegionFile;

/// <summary>The region's description as the file's first section holds it, in JSON.</summary>
internal sealed record RegionDescription(string Name, BoundingBox Bounds, long SourceBytes, string SourceSha256)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}
