using NetTopologySuite.IO;
using Routing.Contracts.Values;

namespace Routing.Drivers.Sheets;

/// <summary>A route for other navigators: a waypoint for each stop, a track for each leg.</summary>
internal static class GpxSheet
{
    public static string Write(RouteSheet sheet, SheetView view)
    {
        var file = new GpxFile
        {
            Metadata = new GpxMetadata("routing").WithName(view.Title).WithDescription($"Route sheet, plan version {view.Version}")
                .WithCopyright(new GpxCopyright("OpenStreetMap contributors", sheet.Day.Year, new Uri("https://opendatacommons.org/licenses/odbl/"))),
        };
        for (var i = 0; i < sheet.Stops.Count; i++)
        {
            var (stop, words) = (sheet.Stops[i], view.Stops[i]);
            var name = $"{(words.Number is { } number ? $"{number}. " : "")}{words.Verb}{(words.Plate is null ? "" : $" {words.Plate}")}";
            var promised = words.Promised is null ? "" : $", promised {words.Promised}";
            file.Waypoints.Add(Point(stop.Place.Lon, stop.Place.Lat).WithName(name)
                .WithDescription($"{words.Address}; expected {words.Eta}{promised}").WithTimestampUtc(stop.Eta.UtcDateTime));
            if (stop.Leg is not { } leg || words.Leg is not { } way) continue;
            file.Tracks.Add(new GpxTrack().WithName($"To {name}").WithDescription($"{way.Means}, {way.Figures}")
                .WithClassification(leg.Loaded ? "loaded" : "empty").WithNumber((uint)i)
                .WithSegments([new GpxTrackSegment(new ImmutableGpxWaypointTable(way.Points.Select(at => Point(at.Lon, at.Lat))), null)]));
        }

        return file.BuildString(new GpxWriterSettings());
    }

    private static GpxWaypoint Point(double lon, double lat) => new(new GpxLongitude(lon), new GpxLatitude(lat));
}
