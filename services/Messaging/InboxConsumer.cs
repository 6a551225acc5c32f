using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Routing.Messaging;

/// <summary>
/// A consumer whose effect happens once, however often a message is delivered: what <see cref="Handle"/> changes
/// and publishes, and the note that it did, are one transaction. Made anew, with its scope, for each attempt.
/// </summary>
public abstract class InboxConsumer<TMessage, TContext> : IConsumer<TMessage>
    where TMessage : class
    where TContext : ServiceContext
{
    /// <summary>
    /// Changes the context and publishes through it; need not save. Keep it short: on SQLite the transaction that is
    /// open around it holds up other writers, so calls over the network belong elsewhere.
    /// </summary>
    public abstract Task Handle(TMessage message, TContext context, CancellationToken cancellationToken);

    public async Task Consume(ConsumeContext<TMessage> context)
    {
        var services = context.GetPayload<IServiceProvider>();
        var database = services.GetRequiredService<TContext>();
        var time = services.GetRequiredService<TimeProvider>();
        var cancellationToken = context.CancellationToken;
        var messageId = context.MessageId
            ?? throw new InvalidOperationException($"A {typeof(TMessage).Name} came without a message id.");
        var consumer = GetType().Name;

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await Note(database, consumer, messageId, time.GetUtcNow(), cancellationToken))
            return;
        await Handle(context.Message, database, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// False if the message has been handled. One statement asks and notes: a second delivery at the same moment waits
    /// in it until the first has committed or given up.
    /// </summary>
    private static async Task<bool> Note(
        TContext database, string consumer, Guid messageId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var handledAt = UtcConverter.ToDatabase(now);
        return await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Inbox" ("Consumer", "MessageId", "HandledAt") VALUES ({consumer}, {messageId}, {handledAt})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken) == 1;
    }
}
