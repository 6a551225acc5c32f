using Routing.Tiles.Schema;
using Routing.Tiles.TileFile;

namespace Routing.Tiles;

/// <summary>
/// Something that is drawn, as the extract has it: neither cut nor thinned out. Coordinates are whole numbers on the square
/// world of web maps, 2^31 units a side, x to the east and y to the south. Reads straight from the tile set's columns.
/// </summary>
public sealed class MapFeature
{
    private readonly FeatureColumns columns;
    private readonly int index;

    internal MapFeature(FeatureColumns columns, int index) => (this.columns, this.index) = (columns, index);

    public string Class => columns.Texts[columns.Class[index]];

    /// <summary>Null where it has none.</summary>
    public string? Name => columns.Name[index] == 0 ? null : columns.Texts[columns.Name[index]];

    /// <summary>As in the tiles of MapLibre's filters: <c>Point</c>, <c>LineString</c> or <c>Polygon</c>.</summary>
    public string Geometry => (Shape)columns.Shape[index] switch { Shape.Point => "Point", Shape.Line => "LineString", _ => "Polygon" };

    /// <summary>One for points and lines; of an area each outer ring, clockwise on the screen, before its holes; rings are not closed.</summary>
    public int Rings => columns.FirstRing[index + 1] - columns.FirstRing[index];

    /// <summary>An attribute as the tiles have it: <c>class</c>, <c>name</c>, <c>ref</c>, <c>structure</c> as text, <c>oneway</c> as a number; null where it is absent.</summary>
    public object? Attribute(string name) => name switch
    {
        "class" => Class,
        "name" => Name,
        "ref" => columns.Reference[index] == 0 ? null : columns.Texts[columns.Reference[index]],
        "oneway" => (Marks & Marks.Oneway) != Marks.None ? 1.0 : (Marks & Marks.Against) != Marks.None ? 2.0 : null,
        "structure" => (Marks & Marks.Bridge) != Marks.None ? "bridge" : (Marks & Marks.Tunnel) != Marks.None ? "tunnel" : null,
        _ => null,
    };

    public ReadOnlySpan<int> X(int ring) => Points(columns.X, ring);

    public ReadOnlySpan<int> Y(int ring) => Points(columns.Y, ring);

    private Marks Marks => (Marks)columns.Marks[index];

    private ReadOnlySpan<int> Points(int[] all, int ring)
    {
        var at = columns.FirstRing[index] + ring;
        return all.AsSpan(columns.FirstPoint[at], columns.FirstPoint[at + 1] - columns.FirstPoint[at]);
    }
}
