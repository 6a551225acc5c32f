using Routing.Contracts.Drivers;
using Routing.Dispatch.Data;
using Routing.Dispatch.Day;
using Routing.Messaging;

namespace Routing.Dispatch.Consumers;

// A consumer for each message of Drivers'. All share the service's one queue and its retries; none decides anything.

internal sealed class AssignmentAcknowledgedConsumer(DayWriter days) : InboxConsumer<AssignmentAcknowledged, DispatchContext>
{
    public override Task Handle(AssignmentAcknowledged message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class DriverDepartedConsumer(DayWriter days) : InboxConsumer<DriverDeparted, DispatchContext>
{
    public override Task Handle(DriverDeparted message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class DriverDelayedConsumer(DayWriter days) : InboxConsumer<DriverDelayed, DispatchContext>
{
    public override Task Handle(DriverDelayed message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class StopArrivedConsumer(DayWriter days) : InboxConsumer<StopArrived, DispatchContext>
{
    public override Task Handle(StopArrived message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class VehicleCollectedConsumer(DayWriter days) : InboxConsumer<VehicleCollected, DispatchContext>
{
    public override Task Handle(VehicleCollected message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class VehicleHandedOverConsumer(DayWriter days) : InboxConsumer<VehicleHandedOver, DispatchContext>
{
    public override Task Handle(VehicleHandedOver message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class StopFailedConsumer(DayWriter days) : InboxConsumer<StopFailed, DispatchContext>
{
    public override Task Handle(StopFailed message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class DriverPositionedConsumer(DayWriter days) : InboxConsumer<DriverPositioned, DispatchContext>
{
    public override Task Handle(DriverPositioned message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class DriverUnavailableConsumer(DayWriter days) : InboxConsumer<DriverUnavailable, DispatchContext>
{
    public override Task Handle(DriverUnavailable message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class DriverWroteConsumer(DayWriter days) : InboxConsumer<DriverWrote, DispatchContext>
{
    public override Task Handle(DriverWrote message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class StopCorrectedConsumer(DayWriter days) : InboxConsumer<StopCorrected, DispatchContext>
{
    public override Task Handle(StopCorrected message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}
