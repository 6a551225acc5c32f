using Routing.Contracts.Maps;
using Routing.Dispatch.Data;
using Routing.Dispatch.Day;
using Routing.Messaging;

namespace Routing.Dispatch.Consumers;

internal sealed class RoadConditionsChangedConsumer(DayWriter days) : InboxConsumer<RoadConditionsChanged, DispatchContext>
{
    public override Task Handle(RoadConditionsChanged message, DispatchContext context, CancellationToken cancellationToken) => days.On(message, cancellationToken);
}
