namespace Routing.RoadNetwork.Guidance;

/// <summary>Makes one leg of two where a point is passed without stopping.</summary>
internal static class LegJoin
{
    // The road goes on when its direction changes less than this, and its name not at all.
    private const double SameDegrees = 30;

    public static RouteLeg Join(RouteLeg first, RouteLeg second)
    {
        var coordinates = first.Coordinates.ToList();
        var meets = coordinates.Count > 0 && second.Coordinates.Count > 0 && coordinates[^1] == second.Coordinates[0];
        var shift = coordinates.Count - (meets ? 1 : 0);
        coordinates.AddRange(second.Coordinates.Skip(meets ? 1 : 0));
        return new RouteLeg(
            first.DurationDeciseconds + second.DurationDeciseconds,
            first.DistanceMetres + second.DistanceMetres,
            coordinates,
            first.Steps.Count == 0 ? second.Steps : Join(first.Steps, second.Steps, shift))
        {
            Annotation = first.Annotation is { } a && second.Annotation is { } b
                ? new LegAnnotation(
                    [.. a.NodeOsmIds, .. b.NodeOsmIds.Skip(1)],
                    [.. a.DistancesMetres, .. b.DistancesMetres],
                    [.. a.DurationsDeciseconds, .. b.DurationsDeciseconds],
                    [.. a.TurnsDeciseconds.SkipLast(1), .. b.TurnsDeciseconds])
                : null,
        };
    }

    /// <summary>The first leg's arrival and the second's departure become driving on, or a turn where the route turns there.</summary>
    private static List<RouteStep> Join(IReadOnlyList<RouteStep> first, IReadOnlyList<RouteStep> second, int shift)
    {
        var steps = first.SkipLast(1).ToList();
        var arrival = first[^1].Manoeuvre;
        for (var i = 0; i < second.Count; i++)
        {
            var step = Shifted(second[i], shift);
            if (i > 0)
            {
                steps.Add(step);
                continue;
            }

            var before = steps[^1];
            var turned = (step.Manoeuvre.BearingAfter - arrival.BearingBefore + 540) % 360 - 180;
            if (Math.Abs(turned) < SameDegrees && before.Name == step.Name && before.Ref == step.Ref)
            {
                steps[^1] = before with
                {
                    DistanceMetres = before.DistanceMetres + step.DistanceMetres,
                    DurationDeciseconds = before.DurationDeciseconds + step.DurationDeciseconds,
                    LastCoordinate = step.LastCoordinate,
                    Intersections = [.. before.Intersections, .. step.Intersections.Skip(1)],
                };
                continue;
            }

            steps.Add(step with
            {
                Manoeuvre = step.Manoeuvre with
                {
                    Type = before.Name == step.Name ? ManoeuvreType.Continue : ManoeuvreType.NewName,
                    Modifier = StepBuilder.Modifier(turned),
                    BearingBefore = arrival.BearingBefore,
                },
            });
        }

        return steps;
    }

    private static RouteStep Shifted(RouteStep step, int shift) => step with
    {
        FirstCoordinate = step.FirstCoordinate + shift,
        LastCoordinate = step.LastCoordinate + shift,
        Intersections = [.. step.Intersections.Select(at => at with { Coordinate = at.Coordinate + shift })],
        Inside = step.Inside is { } inside ? inside with { LastCoordinate = inside.LastCoordinate + shift } : null,
    };
}
