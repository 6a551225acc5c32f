namespace Routing.OsmData;

/// <summary>A node, way or relation of an extract.</summary>
/// <param name="Id">Unique among those of its kind.</param>
/// <param name="Tags">Empty where it has none.</param>
public abstract record OsmObject(long Id, TagSet Tags);

/// <param name="Id">Of the node.</param>
/// <param name="LonE7">Degrees times 1e7.</param>
/// <param name="LatE7">Degrees times 1e7.</param>
/// <param name="Tags">Empty where it has none.</param>
public sealed record OsmNode(long Id, long LonE7, long LatE7, TagSet Tags) : OsmObject(Id, Tags)
{
    /// <summary>Degrees.</summary>
    public double Lon => LonE7 / 1e7;

    /// <summary>Degrees.</summary>
    public double Lat => LatE7 / 1e7;
}

/// <param name="Id">Of the way.</param>
/// <param name="Tags">Empty where it has none.</param>
/// <param name="Nodes">Ids in drawing order.</param>
public sealed record OsmWay(long Id, TagSet Tags, long[] Nodes) : OsmObject(Id, Tags);

public sealed record OsmRelation(long Id, TagSet Tags, OsmMember[] Members) : OsmObject(Id, Tags);

/// <param name="Type">What the member is.</param>
/// <param name="Id">Of the member.</param>
/// <param name="Role">Such as <c>from</c>; often empty.</param>
public readonly record struct OsmMember(OsmType Type, long Id, string Role);

/// <summary>The kinds of objects, numbered as in PBF.</summary>
public enum OsmType
{
    Node,
    Way,
    Relation,

    /// <summary>A number that the format does not know.</summary>
    Unknown,
}
