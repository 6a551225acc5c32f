using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>
/// A driver's folding e-scooter, 20 km/h on a good road: access as for a cycle, first by
/// <c>small_electric_vehicle</c>, then <c>bicycle</c>. Never on motorways and trunk roads. Small wheels make rough
/// surfaces slow. Footways, pedestrian streets and paths are walked (4 km/h) unless tagged for cycles; steps are shut.
/// Oneways bind it but where they do not bind bicycles. Lights 3 s, turns cost nothing.
/// </summary>
internal sealed class ScooterRules : CycleRules
{
    private static readonly string[] Keys = ["small_electric_vehicle", "bicycle", "vehicle", "access"];
    private static readonly string[] Oneways = ["oneway:small_electric_vehicle", "oneway:bicycle", "oneway:vehicle"];

    public override Profile Profile => Profile.Scooter;

    public override ReadOnlySpan<string> AccessKeys => Keys;

    protected override ReadOnlySpan<string> OnewayKeys => Oneways;

    protected override double StepsKmh => 0;

    protected override double RideKmh(string highway, TagSet tags) => highway switch
    {
        "primary" or "primary_link" or "secondary" or "secondary_link" or "tertiary" or "tertiary_link"
            or "unclassified" or "residential" or "road" or "cycleway" => 20,
        "living_street" or "service" => 15,
        "track" => 10,
        "footway" or "pedestrian" or "path" => tags.HasAny("small_electric_vehicle", "yes", "designated", "permissive", "official")
            || tags.HasAny("bicycle", "yes", "designated", "permissive", "official") ? 10 : 0,
        _ => 0,
    };

    protected override double SurfaceKmh(SurfaceQuality surface) => surface switch
    {
        SurfaceQuality.Smooth => double.MaxValue,
        SurfaceQuality.Paved => 16,
        SurfaceQuality.Cobbled => 8,
        SurfaceQuality.Compacted => 14,
        SurfaceQuality.Loose => 9,
        _ => 4,
    };
}
