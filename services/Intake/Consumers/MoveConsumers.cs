using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Drivers;
using Routing.Contracts.Planning;
using Routing.Intake.Data;
using Routing.Intake.Requests;
using Routing.Messaging;

namespace Routing.Intake.Consumers;

/// <summary>What all messages about a move have in common: they are applied to its life, and change nothing else.</summary>
internal static class MoveMessages
{
    public static async Task Tell(this IntakeContext data, Guid requestId, Guid moveId, Func<MoveLife, MoveLife> apply, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = await data.Requests.Include(r => r.Moves).SingleOrDefaultAsync(r => r.Id == requestId, cancellationToken);

        // Requests are made here, so an unknown one is of another installation on the same broker.
        if (request?.Moves.Find(m => m.Id == moveId) is not { } move) return;
        var life = apply(move.Life);
        if (life == move.Life) return;
        move.Life = life;
        request.Touch(clock.GetUtcNow());
        data.Follow(request, move, clock.GetUtcNow());
    }
}

internal sealed class PickupScheduledConsumer(TimeProvider clock) : InboxConsumer<PickupScheduled, IntakeContext>
{
    public override Task Handle(PickupScheduled message, IntakeContext context, CancellationToken cancellationToken) =>
        context.Tell(message.RequestId, message.MoveId, life => life.Apply(message), clock, cancellationToken);
}

internal sealed class PickupUnservedConsumer(TimeProvider clock) : InboxConsumer<PickupUnserved, IntakeContext>
{
    public override Task Handle(PickupUnserved message, IntakeContext context, CancellationToken cancellationToken) =>
        context.Tell(message.RequestId, message.MoveId, life => life.Apply(message), clock, cancellationToken);
}

internal sealed class EtaChangedConsumer(TimeProvider clock) : InboxConsumer<EtaChanged, IntakeContext>
{
    public override Task Handle(EtaChanged message, IntakeContext context, CancellationToken cancellationToken) =>
        context.Tell(message.RequestId, message.MoveId, life => life.Apply(message), clock, cancellationToken);
}

internal sealed class DriverDelayedConsumer(TimeProvider clock) : InboxConsumer<DriverDelayed, IntakeContext>
{
    public override Task Handle(DriverDelayed message, IntakeContext context, CancellationToken cancellationToken) =>
        context.Tell(message.RequestId, message.MoveId, life => life.Apply(message), clock, cancellationToken);
}

internal sealed class DriverDepartedConsumer(TimeProvider clock) : InboxConsumer<DriverDeparted, IntakeContext>
{
    public override Task Handle(DriverDeparted message, IntakeContext context, CancellationToken cancellationToken) =>
        message is { RequestId: { } request, MoveId: { } move }
            ? context.Tell(request, move, life => life.Apply(message), clock, cancellationToken)
            : Task.CompletedTask;
}

internal sealed class StopArrivedConsumer(TimeProvider clock) : InboxConsumer<StopArrived, IntakeContext>
{
    public override Task Handle(StopArrived message, IntakeContext context, CancellationToken cancellationToken) =>
        context.Tell(message.RequestId, message.MoveId, life => life.Apply(message), clock, cancellationToken);
}

internal sealed class VehicleCollectedConsumer(TimeProvider clock) : InboxConsumer<VehicleCollected, IntakeContext>
{
    public override Task Handle(VehicleCollected message, IntakeContext context, CancellationToken cancellationToken) =>
        context.Tell(message.RequestId, message.MoveId, life => life.Apply(message), clock, cancellationToken);
}

internal sealed class VehicleHandedOverConsumer(TimeProvider clock) : InboxConsumer<VehicleHandedOver, IntakeContext>
{
    public override Task Handle(VehicleHandedOver message, IntakeContext context, CancellationToken cancellationToken) =>
        context.Tell(message.RequestId, message.MoveId, life => life.Apply(message), clock, cancellationToken);
}

internal sealed class StopFailedConsumer(TimeProvider clock) : InboxConsumer<StopFailed, IntakeContext>
{
    public override Task Handle(StopFailed message, IntakeContext context, CancellationToken cancellationToken) =>
        context.Tell(message.RequestId, message.MoveId, life => life.Apply(message), clock, cancellationToken);
}

internal sealed class StopCorrectedConsumer(TimeProvider clock) : InboxConsumer<StopCorrected, IntakeContext>
{
    public override Task Handle(StopCorrected message, IntakeContext context, CancellationToken cancellationToken) =>
        context.Tell(message.RequestId, message.MoveId, life => life.Apply(message), clock, cancellationToken);
}

internal sealed class VehicleReadyConsumer(TimeProvider clock, IOptions<IntakeOptions> options) : InboxConsumer<VehicleReady, IntakeContext>
{
    public override async Task Handle(VehicleReady message, IntakeContext context, CancellationToken cancellationToken)
    {
        if (await context.Requests.Include(r => r.Moves).SingleOrDefaultAsync(r => r.Id == message.RequestId, cancellationToken) is not { } request) return;
        var told = Readiness.Newer(request.Readiness, message);
        if (told == request.Readiness) return;
        request.Readiness = told;
        request.AnswerDueAt = told.IsReady ? clock.GetUtcNow().AddMinutes(options.Value.ReturnAnswerMinutes) : null;

        // A window that is over by then is no wish any more: the customer is asked again.
        if (!told.IsReady && request.Details.ReturnWindows.Any(window => window.Until <= told.ReadyAt))
            request.Details = request.Details with { ReturnWindows = [.. request.Details.ReturnWindows.Where(window => window.Until > told.ReadyAt)] };
        request.Touch(clock.GetUtcNow());
    }
}
