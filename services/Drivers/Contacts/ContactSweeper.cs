using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Drivers.Data;
using Routing.Messaging;

namespace Routing.Drivers.Contacts;

/// <summary>Wipes the contacts that no end of a move has wiped, and old messages: whatever went wrong, nobody's number stays for ever.</summary>
internal sealed class ContactSweeper(
    IServiceScopeFactory scopes, TimeProvider clock, IOptions<DriversOptions> options, ILogger<ContactSweeper> log) : HourlyTask(clock, log)
{
    public override async Task Do(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<DriversContext>();
        DateTimeOffset? now = Clock.GetUtcNow();
        var oldest = now.Value.AddDays(-options.Value.ContactDays);
        await context.Messages.Where(message => message.ReceivedAt < oldest).ExecuteDeleteAsync(cancellationToken);
        await context.Contacts.Where(contact => contact.WipedAt == null && contact.TouchedAt < oldest)
            .ExecuteUpdateAsync(
                row => row.SetProperty(contact => contact.Name, (string?)null).SetProperty(contact => contact.Phone, (string?)null)
                    .SetProperty(contact => contact.Language, (string?)null).SetProperty(contact => contact.Note, (string?)null)
                    .SetProperty(contact => contact.CollectionHandover, (string?)null).SetProperty(contact => contact.ReturnHandover, (string?)null)
                    .SetProperty(contact => contact.WipedAt, now).SetProperty(contact => contact.Version, contact => contact.Version + 1),
                cancellationToken);
    }
}
