using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Dispatch.Data;
using Routing.Messaging;

namespace Routing.Dispatch.Messages;

/// <summary>Erases, once an hour, old messages: people write of themselves.</summary>
internal sealed class MessageTidying(IServiceScopeFactory scopes, IOptions<DispatchOptions> options, TimeProvider clock, ILogger<MessageTidying> log) : HourlyTask(clock, log)
{
    public override async Task Do(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var old = Clock.GetUtcNow().AddDays(-options.Value.MessageDays);
        await scope.ServiceProvider.GetRequiredService<DispatchContext>().Messages.Where(row => row.At < old).ExecuteDeleteAsync(cancellationToken);
    }
}
