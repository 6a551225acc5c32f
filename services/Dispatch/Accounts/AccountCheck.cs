using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Accounts;

/// <summary>Refuses a token whose account was removed, or has got another role or password, since somebody signed in.</summary>
internal sealed class AccountCheck(DispatchContext data) : ITokenCheck
{
    /// <summary>Claim of a token that belongs to an account: the account's stamp when it was issued.</summary>
    public const string Stamp = "stamp";

    public static string StampOf(DateTimeOffset changedAt) => changedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);

    public async ValueTask<ProblemHttpResult?> Refuse(ClaimsPrincipal holder, CancellationToken cancellationToken)
    {
        if (holder.FindFirst(Stamp)?.Value is not { } stamp) return null;
        var changedAt = await data.Accounts.AsNoTracking().Where(row => row.Name == holder.Identity!.Name)
            .Select(row => (DateTimeOffset?)row.ChangedAt).SingleOrDefaultAsync(cancellationToken);
        return changedAt is { } at && StampOf(at) == stamp
            ? null
            : DispatchFaults.AccountChanged.With("Sign in again at POST /api/sign-in; if that fails, ask an operator.");
    }
}
