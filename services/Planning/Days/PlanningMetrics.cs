using System.Diagnostics.Metrics;
using Routing.Contracts.Planning;
using Routing.Planning.Plans;

namespace Routing.Planning.Days;

/// <summary>What an operator watches: meter <c>Routing.Planning</c>.</summary>
internal static class PlanningMetrics
{
    private static readonly Meter Meter = new("Routing.Planning");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("planning.plan.duration", "ms", "From the fold of new entries to the commit of their plan");
    private static readonly Counter<long> Versions = Meter.CreateCounter<long>("planning.plan.versions", description: "Plan versions published");
    private static readonly Counter<long> Promised = Meter.CreateCounter<long>("planning.moves.scheduled", description: "Windows promised, and changes told");
    private static readonly Counter<long> Unserved = Meter.CreateCounter<long>("planning.moves.unserved", description: "Moves told to be unserved");

    public static void Planned(TimeSpan took, Publication publication)
    {
        Duration.Record(took.TotalMilliseconds);
        Versions.Add(publication.Messages.Count(message => message is PlanPublished));
        Promised.Add(publication.Messages.Count(message => message is PickupScheduled));
        Unserved.Add(publication.Messages.Count(message => message is PickupUnserved));
    }
}
