using System.Collections.Concurrent;
using Routing.Contracts.Values;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Guidance;

namespace Routing.Planning.Roads;

/// <summary>Legs with their geometry and instructions, for routes that are sent; remembered. Thread-safe.</summary>
internal sealed class Legs(Router router)
{
    private const int MaxKept = 20_000;
    private readonly ConcurrentDictionary<(Profile, Coordinate, Coordinate), Leg> kept = [];

    /// <summary>Null when no way leads there.</summary>
    public Leg? Find(Means means, bool isLoaded, Place from, Place to, CancellationToken cancellation)
    {
        var profile = RoadsInUse.ProfileOf(means);
        var key = (profile, RoadsInUse.PointOf(from), RoadsInUse.PointOf(to));
        if (!kept.TryGetValue(key, out var leg))
        {
            var route = router.Route(profile, [key.Item2, key.Item3], geometry: true, steps: true, cancellation);
            if (route.Outcome != RouteOutcome.Ok) return null;
            if (kept.Count > MaxKept) kept.Clear();
            leg = kept[key] = Make(route.Legs[0], from, to);
        }

        return leg with { Means = means, Loaded = isLoaded, From = from, To = to };
    }

    private static Leg Make(RouteLeg leg, Place from, Place to) => new(
        Means.Car,
        Loaded: false,
        from,
        to,
        leg.DurationDeciseconds / 10.0,
        (int)Math.Round(leg.DistanceMetres, MidpointRounding.AwayFromZero),
        Polyline.Encode(leg.Coordinates, 6),
        [.. leg.Steps.Select(Instruction)]);

    private static Instruction Instruction(RouteStep step) => new(
        EnglishText.Of(step),
        Type(step.Manoeuvre.Type),
        Modifier(step.Manoeuvre.Modifier),
        step.Name,
        step.Manoeuvre.Location.Lon,
        step.Manoeuvre.Location.Lat,
        (int)Math.Round(step.DistanceMetres, MidpointRounding.AwayFromZero),
        step.DurationDeciseconds / 10.0);

    private static string Type(ManoeuvreType type) => type switch
    {
        ManoeuvreType.NewName => "new name",
        ManoeuvreType.OnRamp => "on ramp",
        ManoeuvreType.OffRamp => "off ramp",
        ManoeuvreType.EndOfRoad => "end of road",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string? Modifier(TurnModifier modifier) => modifier switch
    {
        TurnModifier.None => null,
        TurnModifier.UTurn => "uturn",
        TurnModifier.SharpRight => "sharp right",
        TurnModifier.SlightRight => "slight right",
        TurnModifier.SlightLeft => "slight left",
        TurnModifier.SharpLeft => "sharp left",
        _ => modifier.ToString().ToLowerInvariant(),
    };
}
