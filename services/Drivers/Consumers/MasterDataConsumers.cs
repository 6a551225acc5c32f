using Routing.Contracts.Planning;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;
using Routing.Drivers.Queues;
using Routing.Messaging;

namespace Routing.Drivers.Consumers;

internal sealed class DriverChangedConsumer : InboxConsumer<DriverChanged, DriversContext>
{
    public override async Task Handle(DriverChanged message, DriversContext context, CancellationToken cancellationToken)
    {
        var driver = await context.Drivers.FindAsync([message.DriverId], cancellationToken);
        if (driver is null)
        {
            context.Drivers.Add(new KnownDriver
            {
                DriverId = message.DriverId,
                Revision = message.Revision,
                Area = message.Area,
                Name = message.Name,
                Active = message.Active,
            });
        }
        else if (message.Revision > driver.Revision)
        {
            driver.Revision = message.Revision;
            driver.Area = message.Area;
            driver.Name = message.Name;
            driver.Active = message.Active;
        }
    }
}

internal sealed class AreaChangedConsumer : InboxConsumer<AreaChanged, DriversContext>
{
    public override async Task Handle(AreaChanged message, DriversContext context, CancellationToken cancellationToken)
    {
        var area = await context.Areas.FindAsync([message.Area], cancellationToken);
        if (area is null)
        {
            context.Areas.Add(new KnownArea { Area = message.Area, Name = message.Name, TimeZone = message.TimeZone });
            return;
        }

        area.Name = message.Name;
        area.TimeZone = message.TimeZone;
    }
}

internal sealed class DriverLocatedConsumer : InboxConsumer<DriverLocated, DriversContext>
{
    public override async Task Handle(DriverLocated message, DriversContext context, CancellationToken cancellationToken)
    {
        if (await context.Drivers.FindAsync([message.DriverId], cancellationToken) is not { } driver || driver.RoadAt >= message.At) return;
        (driver.RoadLon, driver.RoadLat, driver.RoadAt) = (message.Lon, message.Lat, message.At);
    }
}
