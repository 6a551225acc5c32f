using System.Collections.Concurrent;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Routing.Messaging;

/// <summary>
/// Over the in-memory bus a row is deleted once every consumer has committed its effect. What was under way when the
/// process died is sent again at its next start, and skipped by those that had handled it.
/// </summary>
internal sealed class MemoryDispatcher<TContext>(
    IServiceScopeFactory scopes, IBus bus, BusState state, OutboxSignal signal, TimeProvider time,
    Deliveries deliveries, ILogger<MemoryDispatcher<TContext>> logger)
    : OutboxDispatcher<TContext>(scopes, bus, state, signal, time, logger)
    where TContext : ServiceContext
{
    // Sent and not yet deleted, by sequence.
    private readonly HashSet<long> _underWay = [];
    private readonly ConcurrentQueue<Settled> _settled = new();

    // Settled rows are deleted together: nobody waits for that.
    protected override TimeSpan Pause => _underWay.Count > 0 ? TimeSpan.FromMilliseconds(100) : base.Pause;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!_settled.IsEmpty)
            await InScope(context => Settle(context, cancellationToken));
    }

    protected override async Task<bool> Dispatch(TContext context, CancellationToken cancellationToken)
    {
        await Settle(context, cancellationToken);
        var room = BatchSize - _underWay.Count;
        if (room <= 0)
            return false;
        var underWay = _underWay.ToArray();
        var rows = await context.Set<OutboxMessage>().AsNoTracking()
            .Where(row => row.FaultedAt == null && !underWay.Contains(row.Sequence))
            .OrderBy(row => row.Sequence).Take(room).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            if (await Read(context, row, cancellationToken) is not { } message)
                continue;
            _underWay.Add(row.Sequence);
            if (!deliveries.Expect(row.MessageId, message.GetType(), fault => OnSettled(new Settled(row, fault))))
                OnSettled(new Settled(row, Fault: null));
            try
            {
                await Send(row, message, isMandatory: false, cancellationToken);
            }
            catch
            {
                _underWay.Remove(row.Sequence);
                throw;
            }
        }
        return false;
    }

    // A full house is refilled as it empties.
    private void OnSettled(Settled settled)
    {
        _settled.Enqueue(settled);
        if (_settled.Count >= BatchSize / 4)
            Signal.Wake();
    }

    /// <returns>How many rows are settled.</returns>
    private async Task<int> Settle(TContext context, CancellationToken cancellationToken)
    {
        // Taken off only when the database has it.
        var settled = _settled.ToArray();
        if (settled.Length == 0)
            return 0;
        var done = settled.Where(each => each.Fault is null).Select(each => each.Row.Sequence).ToArray();
        if (done.Length > 0)
        {
            await context.Set<OutboxMessage>().Where(row => done.Contains(row.Sequence))
                .ExecuteDeleteAsync(cancellationToken);
        }
        foreach (var (row, fault) in settled)
        {
            if (fault is not null)
                await MarkFaulted(context, row.Sequence, row.MessageId, row.Type, fault, cancellationToken);
        }
        foreach (var (row, _) in settled)
        {
            _settled.TryDequeue(out _);
            _underWay.Remove(row.Sequence);
        }
        return settled.Length;
    }

    private sealed record Settled(OutboxMessage Row, string? Fault);
}
