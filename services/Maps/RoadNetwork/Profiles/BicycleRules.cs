using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>
/// A bicycle, 18 km/h on a good road. Not on motorways and motor roads; cycleways, paths and tracks as the surface
/// allows; footways and pedestrian streets are walked (4 km/h) unless tagged for bicycles; steps are climbed at 1.5 km/h.
/// Oneways bind it but for <c>oneway:bicycle=no</c> and <c>cycleway=opposite*</c>. Lights 3 s, turns cost nothing.
/// </summary>
internal sealed class BicycleRules : CycleRules
{
    private static readonly string[] Keys = ["bicycle", "vehicle", "access"];
    private static readonly string[] Oneways = ["oneway:bicycle", "oneway:vehicle"];

    public override Profile Profile => Profile.Bicycle;

    public override ReadOnlySpan<string> AccessKeys => Keys;

    protected override ReadOnlySpan<string> OnewayKeys => Oneways;

    protected override double StepsKmh => 1.5;

    protected override double RideKmh(string highway, TagSet tags) => highway switch
    {
        "trunk" or "trunk_link" or "primary" or "primary_link" or "secondary" or "secondary_link" or "tertiary"
            or "tertiary_link" or "unclassified" or "residential" or "road" or "cycleway" => 18,
        "living_street" or "service" => 15,
        "track" or "bridleway" => 12,
        "path" => 12,
        "footway" or "pedestrian" => tags.HasAny("bicycle", "yes", "designated", "permissive", "official") ? 10 : 0,
        _ => 0,
    };

    protected override double SurfaceKmh(SurfaceQuality surface) => surface switch
    {
        SurfaceQuality.Smooth => double.MaxValue,
        SurfaceQuality.Paved => 16,
        SurfaceQuality.Cobbled => 11,
        SurfaceQuality.Compacted => 15,
        SurfaceQuality.Loose => 11,
        _ => 6,
    };
}
