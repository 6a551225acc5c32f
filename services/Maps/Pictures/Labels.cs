using Routing.Maps.Style;
using Routing.Tiles;
using SkiaSharp;

namespace Routing.Maps.Pictures;

/// <summary>Places names and signs where they do not cover one another, then draws them. One to a picture.</summary>
internal sealed class Labels(View view, string theme)
{
    private const float LineHeight = 1.2f;

    private readonly IReadOnlyDictionary<string, string> palette = MapStyle.Palette(theme);
    private readonly TakenRoom taken = new();
    private readonly List<Action<SKCanvas>> placed = [];

    /// <summary>Places a layer's names; the layer called first has the right of way, as the uppermost has in MapLibre.</summary>
    public void Place(StyleLayer layer, IEnumerable<MapFeature> features)
    {
        var shown = features.Where(feature => layer.Shows(feature, view.Zoom)).ToList();
        if (layer.Text("symbol-placement", null, view.Zoom) == "line")
            PlaceAlong(layer, shown);
        else
            PlaceAt(layer, shown);
    }

    /// <summary>Keeps names away from what is drawn over them.</summary>
    public void Keep(SKRect room) => taken.Take([room]);

    public void Draw(SKCanvas canvas)
    {
        // What was placed first is the most telling, and is drawn last.
        for (var i = placed.Count - 1; i >= 0; i--)
            placed[i](canvas);
    }

    private void PlaceAt(StyleLayer layer, List<MapFeature> features)
    {
        foreach (var feature in features)
        {
            var at = Middle(feature);
            if (at.X < 0 || at.Y < 0 || at.X > view.Width || at.Y > view.Height)
                continue;
            var sign = layer.Text("icon-image", feature, view.Zoom);
            if (sign is not null && !Signs.Names.Contains(sign))
                sign = null;
            var side = sign is null ? 0 : Signs.Box * layer.Number("icon-size", feature, view.Zoom, 1);
            var signRoom = SKRect.Create(at.X - (side / 2), at.Y - (side / 2), side, side);
            // A sign may stand without its name, but not the other way round.
            var text = TextAt(layer, feature, at);
            var hasText = text is { } named && taken.TryTake(sign is null ? [named.Room] : [signRoom, named.Room]);
            if (hasText)
                placed.Add(text!.Value.Draw);
            if (sign is not null && (hasText || taken.TryTake([signRoom])))
                placed.Add(canvas => DrawSign(canvas, sign, at, side / Signs.Box, 0, 1));
        }
    }

    private (SKRect Room, Action<SKCanvas> Draw)? TextAt(StyleLayer layer, MapFeature feature, SKPoint at)
    {
        if (layer.Text("text-field", feature, view.Zoom) is not { Length: > 0 } text)
            return null;
        var look = new Lettering(layer, feature, view.Zoom);
        var lines = look.Wrap(layer.Text("text-transform", feature, view.Zoom) == "uppercase" ? text.ToUpperInvariant() : text, layer.Number("text-max-width", feature, view.Zoom, 10));
        var (width, height) = (lines.Max(look.Measure), lines.Count * look.Size * LineHeight);
        var top = layer.Text("text-anchor", feature, view.Zoom) == "top"
            ? at.Y + ((layer.Numbers("text-offset", feature, view.Zoom)?[1] ?? 0) * look.Size)
            : at.Y - (height / 2);
        var room = SKRect.Create(at.X - (width / 2), top, width, height);
        room.Inflate(layer.Number("text-padding", feature, view.Zoom, 2), layer.Number("text-padding", feature, view.Zoom, 2) / 2);
        // A name that is cut at the edge says nothing.
        if (room.Left < 0 || room.Top < 0 || room.Right > view.Width || room.Bottom > view.Height)
            return null;
        return (room, canvas =>
        {
            for (var i = 0; i < lines.Count; i++)
                look.Draw(canvas, lines[i], at.X - (look.Measure(lines[i]) / 2), top + (look.Size * ((i * LineHeight) + 0.95f)));
        });
    }

    private void PlaceAlong(StyleLayer layer, List<MapFeature> features)
    {
        var isText = layer.Text("text-field", features.FirstOrDefault(), view.Zoom) is not null;
        // A street is many ways in the extract: its name is set along all of it.
        foreach (var street in features.GroupBy(feature => layer.Text("text-field", feature, view.Zoom) ?? ""))
        {
            var feature = street.First();
            var spacing = layer.Number("symbol-spacing", feature, view.Zoom, 250);
            if (!isText)
            {
                foreach (var way in street)
                    PlaceSigns(layer, way, spacing);
                continue;
            }

            var look = new Lettering(layer, feature, view.Zoom);
            var isUpright = layer.Text("text-rotation-alignment", feature, view.Zoom) == "viewport";
            foreach (var line in Lines.Join(street.SelectMany(Paths)))
            {
                foreach (var along in Lines.Anchors(line, isUpright ? 0 : look.Measure(street.Key), spacing))
                {
                    if (isUpright)
                        PlaceShield(layer, feature, look, street.Key, Lines.At(line, along).At);
                    else
                        PlaceCurved(look, street.Key, line, along, layer.Number("text-max-angle", feature, view.Zoom, 45));
                }
            }
        }
    }

    private void PlaceSigns(StyleLayer layer, MapFeature way, float spacing)
    {
        var sign = layer.Text("icon-image", way, view.Zoom);
        var scale = layer.Number("icon-size", way, view.Zoom, 1);
        if (sign is null)
            return;
        foreach (var path in Paths(way))
        {
            foreach (var along in Lines.Anchors(path, Signs.Box * scale, spacing))
            {
                var (at, angle) = Lines.At(path, along);
                var reach = Signs.Box * scale / 2;
                if (!taken.TryTake([SKRect.Create(at.X - reach, at.Y - reach, 2 * reach, 2 * reach)]))
                    continue;
                var turned = angle + layer.Number("icon-rotate", way, view.Zoom, 0);
                placed.Add(canvas => DrawSign(canvas, sign, at, scale, turned, layer.Number("icon-opacity", way, view.Zoom, 1)));
            }
        }
    }

    private void PlaceShield(StyleLayer layer, MapFeature feature, Lettering look, string text, SKPoint at)
    {
        var width = look.Measure(text);
        var room = SKRect.Create(at.X - (width / 2) - 5, at.Y - (look.Size / 2) - 3, width + 10, look.Size + 6);
        var wide = room;
        wide.Inflate(layer.Number("text-padding", feature, view.Zoom, 2), layer.Number("text-padding", feature, view.Zoom, 2));
        if (room.Left < 0 || room.Top < 0 || room.Right > view.Width || room.Bottom > view.Height || !taken.TryTake([wide]))
            return;
        placed.Add(canvas =>
        {
            Signs.DrawShield(canvas, room, palette);
            look.Draw(canvas, text, at.X - (width / 2), at.Y + (look.Size * 0.36f));
        });
    }

    private void PlaceCurved(Lettering look, string text, IReadOnlyList<SKPoint> line, float along, float mostAngle)
    {
        var (glyphs, widths) = look.Glyphs(text);
        var start = along - (widths.Sum() / 2);
        // Read from the left: what runs to the left is set the other way.
        var isForward = Lines.At(line, start).At.X <= Lines.At(line, start + widths.Sum()).At.X;
        var spots = new SKRotationScaleMatrix[glyphs.Length];
        var rooms = new SKRect[glyphs.Length];
        var (pen, last) = (0f, float.NaN);
        for (var i = 0; i < glyphs.Length; i++)
        {
            var middle = pen + (widths[i] / 2);
            var (at, angle) = Lines.At(line, isForward ? start + middle : start + widths.Sum() - middle);
            if (!isForward)
                angle += 180;
            if (!float.IsNaN(last) && Math.Abs(MathF.IEEERemainder(angle - last, 360)) > mostAngle)
                return;
            last = angle;
            var (sine, cosine) = MathF.SinCos(angle * MathF.PI / 180);
            // The baseline lies a third of the letters' size below the line's middle.
            var (x, y) = (-widths[i] / 2, look.Size * 0.35f);
            spots[i] = new SKRotationScaleMatrix(cosine, sine, at.X + (x * cosine) - (y * sine), at.Y + (x * sine) + (y * cosine));
            var reach = look.Size * 0.6f;
            rooms[i] = SKRect.Create(at.X - reach, at.Y - reach, 2 * reach, 2 * reach);
            pen += widths[i];
        }

        if (rooms.Any(room => room.Left < 0 || room.Top < 0 || room.Right > view.Width || room.Bottom > view.Height) || !taken.TryTake(rooms))
            return;
        placed.Add(canvas => look.Draw(canvas, glyphs, spots));
    }

    private IEnumerable<IReadOnlyList<SKPoint>> Paths(MapFeature feature)
    {
        for (var ring = 0; ring < feature.Rings; ring++)
        {
            var points = new List<SKPoint>(feature.X(ring).Length);
            for (var i = 0; i < feature.X(ring).Length; i++)
                points.Add(view.At(feature.X(ring)[i], feature.Y(ring)[i]));
            if (points.Count > 1)
                yield return points;
        }
    }

    private SKPoint Middle(MapFeature feature)
    {
        var x = feature.X(0);
        var y = feature.Y(0);
        long sumX = 0, sumY = 0;
        for (var i = 0; i < x.Length; i++)
            (sumX, sumY) = (sumX + x[i], sumY + y[i]);
        return view.At((int)(sumX / x.Length), (int)(sumY / x.Length));
    }

    private void DrawSign(SKCanvas canvas, string sign, SKPoint at, float scale, float degrees, float opacity)
    {
        using var layer = new SKPaint { Color = SKColors.White.WithAlpha((byte)(255 * opacity)) };
        canvas.Save();
        canvas.Translate(at.X, at.Y);
        canvas.RotateDegrees(degrees);
        canvas.Scale(scale);
        canvas.Translate(-Signs.Box / 2f, -Signs.Box / 2f);
        if (opacity < 1)
            canvas.SaveLayer(layer);
        Signs.Draw(canvas, sign, palette);
        if (opacity < 1)
            canvas.Restore();
        canvas.Restore();
    }
}
