namespace Routing.Tiles.Reading;

/// <summary>
/// The sea of an extract that has beaches and no coastline (some are cut so): the wide empty area that beaches lie at. Land is
/// where anything is mapped, gaps up to some 400 m closed; the shore is as exact as that. Decision 0025.
/// </summary>
internal sealed class ShoreGuess
{
    private const int MostCellsASide = 4096;

    // Some 30 m in the middle latitudes.
    private const int LeastCell = 1 << 11;

    // In cells: gaps in what is mapped that are land all the same, and the least width of a sea.
    private const double Gap = 6;
    private const double HalfWidth = 9;
    private const int LeastCells = 3000;
    private const int LeastBeaches = 3;

    private readonly Box box;
    private readonly int cell;
    private readonly int width;
    private readonly int height;
    private readonly bool[] land;

    private ShoreGuess(Box box)
    {
        this.box = box;
        cell = LeastCell;
        while (((long)box.East - box.West) / cell > MostCellsASide || ((long)box.South - box.North) / cell > MostCellsASide)
            cell *= 2;
        (width, height) = ((int)(((long)box.East - box.West) / cell) + 1, (int)(((long)box.South - box.North) / cell) + 1);
        land = new bool[width * height];
    }

    /// <summary>Rings of water, each outer one before its islands; none where nothing speaks for a sea.</summary>
    /// <param name="beaches">A point of each beach.</param>
    public static List<List<(int X, int Y)>> Sea(FeatureSet mapped, IReadOnlyList<(int X, int Y)> beaches, Box box)
    {
        if (beaches.Count < LeastBeaches || box.West >= box.East || box.North >= box.South)
            return [];
        var guess = new ShoreGuess(box);
        foreach (var feature in mapped.Features)
            guess.Mark(mapped, feature);
        var sea = guess.SeaCells(beaches);
        var rings = new Outline(sea, guess.width, guess.height).Rings()
            .ConvertAll(ring => ring.ConvertAll(at => ((int)Math.Clamp(box.West + (at.X * guess.cell), box.West, box.East), (int)Math.Clamp(box.North + (at.Y * guess.cell), box.North, box.South))));
        rings.RemoveAll(ring => ring.Count < 4);
        var outers = rings.Where(ring => Rings.Area(ring) > 0).Select(ring => Beyond.Stretch(ring, box)).ToList();
        return Rings.Nest(outers, [.. rings.Where(ring => Rings.Area(ring) < 0)]);
    }

    private void Mark(FeatureSet mapped, Feature feature)
    {
        if (feature.What.Layer is Schema.MapLayer.Water or Schema.MapLayer.Waterway or Schema.MapLayer.Boundary or Schema.MapLayer.Place)
            return;
        for (var ring = feature.FirstRing; ring < feature.FirstRing + feature.Rings; ring++)
        {
            var end = ring + 1 < mapped.FirstPoint.Count ? mapped.FirstPoint[ring + 1] : mapped.X.Count;
            var points = new List<(double X, double Y)>();
            for (var p = mapped.FirstPoint[ring]; p < end; p++)
                points.Add((((double)mapped.X[p] - box.West) / cell, ((double)mapped.Y[p] - box.North) / cell));
            if (feature.Shape == Schema.Shape.Area)
                Fill(points);
            for (var i = 0; i < points.Count; i++)
                MarkLine(points[i], feature.Shape == Schema.Shape.Area ? points[(i + 1) % points.Count] : points[Math.Min(i + 1, points.Count - 1)]);
        }
    }

    private void MarkLine((double X, double Y) from, (double X, double Y) to)
    {
        var steps = (int)Math.Max(1, 2 * Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)));
        for (var i = 0; i <= steps; i++)
            Set((int)(from.X + ((to.X - from.X) * i / steps)), (int)(from.Y + ((to.Y - from.Y) * i / steps)));
    }

    private void Set(int x, int y)
    {
        if (x >= 0 && y >= 0 && x < width && y < height)
            land[(y * width) + x] = true;
    }

    // Even-odd along the middle of each row of cells.
    private void Fill(List<(double X, double Y)> ring)
    {
        var crossings = new List<double>();
        for (var row = Math.Max(0, (int)ring.Min(p => p.Y)); row <= Math.Min(height - 1, ring.Max(p => p.Y)); row++)
        {
            crossings.Clear();
            for (var i = 0; i < ring.Count; i++)
            {
                var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
                if (a.Y > row + 0.5 != b.Y > row + 0.5)
                    crossings.Add(a.X + ((row + 0.5 - a.Y) * (b.X - a.X) / (b.Y - a.Y)));
            }

            crossings.Sort();
            for (var i = 1; i < crossings.Count; i += 2)
            {
                for (var x = (int)crossings[i - 1]; x <= (int)crossings[i]; x++)
                    Set(x, row);
            }
        }
    }

    private bool[] SeaCells(IReadOnlyList<(int X, int Y)> beaches)
    {
        // Land with its gaps closed: grown, then shrunk by as much. The world beyond the box is unknown, not land.
        var grown = Distances.To(land, width, height).Select(away => away <= Gap).ToArray();
        var empty = Distances.To([.. grown.Select(isLand => !isLand)], width, height).Select(away => away <= Gap).ToArray();
        // What is wide enough for a sea, by parts; each with the beaches that lie at it.
        var wide = Distances.To([.. empty.Select(isEmpty => !isEmpty)], width, height).Select(away => away > HalfWidth).ToArray();
        var parts = Parts(wide, out var sizes);
        var reach = Distances.To(wide, width, height);
        var found = new int[sizes.Count];
        foreach (var (x, y) in beaches)
        {
            if (NearestPart(parts, (int)(((double)x - box.West) / cell), (int)(((double)y - box.North) / cell)) is { } part)
                found[part]++;
        }

        var isSea = parts.Select(part => part >= 0 && sizes[part] >= LeastCells && found[part] >= LeastBeaches).ToArray();
        if (!Array.Exists(isSea, each => each))
            return isSea;
        // Back to its shore, but not through straits narrower than a sea is wide.
        var back = Distances.To(isSea, width, height);
        return [.. Enumerable.Range(0, isSea.Length).Select(i => empty[i] && back[i] <= HalfWidth + 1 && reach[i] <= HalfWidth + 1)];
    }

    private int? NearestPart(int[] parts, int x, int y)
    {
        const int reach = (int)(HalfWidth + Gap + 4);
        (int Squared, int Part)? nearest = null;
        for (var dy = -reach; dy <= reach; dy++)
        {
            for (var dx = -reach; dx <= reach; dx++)
            {
                var (cx, cy) = (x + dx, y + dy);
                if (cx < 0 || cy < 0 || cx >= width || cy >= height || parts[(cy * width) + cx] < 0)
                    continue;
                if (nearest is null || (dx * dx) + (dy * dy) < nearest.Value.Squared)
                    nearest = ((dx * dx) + (dy * dy), parts[(cy * width) + cx]);
            }
        }

        return nearest?.Part;
    }

    /// <summary>Numbers what hangs together, -1 for the rest.</summary>
    private int[] Parts(bool[] cells, out List<int> sizes)
    {
        var parts = new int[cells.Length];
        Array.Fill(parts, -1);
        sizes = [];
        var open = new Stack<int>();
        for (var start = 0; start < cells.Length; start++)
        {
            if (!cells[start] || parts[start] >= 0)
                continue;
            var size = 0;
            open.Push(start);
            parts[start] = sizes.Count;
            while (open.TryPop(out var at))
            {
                size++;
                var x = at % width;
                foreach (var next in (ReadOnlySpan<int>)[x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width])
                {
                    if (next < 0 || next >= cells.Length || !cells[next] || parts[next] >= 0)
                        continue;
                    parts[next] = sizes.Count;
                    open.Push(next);
                }
            }

            sizes.Add(size);
        }

        return parts;
    }
}
