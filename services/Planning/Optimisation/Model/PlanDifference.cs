namespace Routing.Optimisation.Model;

/// <summary>What a plan changes of another, by the jobs that both serve: the disturbance that people feel.</summary>
/// <param name="OtherDriver">Jobs that another driver does.</param>
/// <param name="OtherOrder">Jobs of the same driver that come after one which they came before.</param>
/// <param name="OtherTime">Jobs whose first service starts earlier or later by more than the tolerance.</param>
/// <param name="Dropped">Jobs that the later plan does not serve.</param>
/// <param name="Added">Jobs that the earlier one did not.</param>
public sealed record PlanDifference(
    IReadOnlyList<Guid> OtherDriver,
    IReadOnlyList<Guid> OtherOrder,
    IReadOnlyList<Guid> OtherTime,
    IReadOnlyList<Guid> Dropped,
    IReadOnlyList<Guid> Added
)
{
    /// <param name="before">The earlier plan.</param>
    /// <param name="after">The later one.</param>
    /// <param name="toleranceSeconds">By how much a start may move unnoticed.</param>
    public static PlanDifference Between(Plan before, Plan after, int toleranceSeconds)
    {
        var was = Places(before);
        var now = Places(after);
        var both = now.Where(job => was.ContainsKey(job.Key)).ToList();
        var order = new List<Guid>();
        foreach (
            var route in both.Where(job => was[job.Key].Driver == job.Value.Driver)
                .GroupBy(job => job.Value.Driver)
        )
        {
            var latest = -1;
            foreach (var (job, place) in route.OrderBy(job => job.Value.Position))
            {
                if (was[job].Position < latest)
                    order.Add(job);
                latest = Math.Max(latest, was[job].Position);
            }
        }

        return new PlanDifference(
            [.. both.Where(job => was[job.Key].Driver != job.Value.Driver).Select(job => job.Key)],
            order,
            [
                .. both.Where(job =>
                        Math.Abs(was[job.Key].Start - job.Value.Start) > toleranceSeconds
                    )
                    .Select(job => job.Key),
            ],
            [.. was.Keys.Where(job => !now.ContainsKey(job))],
            [.. now.Keys.Where(job => !was.ContainsKey(job))]
        );
    }

    private static Dictionary<Guid, (Guid Driver, int Position, int Start)> Places(Plan plan)
    {
        var places = new Dictionary<Guid, (Guid Driver, int Position, int Start)>();
        foreach (var route in plan.Routes)
        {
            foreach (var visit in route.Visits.Where(visit => visit.StopIndex == 0))
                places[visit.JobId] = (route.ResourceId, places.Count, visit.ServiceStart);
        }

        return places;
    }
}
