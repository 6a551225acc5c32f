using Routing.RoadNetwork.Graph;

namespace Routing.RoadNetwork.Isochrones;

/// <summary>
/// A grid over what is reached: each cell has the time to the road nearest to its middle, which is the road that a pin
/// there would be snapped to. Roads are laid into the cells that they cross, then carried to the cells around them in two
/// sweeps (Danielsson 1980). O(cells + road length / cell).
/// </summary>
internal sealed class TimeField
{
    /// <summary>Farther from every road, nobody hands over a car.</summary>
    private const double RoadReachMetres = 150;
    private const int MostCellsAcross = 600;
    private const double LeastCellMetres = 15;
    private const double MetresPerDegree = 6_371_008.8 * Math.PI / 180;

    private readonly double _west;
    private readonly double _south;
    private readonly double _lonPerCell;
    private readonly double _latPerCell;

    // By cell: the nearest road point known, in cells, and the time to it; NaN where none is known.
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly float[] _time;

    public TimeField(Region region, Profile profile, IReach reach)
    {
        var roads = region.Columns;
        var bounds = Bounds(region, reach);
        var metresPerLon = MetresPerDegree * Math.Max(0.01, Math.Cos((bounds.MinLat + bounds.MaxLat) / 2 * Math.PI / 180));
        var across = Math.Max((bounds.MaxLon - bounds.MinLon) * metresPerLon, (bounds.MaxLat - bounds.MinLat) * MetresPerDegree);
        CellMetres = Math.Max(LeastCellMetres, (across + 4 * RoadReachMetres) / MostCellsAcross);
        _lonPerCell = CellMetres / metresPerLon;
        _latPerCell = CellMetres / MetresPerDegree;
        var margin = RoadReachMetres / CellMetres + 2;
        _west = bounds.MinLon - margin * _lonPerCell;
        _south = bounds.MinLat - margin * _latPerCell;
        Width = (int)Math.Ceiling((bounds.MaxLon - _west) / _lonPerCell + margin);
        Height = (int)Math.Ceiling((bounds.MaxLat - _south) / _latPerCell + margin);
        _x = new float[Width * Height];
        _y = new float[_x.Length];
        _time = new float[_x.Length];
        _x.AsSpan().Fill(float.NaN);
        var graph = region.Graphs[(int)profile];
        var box = new BoundingBox(_west, _south, _west + Width * _lonPerCell, _south + Height * _latPerCell);
        for (var segment = 0; segment < roads.Tail.Length; segment++)
        {
            // Roads that are not reached count too: what is nearer to one of them is not reached either.
            if (graph.ComponentPoints[segment] > 0 && Region.ToBounds(roads.Boxes[segment]).Intersects(box))
                Lay(region, reach, segment);
        }

        Spread();
    }

    public int Width { get; }

    public int Height { get; }

    public double CellMetres { get; }

    /// <summary>A cell's height in degrees.</summary>
    public double CellLat => _latPerCell;

    /// <summary>Deciseconds at a cell's middle; infinite where no road is near, or none that is reached.</summary>
    public float At(int x, int y)
    {
        if (x < 1 || y < 1 || x >= Width - 1 || y >= Height - 1)
            return float.PositiveInfinity;
        var cell = y * Width + x;
        var metres = Math.Sqrt(Squared(cell, x, y)) * CellMetres;
        return float.IsNaN(_x[cell]) || metres > Math.Max(RoadReachMetres, CellMetres) ? float.PositiveInfinity : _time[cell];
    }

    /// <summary>Degrees of a point in cells, middles being whole numbers.</summary>
    public Coordinate ToCoordinate(double x, double y) => new(_west + (x + 0.5) * _lonPerCell, _south + (y + 0.5) * _latPerCell);

    private static BoundingBox Bounds(Region region, IReach reach)
    {
        double west = 180, south = 90, east = -180, north = -90;
        foreach (var segment in reach.Segments)
        {
            var box = Region.ToBounds(region.Columns.Boxes[segment]);
            (west, south) = (Math.Min(west, box.MinLon), Math.Min(south, box.MinLat));
            (east, north) = (Math.Max(east, box.MaxLon), Math.Max(north, box.MaxLat));
        }

        return new BoundingBox(west, south, east, north);
    }

    private void Lay(Region region, IReach reach, int segment)
    {
        var roads = region.Columns;
        var length = Math.Max(0.01, roads.Centimetres[segment] / 100.0);
        var before = 0.0;
        for (var p = roads.FirstPoint[segment]; p < roads.LastPoint[segment]; p++)
        {
            var (a, b) = (region.PointAt(p), region.PointAt(p + 1));
            var metres = a.MetresTo(b);
            var pieces = Math.Max(1, (int)Math.Ceiling(2 * metres / CellMetres));
            for (var i = 0; i <= pieces; i++)
            {
                var along = (double)i / pieces;
                var time = reach.At(segment, Math.Min(1, (before + along * metres) / length));
                Put(
                    (float)((a.Lon + along * (b.Lon - a.Lon) - _west) / _lonPerCell - 0.5),
                    (float)((a.Lat + along * (b.Lat - a.Lat) - _south) / _latPerCell - 0.5),
                    time == Reach.Never ? float.PositiveInfinity : time);
            }

            before += metres;
        }
    }

    private void Put(float x, float y, float time)
    {
        var (column, row) = ((int)MathF.Round(x), (int)MathF.Round(y));
        if (column < 0 || row < 0 || column >= Width || row >= Height)
            return;
        var cell = row * Width + column;
        var squared = (x - column) * (x - column) + (y - row) * (y - row);
        if (!float.IsNaN(_x[cell]) && Squared(cell, column, row) <= squared)
            return;
        (_x[cell], _y[cell], _time[cell]) = (x, y, time);
    }

    private float Squared(int cell, int x, int y) => (_x[cell] - x) * (_x[cell] - x) + (_y[cell] - y) * (_y[cell] - y);

    private void Spread()
    {
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
                Take(x, y, [(-1, 0), (-1, -1), (0, -1), (1, -1)]);
            for (var x = Width - 1; x >= 0; x--)
                Take(x, y, [(1, 0)]);
        }

        for (var y = Height - 1; y >= 0; y--)
        {
            for (var x = Width - 1; x >= 0; x--)
                Take(x, y, [(1, 0), (1, 1), (0, 1), (-1, 1)]);
            for (var x = 0; x < Width; x++)
                Take(x, y, [(-1, 0)]);
        }
    }

    private void Take(int x, int y, ReadOnlySpan<(int X, int Y)> neighbours)
    {
        var cell = y * Width + x;
        foreach (var (dx, dy) in neighbours)
        {
            var (column, row) = (x + dx, y + dy);
            if (column < 0 || row < 0 || column >= Width || row >= Height)
                continue;
            var other = row * Width + column;
            if (float.IsNaN(_x[other]) || (!float.IsNaN(_x[cell]) && Squared(cell, x, y) <= Squared(other, x, y)))
                continue;
            (_x[cell], _y[cell], _time[cell]) = (_x[other], _y[other], _time[other]);
        }
    }
}
