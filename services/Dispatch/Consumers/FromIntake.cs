using Routing.Contracts.Intake;
using Routing.Dispatch.Data;
using Routing.Dispatch.Day;
using Routing.Messaging;

namespace Routing.Dispatch.Consumers;

// A consumer for each message of Intake's. All share the service's one queue and its retries; none decides anything.

internal sealed class PickupRequestedConsumer(DayWriter days) : InboxConsumer<PickupRequested, DispatchContext>
{
    public override Task Handle(PickupRequested message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class RequestChangedConsumer(DayWriter days) : InboxConsumer<RequestChanged, DispatchContext>
{
    public override Task Handle(RequestChanged message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class RequestCancelledConsumer(DayWriter days) : InboxConsumer<RequestCancelled, DispatchContext>
{
    public override Task Handle(RequestCancelled message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class CustomerWroteConsumer(DayWriter days) : InboxConsumer<CustomerWrote, DispatchContext>
{
    public override Task Handle(CustomerWrote message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class ReportDisputedConsumer(DayWriter days) : InboxConsumer<ReportDisputed, DispatchContext>
{
    public override Task Handle(ReportDisputed message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}

internal sealed class ReturnUnansweredConsumer(DayWriter days) : InboxConsumer<ReturnUnanswered, DispatchContext>
{
    public override Task Handle(ReturnUnanswered message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}
