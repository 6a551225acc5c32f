using System.Data.Common;
using System.Diagnostics;
using MassTransit;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Routing.Messaging.Tests.Victim;

public enum FailPoint
{
    None,
    BeforeCommit,
    AfterCommit,
    AfterPublish,
    InConsumer,
    AfterConsume,
}

/// <summary>Kills the process (SIGKILL) when a point is reached for the n-th time.</summary>
public sealed class FailPoints(FailPoint point, int times)
{
    private int _left = times;

    public void Reach(FailPoint reached)
    {
        if (reached != point || Interlocked.Decrement(ref _left) != 0)
            return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        // It dies within the call above or moments after; nothing behind it may run.
        self.WaitForExit();
    }
}

// The message is in the broker, its row still in the outbox. Before it: committed, not published.
internal sealed class PublishFailPoints(FailPoints failPoints) : IPublishObserver
{
    public Task PrePublish<T>(PublishContext<T> context) where T : class
    {
        failPoints.Reach(FailPoint.AfterCommit);
        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context) where T : class
    {
        failPoints.Reach(FailPoint.AfterPublish);
        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception) where T : class => Task.CompletedTask;
}

// The consumer has committed, the bus does not know yet.
internal sealed class ConsumeFailPoints(FailPoints failPoints) : IConsumeObserver
{
    public Task PreConsume<T>(ConsumeContext<T> context) where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context) where T : class
    {
        failPoints.Reach(FailPoint.AfterConsume);
        return Task.CompletedTask;
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception) where T : class => Task.CompletedTask;
}

internal sealed class CommitFailPoints(FailPoints failPoints) : DbTransactionInterceptor
{
    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        failPoints.Reach(FailPoint.BeforeCommit);
        return ValueTask.FromResult(result);
    }
}
