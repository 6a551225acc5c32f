using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Routing.Messaging;

/// <summary>Lets a commit wake the dispatcher of its service at once.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _woken = new(0);

    public void Wake()
    {
        // Two wakes at once may both release: one look at the table too many, no more.
        if (_woken.CurrentCount == 0)
            _woken.Release();
    }

    public Task<bool> Wait(TimeSpan atMost, CancellationToken cancellationToken) =>
        _woken.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _woken.Dispose();
}

// Saved changes are visible after SaveChanges, or, inside a transaction begun by the caller, after its commit.
internal sealed class OutboxWaker(OutboxSignal signal) : DbTransactionInterceptor, ISaveChangesInterceptor
{
    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Saved(eventData.Context);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Saved(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        Committed(eventData.Context);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Committed(eventData.Context);
        return Task.CompletedTask;
    }

    private void Saved(DbContext? context)
    {
        if (context?.Database.CurrentTransaction is null)
            Committed(context);
    }

    private void Committed(DbContext? context)
    {
        if (context is not ServiceContext { HasPublished: true } service)
            return;
        service.HasPublished = false;
        signal.Wake();
    }
}
