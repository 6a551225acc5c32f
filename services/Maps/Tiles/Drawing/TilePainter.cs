using System.Runtime.InteropServices;
using Routing.Tiles.Schema;
using Routing.Tiles.TileFile;

namespace Routing.Tiles.Drawing;

/// <summary>Makes one tile at a time: finds what touches it, cuts, thins out and encodes. Not thread-safe; reused.</summary>
internal sealed class TilePainter(FeatureColumns columns)
{
    // Of 4096 units a side: room for a line's width and a label's anchor beyond the edge.
    private const int Margin = 96;

    // World units are 2^31 a side, tiles at zoom z 2^(31 - z), of 2^12 units.
    private const int UnitBits = 31 - 12;

    private static readonly string[] LayerNames = [.. Enum.GetNames<MapLayer>().Select(name => name.ToLowerInvariant())];

    private readonly TileWriter writer = new();
    private readonly List<int> found = [];
    private readonly List<(int X, int Y)> points = [];
    private readonly List<(int X, int Y)> scratch = [];
    private readonly List<int> ends = [];
    private readonly List<bool> keeps = [];
    private readonly Stack<(int From, int To)> open = [];

    /// <summary>The tile's bytes, not compressed; empty where nothing is drawn.</summary>
    public byte[] Paint(int zoom, int column, int row)
    {
        var size = World.TileSize(zoom);
        var margin = size * Margin / TileWriter.Extent;
        var (west, north) = (column * size, row * size);
        var box = new Box(Bound(west - margin), Bound(north - margin), Bound(west + size + margin), Bound(north + size + margin));
        found.Clear();
        BoxTree.Find(columns.Boxes, columns.Count, box, found);
        writer.Reset();
        for (var layer = 0; layer < LayerNames.Length; layer++)
        {
            writer.BeginLayer(LayerNames[layer]);
            foreach (var feature in found)
            {
                if (columns.Layer[feature] == layer && columns.MinZoom[feature] <= zoom)
                    Draw(feature, new Frame((int)west, (int)north, zoom), box);
            }

            writer.EndLayer();
        }

        return writer.ToArray();
    }

    private void Draw(int feature, Frame frame, Box box)
    {
        var shape = (Shape)columns.Shape[feature];
        writer.BeginFeature();
        if (shape == Shape.Area)
            DrawArea(feature, frame, box);
        else
            DrawParts(feature, shape, frame, box);
        Describe(feature);
        writer.EndFeature(columns.Id[feature], (int)shape + 1);
    }

    private void DrawParts(int feature, Shape shape, Frame frame, Box box)
    {
        for (var part = columns.FirstRing[feature]; part < columns.FirstRing[feature + 1]; part++)
        {
            Points(part, out var x, out var y);
            if (shape == Shape.Point)
                writer.MoveTo([frame.At(x[0], y[0])]);
            else
                DrawLine(x, y, frame, box);
        }
    }

    private void DrawArea(int feature, Frame frame, Box box)
    {
        var isSeen = true;
        if (!box.Holds(columns.Boxes[feature]))
        {
            foreach (var ring in Clipping.Area(Rings(feature), box))
            {
                scratch.Clear();
                foreach (var (px, py) in ring)
                    scratch.Add(frame.At(px, py));
                DrawRing(frame, ref isSeen);
            }

            return;
        }

        for (var ring = columns.FirstRing[feature]; ring < columns.FirstRing[feature + 1]; ring++)
        {
            Points(ring, out var x, out var y);
            scratch.Clear();
            for (var i = 0; i < x.Length; i++)
                scratch.Add(frame.At(x[i], y[i]));
            DrawRing(frame, ref isSeen);
        }
    }

    private List<List<(int X, int Y)>> Rings(int feature)
    {
        var rings = new List<List<(int X, int Y)>>();
        for (var ring = columns.FirstRing[feature]; ring < columns.FirstRing[feature + 1]; ring++)
        {
            Points(ring, out var x, out var y);
            var corners = new List<(int X, int Y)>(x.Length);
            for (var i = 0; i < x.Length; i++)
                corners.Add((x[i], y[i]));
            rings.Add(corners);
        }

        return rings;
    }

    private void Points(int ring, out ReadOnlySpan<int> x, out ReadOnlySpan<int> y)
    {
        var (first, length) = (columns.FirstPoint[ring], columns.FirstPoint[ring + 1] - columns.FirstPoint[ring]);
        x = columns.X.AsSpan(first, length);
        y = columns.Y.AsSpan(first, length);
    }

    private void DrawLine(ReadOnlySpan<int> x, ReadOnlySpan<int> y, Frame frame, Box box)
    {
        Clipping.Line(x, y, box, points, ends);
        var begin = 0;
        foreach (var end in ends)
        {
            scratch.Clear();
            for (var i = begin; i < end; i++)
                scratch.Add(frame.At(points[i].X, points[i].Y));
            begin = end;
            Simplification.Simplify(scratch, frame.Tolerance, open, keeps);
            if (scratch.Count < 2)
                continue;
            var piece = CollectionsMarshal.AsSpan(scratch);
            writer.MoveTo(piece[..1]);
            writer.LineTo(piece[1..]);
        }
    }

    /// <summary>Draws what is in the scratch list. What is too small to be seen has no holes that are.</summary>
    private void DrawRing(Frame frame, ref bool isSeen)
    {
        var isHole = Reading.Rings.Area(scratch) <= 0;
        if (isHole && !isSeen)
            return;
        var isDrawn = Simplify(frame);
        if (!isHole)
            isSeen = isDrawn;
        if (!isDrawn)
            return;
        var ring = CollectionsMarshal.AsSpan(scratch);
        writer.MoveTo(ring[..1]);
        writer.LineTo(ring[1..]);
        writer.ClosePath();
    }

    /// <summary>Thins the ring in the scratch list out; false where a speck is left.</summary>
    private bool Simplify(Frame frame)
    {
        if (scratch.Count > 2)
            scratch.Add(scratch[0]);
        Simplification.Simplify(scratch, frame.Tolerance, open, keeps);
        if (scratch.Count > 1 && scratch[^1] == scratch[0])
            scratch.RemoveAt(scratch.Count - 1);
        // Under four units, half a pixel of 512, an area is a speck.
        return scratch.Count >= 3 && Math.Abs(Reading.Rings.Area(scratch)) >= 2 * 16;
    }

    private void Describe(int feature)
    {
        writer.Tag("class", columns.Texts[columns.Class[feature]]);
        if (columns.Name[feature] != 0)
            writer.Tag("name", columns.Texts[columns.Name[feature]]);
        if (columns.Reference[feature] != 0)
            writer.Tag("ref", columns.Texts[columns.Reference[feature]]);
        var marks = (Marks)columns.Marks[feature];
        if ((marks & (Marks.Oneway | Marks.Against)) != Marks.None)
            writer.Tag("oneway", (marks & Marks.Oneway) != Marks.None ? 1 : 2);
        if ((marks & (Marks.Bridge | Marks.Tunnel)) != Marks.None)
            writer.Tag("structure", (marks & Marks.Bridge) != Marks.None ? "bridge" : "tunnel");
    }

    private static int Bound(long value) => (int)Math.Clamp(value, 0, int.MaxValue);

    /// <summary>From the world to a tile's units.</summary>
    private readonly record struct Frame(int West, int North, int Zoom)
    {
        /// <summary>What is not seen, in units: 8 are a pixel of 512; the highest zoom is enlarged further and keeps all.</summary>
        public int Tolerance => Zoom >= TileSet.MaxZoom ? 0 : 3;

        public (int X, int Y) At(int x, int y) => (Scale((long)x - West), Scale((long)y - North));

        private int Scale(long distance) => (int)(Zoom <= UnitBits ? distance >> (UnitBits - Zoom) : distance << (Zoom - UnitBits));
    }
}
