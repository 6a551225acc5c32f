using Microsoft.EntityFrameworkCore;

namespace Routing.Messaging.Tests.Victim;

/// <summary>One row an effect, deliberately not unique by number: an effect that happens twice shows.</summary>
public sealed class Reservation
{
    public int Id { get; private set; }

    public required int Number { get; init; }
}

public abstract class StockContext(DbContextOptions options) : ServiceContext(options)
{
    public DbSet<Reservation> Reservations => Set<Reservation>();
}

public sealed class StockSqliteContext(DbContextOptions<StockSqliteContext> options) : StockContext(options);

public sealed class StockPostgresContext(DbContextOptions<StockPostgresContext> options) : StockContext(options);

internal sealed class StockSqliteDesign : SqliteDesign<StockSqliteContext>;

internal sealed class StockPostgresDesign : PostgresDesign<StockPostgresContext>;
