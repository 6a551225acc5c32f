using System.Data;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Accounts;

/// <summary>What became of a change to an account.</summary>
internal enum AccountOutcome
{
    Done,
    Unknown,
    Exists,
    LastOperator,
}

/// <summary>The accounts. There is always one operator at least.</summary>
internal sealed class AccountBook(DispatchContext data, Passwords passwords, TimeProvider clock)
{
    public static string Normal(string name) => name.Trim().ToLowerInvariant();

    public Task<List<AccountRow>> List(CancellationToken cancellationToken) =>
        data.Accounts.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellationToken);

    public async Task<AccountRow?> Find(string name, CancellationToken cancellationToken) =>
        await data.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.Name == Normal(name), cancellationToken);

    public async Task<AccountOutcome> Add(string name, string role, string password, CancellationToken cancellationToken)
    {
        if (await Find(name, cancellationToken) is not null) return AccountOutcome.Exists;
        var now = clock.GetUtcNow();
        data.Accounts.Add(new AccountRow { Name = Normal(name), Role = role, PasswordHash = passwords.Hash(password), CreatedAt = now, ChangedAt = now });
        try
        {
            await data.SaveChangesAsync(cancellationToken);
            return AccountOutcome.Done;
        }
        catch (DbUpdateException)
        {
            data.ChangeTracker.Clear();
            if (await Find(name, cancellationToken) is null) throw;
            return AccountOutcome.Exists;
        }
    }

    /// <summary>Null leaves a thing as it is.</summary>
    public Task<AccountOutcome> Change(string name, string? role, string? password, CancellationToken cancellationToken) =>
        Alter(name, account => account.Role == Roles.Operator && role is not null and not Roles.Operator, account =>
        {
            account.Role = role ?? account.Role;
            account.PasswordHash = password is null ? account.PasswordHash : passwords.Hash(password);
            account.ChangedAt = clock.GetUtcNow();
        }, cancellationToken);

    public Task<AccountOutcome> Remove(string name, CancellationToken cancellationToken) =>
        Alter(name, account => account.Role == Roles.Operator, account => data.Accounts.Remove(account), cancellationToken);

    private async Task<AccountOutcome> Alter(
        string name, Func<AccountRow, bool> endsOperator, Action<AccountRow> alter, CancellationToken cancellationToken)
    {
        // Two operators who remove each other at the same moment must not both succeed: the second one's commit fails.
        await using var transaction = await data.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        var normal = Normal(name);
        if (await data.Accounts.SingleOrDefaultAsync(row => row.Name == normal, cancellationToken) is not { } account) return AccountOutcome.Unknown;
        if (endsOperator(account) && !await data.Accounts.AnyAsync(row => row.Role == Roles.Operator && row.Name != normal, cancellationToken))
            return AccountOutcome.LastOperator;
        alter(account);
        await data.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return AccountOutcome.Done;
    }
}
