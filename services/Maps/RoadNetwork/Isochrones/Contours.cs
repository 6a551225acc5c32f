namespace Routing.RoadNetwork.Isochrones;

/// <summary>
/// The line around what is reached within a time, by marching squares: a square between four cells is crossed by the
/// line where some are in and some out. Lorensen and Cline 1987, in the plane. What is in lies left of the line, so outer
/// rings run counter-clockwise and holes clockwise. O(cells).
/// </summary>
internal static class Contours
{
    /// <summary>Rings of fewer cells are noise of the grid.</summary>
    private const double LeastCells = 4;

    /// <summary>The line may be drawn so much off: the grid knows no better.</summary>
    private const double SmoothCells = 0.25;

    // The sides of a square: bottom, right, top, left. By which corners are in (1 bottom left, 2 bottom right, 4 top
    // right, 8 top left): from which side to which the line goes; two lines where opposite corners are in.
    private static readonly (int From, int To)[][] Lines =
    [
        [], [(0, 3)], [(1, 0)], [(1, 3)], [(2, 1)], [(0, 3), (2, 1)], [(2, 0)], [(2, 3)],
        [(3, 2)], [(0, 2)], [(1, 0), (3, 2)], [(1, 2)], [(3, 1)], [(0, 1)], [(3, 0)], [],
    ];

    // The same for opposite corners when the middle is in too: then they hang together.
    private static readonly (int From, int To)[] JoinedFive = [(0, 1), (2, 3)];
    private static readonly (int From, int To)[] JoinedTen = [(3, 0), (1, 2)];

    public static IReadOnlyList<AreaPolygon> Around(TimeField field, float limit)
    {
        var next = new Dictionary<long, long>(); // From side to side of the grid, along the line.
        for (var y = 0; y < field.Height - 1; y++)
        {
            for (var x = 0; x < field.Width - 1; x++)
            {
                var corners = (field.At(x, y) <= limit ? 1 : 0) | (field.At(x + 1, y) <= limit ? 2 : 0)
                    | (field.At(x + 1, y + 1) <= limit ? 4 : 0) | (field.At(x, y + 1) <= limit ? 8 : 0);
                foreach (var (from, to) in LinesOf(field, limit, x, y, corners))
                    next.Add(Side(x, y, from), Side(x, y, to));
            }
        }

        var outer = new List<List<Coordinate>>();
        var holes = new List<List<Coordinate>>();
        var cellArea = Math.Abs(Rings.Area([field.ToCoordinate(0, 0), field.ToCoordinate(1, 0), field.ToCoordinate(1, 1), field.ToCoordinate(0, 1), field.ToCoordinate(0, 0)]));
        while (next.Count > 0)
        {
            var ring = Follow(field, limit, next);
            var area = Rings.Area(ring);
            if (Math.Abs(area) < LeastCells * cellArea)
                continue;
            (area > 0 ? outer : holes).Add(Rings.Simplify(ring, SmoothCells * field.CellLat));
        }

        return Assemble(outer, holes);
    }

    private static (int From, int To)[] LinesOf(TimeField field, float limit, int x, int y, int corners)
    {
        if (corners is not (5 or 10))
            return Lines[corners];
        var middle = (field.At(x, y) + field.At(x + 1, y) + field.At(x + 1, y + 1) + field.At(x, y + 1)) / 4;
        return middle > limit ? Lines[corners] : corners == 5 ? JoinedFive : JoinedTen;
    }

    // Each side of the grid has one number: those along the bottom of a cell even, those along its left odd.
    private static long Side(int x, int y, int side) => side switch
    {
        0 => Number(x, y, 0),
        1 => Number(x + 1, y, 1),
        2 => Number(x, y + 1, 0),
        _ => Number(x, y, 1),
    };

    private static long Number(int x, int y, int kind) => ((long)y << 32) | ((long)x << 1) | (uint)kind;

    /// <summary>Takes one closed line out of the sides, as points.</summary>
    private static List<Coordinate> Follow(TimeField field, float limit, Dictionary<long, long> next)
    {
        var ring = new List<Coordinate>();
        var side = next.Keys.First();
        while (next.Remove(side, out var to))
        {
            ring.Add(PointOn(field, limit, side));
            side = to;
        }

        ring.Add(ring[0]);
        return ring;
    }

    private static Coordinate PointOn(TimeField field, float limit, long side)
    {
        var y = (int)(side >> 32);
        var x = (int)((side & 0xFFFFFFFF) >> 1);
        var isUpright = (side & 1) != 0;
        var (a, b) = (field.At(x, y), isUpright ? field.At(x, y + 1) : field.At(x + 1, y));

        // Between times the line lies in proportion; next to where no road is, in the middle.
        var share = float.IsInfinity(a) || float.IsInfinity(b) ? 0.5 : Math.Clamp((limit - a) / (b - a), 0.05, 0.95);
        return isUpright ? field.ToCoordinate(x, y + share) : field.ToCoordinate(x + share, y);
    }

    private static List<AreaPolygon> Assemble(List<List<Coordinate>> outer, List<List<Coordinate>> holes)
    {
        // A hole belongs to the smallest ring around it; an island in a lake has rings of its own.
        var bySize = outer.OrderBy(Rings.Area).ToList();
        var holesOf = bySize.ConvertAll(_ => new List<IReadOnlyList<Coordinate>>());
        foreach (var hole in holes)
        {
            var owner = bySize.FindIndex(ring => Rings.IsInside(ring, hole[0]));
            if (owner >= 0)
                holesOf[owner].Add(hole);
        }

        var polygons = new List<AreaPolygon>();
        for (var i = bySize.Count - 1; i >= 0; i--)
            polygons.Add(new AreaPolygon(bySize[i], holesOf[i]));
        return polygons;
    }
}
