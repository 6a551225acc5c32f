using Microsoft.Extensions.Options;
using Routing.Contracts.Drivers;
using Routing.Maps.Conditions;
using Routing.Maps.Data;
using Routing.Maps.Import;
using Routing.Messaging;

namespace Routing.Maps.Consumers;

/// <summary>Makes a driver's report a road condition; the running router heeds it a moment later.</summary>
internal sealed class RoadReportedConsumer(CurrentMap current, IOptions<MapsOptions> options, TimeProvider clock) : InboxConsumer<RoadReported, MapsContext>
{
    public override async Task Handle(RoadReported message, MapsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var reported = ConditionDesk.Of(message, TimeSpan.FromMinutes(options.Value.ReportMinutes), now);

        // One that has waited so long that it is over says nothing of now.
        if (reported.Until <= now) return;
        using (var map = current.Take())
        {
            // Without a map, or off its roads, the place has to do: it is looked for in each map that is taken up.
            if (map is not null) reported = ConditionDesk.Pin(reported, map.Value.Region) ?? reported;
        }

        await DatabaseConditions.Change(context, all => ConditionDesk.Add(all, reported), now, cancellationToken);
    }
}
