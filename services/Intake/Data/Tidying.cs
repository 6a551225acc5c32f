using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Intake.Handing;
using Routing.Intake.Requests;
using Routing.Messaging;

namespace Routing.Intake.Data;

/// <summary>Removes, once an hour, contact data and messages of requests that have ended, and answers that nobody asks for again.</summary>
internal sealed class Tidying(IServiceScopeFactory scopes, IOptions<IntakeOptions> options, TimeProvider clock, ILogger<Tidying> log) : HourlyTask(clock, log)
{
    public override async Task Do(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<IntakeContext>();
        var now = Clock.GetUtcNow();
        var ended = now.AddDays(-options.Value.ContactDays);
        await data.Messages.Where(m => data.Requests.Any(r => r.Id == m.RequestId && r.EndedAt < ended)).ExecuteDeleteAsync(cancellationToken);
        await data.Requests.Where(r => r.EndedAt < ended && r.Contact != null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Contact, (Contact?)null).SetProperty(r => r.Handovers, (Handovers?)null), cancellationToken);
        var given = now.AddDays(-options.Value.IdempotencyDays);
        await data.GivenAnswers.Where(a => a.GivenAt < given).ExecuteDeleteAsync(cancellationToken);
    }
}
