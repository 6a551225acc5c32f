using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using Routing.Contracts.Values;
using MultiPolygon = Routing.Contracts.Values.MultiPolygon;

namespace Routing.Intake.Workshops;

/// <summary>Intake's copy of where a workshop comes to, from Planning's messages.</summary>
internal sealed class ServiceArea
{
    public required Guid WorkshopId { get; init; }
    public required int Version { get; set; }

    /// <summary>Metres, where it is a radius.</summary>
    public int? RadiusMetres { get; set; }

    /// <summary>Minutes of driving, where it is a time.</summary>
    public int? Minutes { get; set; }

    /// <summary>Null: the workshop comes everywhere.</summary>
    public MultiPolygon? Outline { get; set; }

    /// <summary>Inside by an odd number of crossings of all its rings, holes and islands in them included; on its edge is inside. O(points).</summary>
    public bool Contains(Place place)
    {
        if (Outline is null) return true;
        var counter = new RayCrossingCounter(new Coordinate(place.Lon, place.Lat));
        foreach (var ring in Outline.Coordinates.SelectMany(polygon => polygon))
        {
            for (var i = 1; i < ring.Count; i++) counter.CountSegment(new Coordinate(ring[i - 1][0], ring[i - 1][1]), new Coordinate(ring[i][0], ring[i][1]));
        }

        return counter.IsPointInPolygon;
    }
}
