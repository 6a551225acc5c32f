using Microsoft.EntityFrameworkCore;

namespace Routing.Messaging.Tests.Victim;

public sealed class Order
{
    public int Id { get; private set; }

    public required int Number { get; init; }

    public OrderKind Kind { get; init; }

    public OrderKind? FormerKind { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>One row an effect, deliberately not unique by number: an effect that happens twice shows.</summary>
public sealed class Confirmation
{
    public int Id { get; private set; }

    public required int Number { get; init; }
}

public abstract class OrdersContext(DbContextOptions options) : ServiceContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Confirmation> Confirmations => Set<Confirmation>();
}

public sealed class OrdersSqliteContext(DbContextOptions<OrdersSqliteContext> options) : OrdersContext(options);

public sealed class OrdersPostgresContext(DbContextOptions<OrdersPostgresContext> options) : OrdersContext(options);

internal sealed class OrdersSqliteDesign : SqliteDesign<OrdersSqliteContext>;

internal sealed class OrdersPostgresDesign : PostgresDesign<OrdersPostgresContext>;
