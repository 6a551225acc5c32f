using Routing.Contracts.Planning;
using Routing.Dispatch.Data;
using Routing.Dispatch.Day;
using Routing.Messaging;

namespace Routing.Dispatch.Consumers;

// A consumer for each message of Planning's. All share the service's one queue and its retries; none decides anything.

internal sealed class AreaChangedConsumer(DayWriter days) : InboxConsumer<AreaChanged, DispatchContext>
{
    public override Task Handle(AreaChanged message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class WorkshopChangedConsumer(DayWriter days) : InboxConsumer<WorkshopChanged, DispatchContext>
{
    public override Task Handle(WorkshopChanged message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class CourtesyCarChangedConsumer(DayWriter days) : InboxConsumer<CourtesyCarChanged, DispatchContext>
{
    public override Task Handle(CourtesyCarChanged message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class DriverChangedConsumer(DayWriter days) : InboxConsumer<DriverChanged, DispatchContext>
{
    public override Task Handle(DriverChanged message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class PickupScheduledConsumer(DayWriter days) : InboxConsumer<PickupScheduled, DispatchContext>
{
    public override Task Handle(PickupScheduled message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class PickupUnservedConsumer(DayWriter days) : InboxConsumer<PickupUnserved, DispatchContext>
{
    public override Task Handle(PickupUnserved message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class PlanPublishedConsumer(DayWriter days) : InboxConsumer<PlanPublished, DispatchContext>
{
    public override Task Handle(PlanPublished message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class LiftLoadsChangedConsumer(DayWriter days) : InboxConsumer<LiftLoadsChanged, DispatchContext>
{
    public override Task Handle(LiftLoadsChanged message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class RouteAssignedConsumer(DayWriter days) : InboxConsumer<RouteAssigned, DispatchContext>
{
    public override Task Handle(RouteAssigned message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class RouteRevokedConsumer(DayWriter days) : InboxConsumer<RouteRevoked, DispatchContext>
{
    public override Task Handle(RouteRevoked message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class EtaChangedConsumer(DayWriter days) : InboxConsumer<EtaChanged, DispatchContext>
{
    public override Task Handle(EtaChanged message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class DriverLocatedConsumer(DayWriter days) : InboxConsumer<DriverLocated, DispatchContext>
{
    public override Task Handle(DriverLocated message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class CommandAppliedConsumer(DayWriter days) : InboxConsumer<CommandApplied, DispatchContext>
{
    public override Task Handle(CommandApplied message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class CommandRefusedConsumer(DayWriter days) : InboxConsumer<CommandRefused, DispatchContext>
{
    public override Task Handle(CommandRefused message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}
