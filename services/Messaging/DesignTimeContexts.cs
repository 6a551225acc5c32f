using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Routing.Messaging;

/// <summary>
/// Lets <c>dotnet ef migrations add</c> make the SQLite context without a database. A service derives an empty class.
/// </summary>
public abstract class SqliteDesign<TContext> : IDesignTimeDbContextFactory<TContext> where TContext : ServiceContext
{
    public TContext CreateDbContext(string[] args) =>
        (TContext)Activator.CreateInstance(
            typeof(TContext), new DbContextOptionsBuilder<TContext>().UseSqlite("Data Source=:memory:").Options)!;
}

/// <summary>As <see cref="SqliteDesign{TContext}"/>, for PostgreSQL.</summary>
public abstract class PostgresDesign<TContext> : IDesignTimeDbContextFactory<TContext> where TContext : ServiceContext
{
    public TContext CreateDbContext(string[] args) =>
        (TContext)Activator.CreateInstance(
            typeof(TContext), new DbContextOptionsBuilder<TContext>().UseNpgsql("Host=localhost").Options)!;
}
