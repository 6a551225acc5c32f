using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Routing.Messaging;

/// <summary>
/// Base of every service's context: holds its outbox and inbox. An override of
/// <see cref="OnModelCreating"/> or <see cref="ConfigureConventions"/> calls the base.
/// </summary>
public abstract class ServiceContext(DbContextOptions options) : DbContext(options)
{
    // The dispatcher is woken only by commits that have something to send.
    internal bool HasPublished { get; set; }

    /// <summary>
    /// Adds a message to the outbox. It is sent after the next SaveChanges has committed, once and in order
    /// with the others, or never if that fails. Commands are published too: one consumer subscribes.
    /// </summary>
    public void Publish(object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var type = message.GetType();
        var now = Clock.GetUtcNow();
        Add(new OutboxMessage
        {
            MessageId = Guid.CreateVersion7(now),
            Type = $"{type.FullName}, {type.Assembly.GetName().Name}",
            Body = JsonSerializer.Serialize(message, type, MessageJson.Options),
            CreatedAt = now,
        });
        HasPublished = true;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new OutboxMessageConfiguration());
        modelBuilder.ApplyConfiguration(new InboxMessageConfiguration());
    }

    /// <summary>Instants as UTC DateTime (microseconds), enums as strings, on both databases.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    // A context made by hand, as in a test or by dotnet-ef, has no services.
    private TimeProvider Clock =>
        this.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?
            .GetService<TimeProvider>() ?? TimeProvider.System;
}
