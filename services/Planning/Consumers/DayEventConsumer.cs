using Routing.Contracts.Drivers;
using Routing.Contracts.Maps;
using Routing.Contracts.Planning;
using Routing.Messaging;
using Routing.Planning.Areas;
using Routing.Planning.Data;
using Routing.Planning.Days;
using Routing.Planning.Roads;

namespace Routing.Planning.Consumers;

/// <summary>Appends a message that names its day to that day's log, as it is.</summary>
internal abstract class DayEventConsumer<TMessage>(TimeProvider clock) : InboxConsumer<TMessage, PlanningContext>
    where TMessage : class
{
    /// <summary>False for what can wait until the owner looks by itself.</summary>
    protected virtual bool Wakes => true;

    protected abstract DayKey KeyOf(TMessage message);

    protected DateTimeOffset Now => clock.GetUtcNow();

    public override Task Handle(TMessage message, PlanningContext context, CancellationToken cancellationToken) =>
        DayLog.Append(context, KeyOf(message), [message], clock.GetUtcNow(), cancellationToken, Wakes);
}

internal sealed class AssignmentAcknowledgedConsumer(TimeProvider clock) : DayEventConsumer<AssignmentAcknowledged>(clock)
{
    protected override bool Wakes => false;

    protected override DayKey KeyOf(AssignmentAcknowledged message) => new(message.Area, message.Day);
}

internal sealed class DriverPositionedConsumer(TimeProvider clock) : DayEventConsumer<DriverPositioned>(clock)
{
    protected override bool Wakes => false;

    protected override DayKey KeyOf(DriverPositioned message) => new(message.Area, message.Day);
}

internal sealed class DriverDepartedConsumer(TimeProvider clock) : DayEventConsumer<DriverDeparted>(clock)
{
    protected override DayKey KeyOf(DriverDeparted message) => new(message.Area, message.Day);
}

internal sealed class DriverUnavailableConsumer(TimeProvider clock) : DayEventConsumer<DriverUnavailable>(clock)
{
    protected override DayKey KeyOf(DriverUnavailable message) => new(message.Area, message.Day);
}

internal sealed class StopArrivedConsumer(TimeProvider clock) : DayEventConsumer<StopArrived>(clock)
{
    protected override DayKey KeyOf(StopArrived message) => new(message.Area, message.Day);
}

internal sealed class VehicleCollectedConsumer(TimeProvider clock) : DayEventConsumer<VehicleCollected>(clock)
{
    public override async Task Handle(VehicleCollected message, PlanningContext context, CancellationToken cancellationToken)
    {
        // The area's row before the day's, as everywhere.
        await CourtesyBook.Told(context, message, Now, cancellationToken);
        await base.Handle(message, context, cancellationToken);
    }

    protected override DayKey KeyOf(VehicleCollected message) => new(message.Area, message.Day);
}

internal sealed class VehicleHandedOverConsumer(TimeProvider clock) : DayEventConsumer<VehicleHandedOver>(clock)
{
    public override async Task Handle(VehicleHandedOver message, PlanningContext context, CancellationToken cancellationToken)
    {
        // The area's row before the day's, as everywhere.
        await CourtesyBook.Told(context, message, Now, cancellationToken);
        await base.Handle(message, context, cancellationToken);
    }

    protected override DayKey KeyOf(VehicleHandedOver message) => new(message.Area, message.Day);
}

internal sealed class StopFailedConsumer(TimeProvider clock) : DayEventConsumer<StopFailed>(clock)
{
    protected override DayKey KeyOf(StopFailed message) => new(message.Area, message.Day);
}

internal sealed class StopCorrectedConsumer(TimeProvider clock) : DayEventConsumer<StopCorrected>(clock)
{
    public override async Task Handle(StopCorrected message, PlanningContext context, CancellationToken cancellationToken)
    {
        // The area's row before the day's, as everywhere.
        await CourtesyBook.Told(context, message, Now, cancellationToken);
        await base.Handle(message, context, cancellationToken);
    }

    protected override DayKey KeyOf(StopCorrected message) => new(message.Area, message.Day);
}

internal sealed class AddDriverConsumer(TimeProvider clock) : DayEventConsumer<AddDriver>(clock)
{
    protected override DayKey KeyOf(AddDriver message) => new(message.Area, message.Day);
}

internal sealed class RemoveDriverConsumer(TimeProvider clock) : DayEventConsumer<RemoveDriver>(clock)
{
    protected override DayKey KeyOf(RemoveDriver message) => new(message.Area, message.Day);
}

internal sealed class LockStopConsumer(TimeProvider clock) : DayEventConsumer<LockStop>(clock)
{
    protected override DayKey KeyOf(LockStop message) => new(message.Area, message.Day);
}

internal sealed class MoveStopConsumer(TimeProvider clock) : DayEventConsumer<MoveStop>(clock)
{
    protected override DayKey KeyOf(MoveStop message) => new(message.Area, message.Day);
}

internal sealed class UnassignStopConsumer(TimeProvider clock) : DayEventConsumer<UnassignStop>(clock)
{
    protected override DayKey KeyOf(UnassignStop message) => new(message.Area, message.Day);
}

internal sealed class ReplanAreaConsumer(TimeProvider clock) : DayEventConsumer<ReplanArea>(clock)
{
    protected override DayKey KeyOf(ReplanArea message) => new(message.Area, message.Day);
}

internal sealed class PublishPlanConsumer(TimeProvider clock) : DayEventConsumer<PublishPlan>(clock)
{
    protected override DayKey KeyOf(PublishPlan message) => new(message.Area, message.Day);
}

internal sealed class DiscardDraftConsumer(TimeProvider clock) : DayEventConsumer<DiscardDraft>(clock)
{
    protected override DayKey KeyOf(DiscardDraft message) => new(message.Area, message.Day);
}

/// <summary>Takes the road conditions that Maps tells into the days that they touch.</summary>
internal sealed class RoadConditionsChangedConsumer(TimeProvider clock) : InboxConsumer<RoadConditionsChanged, PlanningContext>
{
    public override Task Handle(RoadConditionsChanged message, PlanningContext context, CancellationToken cancellationToken) =>
        RoadsOfDay.Tell(context, message, clock.GetUtcNow(), cancellationToken);
}

/// <summary>Binds all of Planning's consumers.</summary>
internal static class PlanningConsumers
{
    public static void AddPlanningConsumers(this WebApplicationBuilder builder, string service) => builder.AddConsumers(service, consumers => consumers
        .Add<PickupRequestedConsumer>()
        .Add<PlaceAskedConsumer>()
        .Add<LiftReleasedConsumer>()
        .Add<RequestChangedConsumer>()
        .Add<RequestCancelledConsumer>()
        .Add<VehicleReadyConsumer>()
        .Add<AssignmentAcknowledgedConsumer>()
        .Add<DriverPositionedConsumer>()
        .Add<DriverDepartedConsumer>()
        .Add<DriverUnavailableConsumer>()
        .Add<StopArrivedConsumer>()
        .Add<VehicleCollectedConsumer>()
        .Add<VehicleHandedOverConsumer>()
        .Add<StopFailedConsumer>()
        .Add<StopCorrectedConsumer>()
        .Add<AddDriverConsumer>()
        .Add<RemoveDriverConsumer>()
        .Add<LockStopConsumer>()
        .Add<MoveStopConsumer>()
        .Add<UnassignStopConsumer>()
        .Add<ReplanAreaConsumer>()
        .Add<PublishPlanConsumer>()
        .Add<DiscardDraftConsumer>()
        .Add<RoadConditionsChangedConsumer>()
        .AddResponder<QuoteSlotsConsumer>()
        .AddResponder<TryMoveConsumer>()
        .AddResponder<TryDriversConsumer>()
        .AddResponder<ShowDraftConsumer>());
}
