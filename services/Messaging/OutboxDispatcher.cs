using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Routing.Messaging;

/// <summary>
/// Sends the rows of a service's outbox in order. Woken by commits, and by a poll for those of other processes.
/// </summary>
internal abstract partial class OutboxDispatcher<TContext>(
    IServiceScopeFactory scopes, IBus bus, BusState state, OutboxSignal signal, TimeProvider time, ILogger logger)
    : BackgroundService
    where TContext : ServiceContext
{
    protected const int BatchSize = 100;

    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(15);

    // Long for a publish that works, short enough to notice a broker that went silent.
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(10);

    protected OutboxSignal Signal { get; } = signal;

    /// <summary>How long the next look at the outbox waits for a commit that has something to send.</summary>
    protected virtual TimeSpan Pause => TimeSpan.FromSeconds(1);

    protected TimeProvider Time { get; } = time;

    /// <returns>True if there may be more to send at once.</returns>
    protected abstract Task<bool> Dispatch(TContext context, CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before that, queues that should get a message may not be bound.
        await state.Connected.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var backoff = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await InScope(context => Dispatch(context, stoppingToken)))
                    await Signal.Wait(Pause, stoppingToken);
                backoff = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // Whatever the database or the broker throws: nothing is lost, so it is tried again. A broker that is
            // away is BusState's to tell.
            catch (Exception exception)
            {
                if (backoff == TimeSpan.Zero && state.IsUp)
                    LogFailed(typeof(TContext).Name, exception);
                backoff = backoff == TimeSpan.Zero ? TimeSpan.FromMilliseconds(250) : backoff * 2;
                backoff = backoff < LongestBackoff ? backoff : LongestBackoff;
                await Task.Delay(backoff, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Null, and the row marked, if the message cannot be read (a type that is gone, a changed contract).</summary>
    protected async Task<object?> Read(TContext context, OutboxMessage row, CancellationToken cancellationToken)
    {
        try
        {
            var type = Type.GetType(row.Type, throwOnError: true)!;
            return JsonSerializer.Deserialize(row.Body, type, MessageJson.Options)
                ?? throw new JsonException("The body is null.");
        }
        catch (Exception exception) when (exception is TypeLoadException or IOException or JsonException or NotSupportedException)
        {
            await MarkFaulted(context, row.Sequence, row.MessageId, row.Type, exception.GetType().Name, cancellationToken);
            return null;
        }
    }

    protected async Task Send(OutboxMessage row, object message, bool isMandatory, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(SendTimeout);
        await bus.Publish(
            message,
            message.GetType(),
            Pipe.Execute<PublishContext>(publish =>
            {
                publish.MessageId = row.MessageId;
                if (isMandatory && publish.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                    rabbit.Mandatory = true;
            }),
            timeout.Token);
    }

    protected async Task MarkFaulted(
        TContext context, long sequence, Guid messageId, string type, string fault, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = Time.GetUtcNow();
        await context.Set<OutboxMessage>().Where(row => row.Sequence == sequence).ExecuteUpdateAsync(
            row => row.SetProperty(message => message.FaultedAt, now).SetProperty(message => message.Fault, fault),
            cancellationToken);
        LogFaulted(type, messageId, fault, typeof(TContext).Name);
    }

    /// <summary>Runs something with a context of its own.</summary>
    protected async Task<T> InScope<T>(Func<TContext, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    [LoggerMessage(111, LogLevel.Warning, "The outbox of {Context} could not be sent; trying again")]
    private partial void LogFailed(string context, Exception exception);

    [LoggerMessage(112, LogLevel.Error,
        "{Type} {MessageId} failed at every attempt ({Fault}); it stays in the outbox of {Context} with FaultedAt set. Set that to null to send it again")]
    private partial void LogFaulted(string type, Guid messageId, string fault, string context);

    [LoggerMessage(113, LogLevel.Information, "No service subscribes to {Type} yet; such messages wait for a day")]
    protected partial void LogUnrouted(string type);
}
