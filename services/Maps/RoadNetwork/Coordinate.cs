namespace Routing.RoadNetwork;

/// <summary>A point on the earth in degrees (WGS 84), longitude first as in GeoJSON.</summary>
public readonly record struct Coordinate(double Lon, double Lat)
{
    /// <summary>Metres along the great circle on a sphere of the earth's mean radius.</summary>
    public double MetresTo(Coordinate other)
    {
        const double earthRadiusMetres = 6_371_008.8;
        const double radians = Math.PI / 180;
        var dLat = (other.Lat - Lat) * radians;
        var dLon = (other.Lon - Lon) * radians;
        var sinLat = Math.Sin(dLat / 2);
        var sinLon = Math.Sin(dLon / 2);
        var h = sinLat * sinLat + Math.Cos(Lat * radians) * Math.Cos(other.Lat * radians) * sinLon * sinLon;
        return 2 * earthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    /// <summary>Compass bearing in degrees, 0 is north, 90 east, towards <paramref name="other"/>.</summary>
    public double BearingTo(Coordinate other)
    {
        const double radians = Math.PI / 180;
        var dLon = (other.Lon - Lon) * radians;
        var y = Math.Sin(dLon) * Math.Cos(other.Lat * radians);
        var x = Math.Cos(Lat * radians) * Math.Sin(other.Lat * radians)
            - Math.Sin(Lat * radians) * Math.Cos(other.Lat * radians) * Math.Cos(dLon);
        var degrees = Math.Atan2(y, x) / radians;
        return degrees < 0 ? degrees + 360 : degrees;
    }

    internal bool IsValid => double.IsFinite(Lon) && double.IsFinite(Lat) && Math.Abs(Lon) <= 180 && Math.Abs(Lat) <= 90;
}

/// <summary>A rectangle in degrees; empty when <c>MinLon &gt; MaxLon</c>.</summary>
public readonly record struct BoundingBox(double MinLon, double MinLat, double MaxLon, double MaxLat)
{
    public bool Contains(Coordinate at) => at.Lon >= MinLon && at.Lon <= MaxLon && at.Lat >= MinLat && at.Lat <= MaxLat;

    public bool Intersects(BoundingBox other) =>
        MinLon <= other.MaxLon && other.MinLon <= MaxLon && MinLat <= other.MaxLat && other.MinLat <= MaxLat;
}
