using System.Runtime.InteropServices;
using Routing.Tiles;
using SkiaSharp;

namespace Routing.Maps.Pictures;

/// <summary>A line to be drawn over the map.</summary>
/// <param name="Points">Longitude and latitude, degrees.</param>
/// <param name="Width">Points.</param>
/// <param name="IsDashed">True for what is ridden or walked, not driven.</param>
internal sealed record OverLine(IReadOnlyList<(double Lon, double Lat)> Points, SKColor Colour, float Width, bool IsDashed);

/// <summary>A pin to be drawn over the map.</summary>
/// <param name="Label">One or two letters on it; empty for a dot.</param>
internal sealed record OverPin(double Lon, double Lat, SKColor Colour, string Label);

/// <summary>Draws the map as a picture, by the same style as browsers do, with lines below its names and pins above all.</summary>
internal static class MapPicture
{
    // Names and roads beyond the edge reach into the picture.
    private const int Beyond = 24;

    /// <summary>Draws onto a canvas whose unit is a point of the view.</summary>
    public static void Draw(SKCanvas canvas, TileSet tiles, View view, string theme, IReadOnlyList<OverLine> lines, IReadOnlyList<OverPin> pins)
    {
        var wide = view with { Width = view.Width + (2 * Beyond), Height = view.Height + (2 * Beyond) };
        var (west, south, east, north) = wide.Bounds;
        var features = tiles.Features((int)Math.Clamp(Math.Floor(view.Zoom), 0, TileSet.MaxZoom), west, south, east, north);
        var layers = StyleLayer.Of(theme);
        foreach (var layer in layers.Where(layer => layer.Type != "symbol" && view.Zoom >= layer.MinZoom && view.Zoom < layer.MaxZoom))
        {
            if (layer.Type == "background")
                canvas.Clear(layer.Colour("background-color", null, view.Zoom));
            else
                DrawLayer(canvas, layer, features[layer.SourceLayer!], view);
        }

        var labels = new Labels(view, theme);
        Overlay.DrawLines(canvas, view, theme, lines);
        foreach (var pin in pins)
            labels.Keep(Overlay.RoomOf(view, pin));
        foreach (var layer in layers.Reverse().Where(layer => layer.Type == "symbol" && view.Zoom >= layer.MinZoom && view.Zoom < layer.MaxZoom))
            labels.Place(layer, features[layer.SourceLayer!]);
        labels.Draw(canvas);
        Overlay.DrawPins(canvas, view, theme, pins);
        Overlay.DrawAttribution(canvas, view, theme);
    }

    // What looks the same is drawn as one path: a city has tens of thousands of streets and some dozen looks.
    private static void DrawLayer(SKCanvas canvas, StyleLayer layer, IEnumerable<MapFeature> features, View view)
    {
        var isFill = layer.Type == "fill";
        var looks = features.Where(feature => layer.Shows(feature, view.Zoom) && feature.Geometry != "Point")
            .GroupBy(feature => isFill ? Look.OfFill(layer, feature, view.Zoom) : Look.OfLine(layer, feature, view.Zoom))
            .OrderBy(look => look.Key.Order);
        foreach (var look in looks)
        {
            using var builder = new SKPathBuilder { FillType = SKPathFillType.EvenOdd };
            foreach (var feature in look)
                Trace(builder, feature, view, isFill);
            using var path = builder.Detach();
            using var paint = look.Key.Paint(isFill);
            canvas.DrawPath(path, paint);
            if (look.Key.Edge is not { Alpha: > 0 } edge)
                continue;
            paint.Style = SKPaintStyle.Stroke;
            paint.StrokeWidth = 1;
            paint.Color = edge;
            canvas.DrawPath(path, paint);
        }
    }

    private static void Trace(SKPathBuilder path, MapFeature feature, View view, bool isClosed)
    {
        for (var ring = 0; ring < feature.Rings; ring++)
        {
            var x = feature.X(ring);
            var y = feature.Y(ring);
            var last = view.At(x[0], y[0]);
            path.MoveTo(last);
            for (var i = 1; i < x.Length; i++)
            {
                // Points nearer than half a pixel of a printed picture are one.
                var at = view.At(x[i], y[i]);
                if (i < x.Length - 1 && SKPoint.DistanceSquared(at, last) < 0.03f)
                    continue;
                path.LineTo(at);
                last = at;
            }

            if (isClosed)
                path.Close();
        }
    }

    /// <summary>How features are painted, and after which others.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Look(float Order, SKColor Colour, SKColor? Edge, float Width, string? Cap, float Dash, float Gap)
    {
        public static Look OfFill(StyleLayer layer, MapFeature feature, double zoom)
        {
            var opacity = layer.Number("fill-opacity", feature, zoom, 1);
            var edge = layer.Colour("fill-outline-color", feature, zoom);
            return new Look(layer.Number("fill-sort-key", feature, zoom, 0), Faded(layer.Colour("fill-color", feature, zoom), opacity), edge.Alpha == 0 ? null : Faded(edge, opacity), 0, null, 0, 0);
        }

        public static Look OfLine(StyleLayer layer, MapFeature feature, double zoom)
        {
            var width = layer.Number("line-width", feature, zoom, 1);
            var dashes = layer.Numbers("line-dasharray", feature, zoom);
            return new Look(
                layer.Number("line-sort-key", feature, zoom, 0), Faded(layer.Colour("line-color", feature, zoom), layer.Number("line-opacity", feature, zoom, 1)), null,
                width, layer.Text("line-cap", feature, zoom), dashes is null ? 0 : dashes[0] * width, dashes is null ? 0 : dashes[1] * width);
        }

        public SKPaint Paint(bool isFill)
        {
            var paint = new SKPaint
            {
                IsAntialias = true, Color = Colour, Style = isFill ? SKPaintStyle.Fill : SKPaintStyle.Stroke, StrokeWidth = Width,
                StrokeJoin = SKStrokeJoin.Round, StrokeCap = Cap == "round" && Dash == 0 ? SKStrokeCap.Round : SKStrokeCap.Butt,
            };
            if (Dash <= 0)
                return paint;
            using var dashes = SKPathEffect.CreateDash([Dash, Gap], 0);
            paint.PathEffect = dashes;
            return paint;
        }

        private static SKColor Faded(SKColor colour, float opacity) => colour.WithAlpha((byte)Math.Round(colour.Alpha * Math.Clamp(opacity, 0, 1)));
    }
}
