using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Routing.Messaging;

/// <summary>
/// Over RabbitMQ a row is deleted once the broker has confirmed it. Killed between the two, it is sent again with the
/// same id. On PostgreSQL an advisory lock lets one process at a time send, so that order is kept.
/// </summary>
internal sealed class BrokerDispatcher<TContext>(
    IServiceScopeFactory scopes, IBus bus, BusState state, OutboxSignal signal, TimeProvider time,
    ILogger<BrokerDispatcher<TContext>> logger)
    : OutboxDispatcher<TContext>(scopes, bus, state, signal, time, logger)
    where TContext : ServiceContext
{
    // "outbox" in ASCII; locks are per database, and a service has its own.
    private const long LockKey = 0x6F7574626F78;

    private static readonly TimeSpan UnroutedPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UnroutedKept = TimeSpan.FromDays(1);

    // Types that no queue was bound for at the last try, with the time of the next one. They do not hold up others.
    private readonly Dictionary<string, DateTimeOffset> _unrouted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    protected override async Task<bool> Dispatch(TContext context, CancellationToken cancellationToken)
    {
        // The wait for the lock ends when the other process has sent what it saw, which may not be what we hold.
        await using var transaction = context.Database.IsNpgsql()
            ? await context.Database.BeginTransactionAsync(cancellationToken)
            : null;
        if (transaction is not null)
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken);

        var now = Time.GetUtcNow();
        var paused = _unrouted.Where(type => type.Value > now).Select(type => type.Key).ToArray();
        var rows = await context.Set<OutboxMessage>().AsNoTracking()
            .Where(row => row.FaultedAt == null && !paused.Contains(row.Type))
            .OrderBy(row => row.Sequence).Take(BatchSize).ToListAsync(cancellationToken);
        var sent = new List<long>(rows.Count);
        try
        {
            foreach (var row in rows)
                await SendRow(context, row, sent, cancellationToken);
        }
        finally
        {
            await context.Set<OutboxMessage>().Where(row => sent.Contains(row.Sequence))
                .ExecuteDeleteAsync(CancellationToken.None);
            if (transaction is not null)
                await transaction.CommitAsync(CancellationToken.None);
        }
        return rows.Count == BatchSize;
    }

    private async Task SendRow(TContext context, OutboxMessage row, List<long> sent, CancellationToken cancellationToken)
    {
        if (_unrouted.TryGetValue(row.Type, out var next) && next > Time.GetUtcNow())
            return;
        if (await Read(context, row, cancellationToken) is not { } message)
            return;
        try
        {
            await Send(row, message, isMandatory: true, cancellationToken);
            sent.Add(row.Sequence);
            _unrouted.Remove(row.Type);
        }
        catch (MessageReturnedException)
        {
            // A service that has never run has no queue yet. Wait for it, but not for ever: perhaps nobody subscribes.
            var now = Time.GetUtcNow();
            _unrouted[row.Type] = now + UnroutedPause;
            if (_told.Add(row.Type))
                LogUnrouted(row.Type);
            var cutoff = now - UnroutedKept;
            await context.Set<OutboxMessage>().Where(old => old.Type == row.Type && old.CreatedAt < cutoff)
                .ExecuteDeleteAsync(cancellationToken);
        }
    }
}
