namespace Routing.Drivers.Queues;

/// <summary>
/// Wakes those in this process who wait for route sheets: the poster, and devices' long polls. Other processes' sheets
/// are found by looking now and then.
/// </summary>
internal sealed class QueueBell
{
    private TaskCompletionSource rung = New();

    /// <summary>Done at the next ring. Take it before looking, so that no ring is missed.</summary>
    public Task Next => Volatile.Read(ref rung).Task;

    public void Ring() => Interlocked.Exchange(ref rung, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
