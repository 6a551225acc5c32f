using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Defaults.Doors;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Accounts;

/// <summary>
/// Makes an account for each role at first start, and prints the passwords that nobody chose: once, for they are not
/// kept. They go to the console and not to the log, which is often sent elsewhere.
/// </summary>
internal sealed class FirstAccounts(
    IServiceScopeFactory scopes, Passwords passwords, IOptions<AccountOptions> options, TimeProvider clock, TextWriter console) : IHostedService
{
    // Beside what else starts: what a start does before its first await would hold up the web server's.
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(() => Make(cancellationToken), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Make(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<DispatchContext>();
        if (await data.Accounts.AnyAsync(cancellationToken)) return;
        var now = clock.GetUtcNow();
        var made = new List<(string Name, string? Printed)>();
        foreach (var (role, chosen) in Chosen())
        {
            var password = string.IsNullOrEmpty(chosen) ? Passwords.New() : chosen;
            made.Add((role, string.IsNullOrEmpty(chosen) ? password : null));
            data.Accounts.Add(new AccountRow
            {
                Name = role,
                Role = role,
                PasswordHash = passwords.Hash(password),
                CreatedAt = now,
                ChangedAt = now,
            });
        }

        try
        {
            await data.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is DbException)
        {
            // Another process that started at the same moment has made them, and has printed them.
            data.ChangeTracker.Clear();
            if (!await data.Accounts.AnyAsync(cancellationToken)) throw;
            return;
        }

        await Print(made, cancellationToken);
    }

    private IEnumerable<(string Role, string? Password)> Chosen() =>
    [
        (Roles.Operator, options.Value.OperatorPassword),
        (Roles.Dispatcher, options.Value.DispatcherPassword),
        (Roles.Adviser, options.Value.AdviserPassword),
    ];

    private async Task Print(List<(string Name, string? Printed)> made, CancellationToken cancellationToken)
    {
        if (made.TrueForAll(account => account.Printed is null)) return;
        var lines = made.Where(account => account.Printed is not null).Select(account => $"  {account.Name,-12} {account.Printed}");
        var text = $"""

            === ACCOUNTS, made at this first start and printed only now: keep them ===
            {string.Join(Environment.NewLine, lines)}
            === Sign in: POST /api/sign-in with name and password ====================

            """;
        await console.WriteLineAsync(text.AsMemory(), cancellationToken);
        await console.FlushAsync(cancellationToken);
    }
}
