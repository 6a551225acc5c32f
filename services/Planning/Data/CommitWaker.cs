using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Routing.Planning.Data;

/// <summary>Wakes the owners of a transaction's days in this process once it has committed; others hear NOTIFY.</summary>
internal sealed class CommitWaker : DbTransactionInterceptor
{
    public static readonly CommitWaker Instance = new();

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Wake(eventData);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Wake(eventData);
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Forget(eventData);

    public override Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData);
        return Task.CompletedTask;
    }

    private static void Wake(TransactionEndEventData data)
    {
        if (data.Context is not PlanningContext { Touched.Count: > 0 } context) return;
        var signal = context.Signal;
        foreach (var day in context.Touched) signal?.Raise(day);
        context.Touched.Clear();
    }

    private static void Forget(TransactionEndEventData data)
    {
        if (data.Context is PlanningContext context) context.Touched.Clear();
    }
}
