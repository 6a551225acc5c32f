using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Defaults.Idempotency;
using Routing.Contracts;
using Routing.Messaging;
using Routing.Notifications.Customers;
using Routing.Notifications.Deliveries;
using Routing.Notifications.Notices;
using Routing.Notifications.Templates;
using Routing.Notifications.Webhooks;

namespace Routing.Notifications.Data;

/// <summary>Notifications' state.</summary>
internal abstract class NotificationsContext(DbContextOptions options) : ServiceContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Area> Areas => Set<Area>();
    public DbSet<MoveNews> Moves => Set<MoveNews>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<DeliveryAttempt> Attempts => Set<DeliveryAttempt>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<OwnTemplate> OwnTemplates => Set<OwnTemplate>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new AnsweredCallConfiguration());
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(NotificationsContext).Assembly);
    }
}

internal sealed class SqliteNotificationsContext(DbContextOptions<SqliteNotificationsContext> options) : NotificationsContext(options);

internal sealed class PostgresNotificationsContext(DbContextOptions<PostgresNotificationsContext> options) : NotificationsContext(options);

internal sealed class SqliteNotificationsDesign : SqliteDesign<SqliteNotificationsContext>;

internal sealed class PostgresNotificationsDesign : PostgresDesign<PostgresNotificationsContext>;

internal static class JsonColumn
{
    /// <summary>An immutable value kept as the JSON that messages have; changed by putting another in its place.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) =>
        property.HasConversion(
            value => JsonSerializer.Serialize(value, WireJson.Options),
            text => JsonSerializer.Deserialize<T>(text, WireJson.Options)!,
            new ValueComparer<T>((a, b) => ReferenceEquals(a, b), value => value == null ? 0 : value.GetHashCode(), value => value));
}
