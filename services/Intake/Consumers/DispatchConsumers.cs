using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Dispatch;
using Routing.Intake.Data;
using Routing.Intake.Messages;
using Routing.Messaging;

namespace Routing.Intake.Consumers;

internal sealed class DispatcherWroteConsumer(TimeProvider clock) : InboxConsumer<DispatcherWrote, IntakeContext>
{
    public override async Task Handle(DispatcherWrote message, IntakeContext context, CancellationToken cancellationToken)
    {
        // Requests are made here, so an unknown one is of another installation on the same broker. One whose data was removed stays without.
        if (message.RequestId is not { } id || await context.Requests.Include(r => r.Moves).SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { Contact: not null } request) return;
        if (await context.Messages.AnyAsync(known => known.Id == message.WrittenId, cancellationToken)) return;
        context.Add(new CustomerMessage { Id = message.WrittenId, RequestId = id, FromDispatcher = true, Text = message.Text, At = message.At });
        request.Touch(clock.GetUtcNow());
    }
}
