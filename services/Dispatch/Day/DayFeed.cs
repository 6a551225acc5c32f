using System.Collections.Concurrent;

namespace Routing.Dispatch.Day;

/// <summary>
/// Tells those who look on that a day has news. Within this process alone: what another Dispatch process writes is
/// found by looking again after <see cref="DispatchOptions.PollSeconds"/>.
/// </summary>
internal sealed class DayFeed
{
    private readonly ConcurrentDictionary<DayKey, TaskCompletionSource> waiting = new();

    /// <summary>Done at the next news of the day. Ask before looking, so that what comes in between is not missed.</summary>
    public Task News(DayKey day) =>
        waiting.GetOrAdd(day, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>
    /// Until the news have come, or it is time to look again: for other processes' news at once a <paramref name="poll"/>,
    /// and no later than in <paramref name="left"/>.
    /// </summary>
    public static async Task Wait(Task news, TimeSpan poll, TimeSpan left, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(news, Task.Delay(left < poll ? left : poll, clock, waited.Token));
        await waited.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Tell(DayKey day)
    {
        if (waiting.TryRemove(day, out var source)) source.TrySetResult();
    }
}
