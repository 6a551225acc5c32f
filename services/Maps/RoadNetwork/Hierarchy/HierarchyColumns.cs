using Routing.RoadNetwork.RegionFile;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>A profile's hierarchy as mapped from a region file.</summary>
internal static class HierarchyColumns
{
    public static Topology Topology(MappedRegion file, Profile profile) => new()
    {
        StateOfRank = file.Column<int>(Layout.Of(Section.StateOfRank, profile)),
        RankOfState = file.Column<int>(Layout.Of(Section.RankOfState, profile)),
        Parent = file.Column<int>(Layout.Of(Section.Parent, profile)),
        Depth = file.Column<ushort>(Layout.Of(Section.Depth, profile)),
        FirstOut = file.Column<int>(Layout.Of(Section.FirstOut, profile)),
        OutDepth = file.Column<ushort>(Layout.Of(Section.OutDepth, profile)),
        FirstIn = file.Column<int>(Layout.Of(Section.FirstIn, profile)),
        InDepth = file.Column<ushort>(Layout.Of(Section.InDepth, profile)),
        ArcOfTurn = file.Column<int>(Layout.Of(Section.ArcOfTurn, profile)),
    };

    public static Metric Metric(MappedRegion file, Profile profile, Column<int> stateWeight) => new()
    {
        StateWeight = stateWeight,
        Out = new ArcRows
        {
            First = file.Column<int>(Layout.Of(Section.FirstWay, profile)),
            Depth = file.Column<ushort>(Layout.Of(Section.WayDepth, profile)),
            Weight = file.Column<int>(Layout.Of(Section.WayWeight, profile)),
            Centimetres = file.Column<int>(Layout.Of(Section.WayCentimetres, profile)),
            Halves = file.Column<ArcHalves>(Layout.Of(Section.WayHalves, profile)),
        },
        In = new ArcRows
        {
            First = file.Column<int>(Layout.Of(Section.FirstBack, profile)),
            Depth = file.Column<ushort>(Layout.Of(Section.BackDepth, profile)),
            Weight = file.Column<int>(Layout.Of(Section.BackWeight, profile)),
            Centimetres = file.Column<int>(Layout.Of(Section.BackCentimetres, profile)),
            Halves = file.Column<ArcHalves>(Layout.Of(Section.BackHalves, profile)),
        },
    };
}
