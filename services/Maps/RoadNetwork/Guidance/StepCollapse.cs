namespace Routing.RoadNetwork.Guidance;

/// <summary>
/// Leaves out what a driver would have no time to read: a name that is followed for some metres, straight on from one
/// street to the next, as on a square or a bridge.
/// </summary>
internal static class StepCollapse
{
    private const double ShortMetres = 30;

    public static List<RouteStep> Run(List<RouteStep> steps)
    {
        var kept = new List<RouteStep>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (kept.Count > 0 && i + 1 < steps.Count && IsPassing(steps[i]) && IsStraightOn(steps[i + 1]))
                kept[^1] = Longer(kept[^1], steps[i]);
            else
                kept.Add(steps[i]);
        }

        return kept;
    }

    private static bool IsPassing(RouteStep step) => step.DistanceMetres < ShortMetres && IsStraightOn(step) && step.Class != RoadClass.Ferry;

    private static bool IsStraightOn(RouteStep step) =>
        step.Manoeuvre.Type == ManoeuvreType.NewName && step.Manoeuvre.Modifier is TurnModifier.Straight or TurnModifier.SlightLeft or TurnModifier.SlightRight;

    private static RouteStep Longer(RouteStep step, RouteStep next) => step with
    {
        DistanceMetres = step.DistanceMetres + next.DistanceMetres,
        DurationDeciseconds = step.DurationDeciseconds + next.DurationDeciseconds,
        LastCoordinate = next.LastCoordinate,
        Intersections = [.. step.Intersections, .. next.Intersections],
    };
}
