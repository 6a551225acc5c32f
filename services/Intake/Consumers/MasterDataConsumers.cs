using Routing.Contracts.Planning;
using Routing.Intake.Data;
using Routing.Intake.Workshops;
using Routing.Messaging;

namespace Routing.Intake.Consumers;

internal sealed class WorkshopChangedConsumer : InboxConsumer<WorkshopChanged, IntakeContext>
{
    public override async Task Handle(WorkshopChanged message, IntakeContext context, CancellationToken cancellationToken)
    {
        if (await context.Workshops.FindAsync([message.WorkshopId], cancellationToken) is not { } known)
        {
            context.Add(new Workshop
            {
                Id = message.WorkshopId,
                Revision = message.Revision,
                Area = message.Area,
                Name = message.Name,
                TimeZone = message.TimeZone,
                Place = message.Place,
                OpeningHours = message.OpeningHours,
                Closures = message.Closures,
            });
            return;
        }

        if (message.Revision <= known.Revision) return;
        known.Revision = message.Revision;
        known.Area = message.Area;
        known.Name = message.Name;
        known.TimeZone = message.TimeZone;
        known.Place = message.Place;
        known.OpeningHours = message.OpeningHours;
        known.Closures = message.Closures;
    }
}

internal sealed class ServiceAreaChangedConsumer : InboxConsumer<ServiceAreaChanged, IntakeContext>
{
    // A row of its own: it may come before the workshop does.
    public override async Task Handle(ServiceAreaChanged message, IntakeContext context, CancellationToken cancellationToken)
    {
        if (await context.ServiceAreas.FindAsync([message.WorkshopId], cancellationToken) is not { } known)
        {
            context.Add(new ServiceArea
            {
                WorkshopId = message.WorkshopId,
                Version = message.Version,
                RadiusMetres = message.RadiusMetres,
                Minutes = message.Minutes,
                Outline = message.Outline,
            });
            return;
        }

        if (message.Version <= known.Version) return;
        known.Version = message.Version;
        known.RadiusMetres = message.RadiusMetres;
        known.Minutes = message.Minutes;
        known.Outline = message.Outline;
    }
}

internal sealed class AreaChangedConsumer : InboxConsumer<AreaChanged, IntakeContext>
{
    public override async Task Handle(AreaChanged message, IntakeContext context, CancellationToken cancellationToken)
    {
        if (await context.Areas.FindAsync([message.Area], cancellationToken) is { } known)
        {
            known.Name = message.Name;
            known.TimeZone = message.TimeZone;
        }
        else
        {
            context.Add(new Area { Id = message.Area, Name = message.Name, TimeZone = message.TimeZone });
        }
    }
}
