using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Routing.Dispatch.Data;

/// <summary>Wakes the live views of a day once its events are there to be read: after the commit, never before.</summary>
internal sealed class DayCommits : DbTransactionInterceptor
{
    public static readonly DayCommits Instance = new();

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData.Context);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Context);
        return Task.CompletedTask;
    }

    private static void Tell(DbContext? context)
    {
        if (context is not DispatchContext { Touched.Count: > 0 } dispatch) return;
        foreach (var day in dispatch.Touched) dispatch.Feed?.Tell(day);
        dispatch.Touched.Clear();
    }
}
