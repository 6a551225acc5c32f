using System.Globalization;
using Routing.Contracts.Values;
using Routing.Demo.Api;
using SkiaSharp;

namespace Routing.Demo.Play;

/// <summary>
/// Draws a planned day as a PNG: the city's roads, each driver's route in a colour of its own, solid where a car is driven
/// and dotted where the driver rides or walks, customers as dots and workshops as squares.
/// </summary>
public sealed class DayPicture(ApiClient api, ServiceAddresses services, string operatorToken)
{
    private const int Width = 1280;
    private const int Height = 800;
    private const float Margin = 40;

    private static readonly SKColor[] Colours =
    [
        new(0x1D, 0x4E, 0xD8), new(0xC2, 0x41, 0x0C), new(0x15, 0x80, 0x3D), new(0x7E, 0x22, 0xCE), new(0xBE, 0x12, 0x3C),
        new(0x0E, 0x74, 0x90), new(0xA1, 0x62, 0x07), new(0x4D, 0x7C, 0x0F), new(0x9D, 0x17, 0x4D),
    ];

    /// <summary>Draws the day into a file.</summary>
    public async Task Draw(DayView day, string file, CancellationToken ct)
    {
        var routes = day.Routes.OrderBy(r => r.DriverName, StringComparer.Ordinal).ToArray();
        var frame = Frame.Around(routes.SelectMany(r => r.Stops).Select(s => s.Place));
        var box = string.Create(CultureInfo.InvariantCulture, $"{frame.West},{frame.South},{frame.East},{frame.North}");
        var roads = await api.Send<RoadsView>(
            HttpMethod.Get, new Uri(services.Maps, $"/api/roads?bbox={box}&detail=streets"), null, new Credential.Token(operatorToken), ct);

        using var bitmap = new SKBitmap(Width, Height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor(0xF6, 0xF4, 0xEF));
        DrawRoads(canvas, frame, roads);
        for (var i = 0; i < routes.Length; i++) DrawRoute(canvas, frame, routes[i], Colours[i % Colours.Length]);
        foreach (var stop in routes.SelectMany(r => r.Stops)) DrawStop(canvas, frame, stop);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        await using var stream = File.Create(file);
        png.SaveTo(stream);
    }

    private static void DrawRoads(SKCanvas canvas, Frame frame, RoadsView roads)
    {
        foreach (var (isMajor, width, colour) in new[] { (false, 1.2f, new SKColor(0xDD, 0xD8, 0xCC)), (true, 3f, new SKColor(0xC9, 0xC1, 0xAE)) })
        {
            using var lines = new SKPathBuilder();
            foreach (var road in roads.Roads.Where(r => IsMajor(r.Class) == isMajor)) frame.Trace(lines, Polyline6.Read(road.Geometry));
            using var path = lines.Detach();
            using var paint = Pen(colour, width);
            canvas.DrawPath(path, paint);
        }
    }

    private static bool IsMajor(string roadClass) => roadClass is "motorway" or "trunk" or "primary" or "secondary";

    private static void DrawRoute(SKCanvas canvas, Frame frame, RouteView route, SKColor colour)
    {
        foreach (var leg in route.Stops.Select(s => s.Leg).OfType<LegView>().Where(l => l.Geometry is not null))
        {
            using var lines = new SKPathBuilder();
            frame.Trace(lines, Polyline6.Read(leg.Geometry!));
            using var path = lines.Detach();
            using var paint = Pen(colour.WithAlpha(leg.Loaded ? (byte)0xE0 : (byte)0xB0), leg.Loaded ? 4 : 2.5f);
            using var dots = leg.Loaded ? null : SKPathEffect.CreateDash([2, 7], 0);
            paint.PathEffect = dots;
            canvas.DrawPath(path, paint);
        }
    }

    private static void DrawStop(SKCanvas canvas, Frame frame, StopView stop)
    {
        var at = frame.Place(stop.Place.Lon, stop.Place.Lat);
        using var fill = new SKPaint { IsAntialias = true, Color = SKColors.White };
        using var edge = Pen(new SKColor(0x1F, 0x29, 0x37), 2.5f);
        if (stop.Kind is StopKind.CheckIn or StopKind.PickUp)
        {
            var square = SKRect.Create(at.X - 9, at.Y - 9, 18, 18);
            fill.Color = edge.Color;
            canvas.DrawRect(square, fill);
        }
        else if (stop.MoveId is not null)
        {
            canvas.DrawCircle(at, 5, fill);
            canvas.DrawCircle(at, 5, edge);
        }
    }

    private static SKPaint Pen(SKColor colour, float width) => new()
    {
        IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round, Color = colour, StrokeWidth = width,
    };

    private sealed record RoadsView(IReadOnlyList<RoadView> Roads);

    private sealed record RoadView(string Class, string Geometry);

    /// <summary>The rectangle that the picture shows, degrees, and how it lies on the canvas.</summary>
    private sealed record Frame(double West, double South, double East, double North)
    {
        public static Frame Around(IEnumerable<Place> places)
        {
            var all = places.ToArray();
            var (west, east) = (all.Min(p => p.Lon), all.Max(p => p.Lon));
            var (south, north) = (all.Min(p => p.Lat), all.Max(p => p.Lat));
            var shrink = Math.Cos(double.DegreesToRadians((south + north) / 2));

            // Widened to the canvas's shape, so that a metre is as long across as up.
            var perPixel = Math.Max((east - west) * shrink / (Width - (2 * Margin)), (north - south) / (Height - (2 * Margin)));
            var (lon, lat) = ((west + east) / 2, (south + north) / 2);
            var (halfLon, halfLat) = (perPixel * Width / 2 / shrink, perPixel * Height / 2);
            return new Frame(lon - halfLon, lat - halfLat, lon + halfLon, lat + halfLat);
        }

        public SKPoint Place(double lon, double lat) =>
            new((float)((lon - West) / (East - West) * Width), (float)((North - lat) / (North - South) * Height));

        public void Trace(SKPathBuilder path, IReadOnlyList<(double Lon, double Lat)> line)
        {
            for (var i = 0; i < line.Count; i++)
            {
                var at = Place(line[i].Lon, line[i].Lat);
                if (i == 0) path.MoveTo(at);
                else path.LineTo(at);
            }
        }
    }
}
