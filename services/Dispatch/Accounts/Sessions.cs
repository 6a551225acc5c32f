using System.Globalization;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using Routing.Defaults.Doors;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Accounts;

/// <summary>
/// Somebody's time from signing in until they have to again, as a row of tokens that are each good for some minutes.
/// Thread-safe; keeps nothing.
/// </summary>
internal sealed class Sessions(Tokens tokens, IOptions<AccountOptions> options, TimeProvider clock)
{
    // When somebody signed in, Unix seconds: OpenID Connect's name for it.
    private const string SignedInAt = "auth_time";

    public Session Begin(AccountRow account) => Issue(account, clock.GetUtcNow());

    /// <summary>The next token; null when the session is over.</summary>
    public Session? Renew(AccountRow account, ClaimsPrincipal holder) =>
        long.TryParse(holder.FindFirst(SignedInAt)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && DateTimeOffset.FromUnixTimeSeconds(seconds) is var begun && End(begun) > clock.GetUtcNow()
            ? Issue(account, begun)
            : null;

    private Session Issue(AccountRow account, DateTimeOffset begun)
    {
        var now = clock.GetUtcNow();
        var expires = now.AddMinutes(options.Value.TokenMinutes);
        if (expires > End(begun)) expires = End(begun);
        var token = tokens.Issue(
            account.Name, account.Role, expires - now,
            new Claim(AccountCheck.Stamp, AccountCheck.StampOf(account.ChangedAt)),
            new Claim(SignedInAt, begun.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64));
        return new(token, expires);
    }

    private DateTimeOffset End(DateTimeOffset begun) => begun.AddHours(options.Value.SessionHours);
}

/// <summary>A token and when it expires.</summary>
internal sealed record Session(string Token, DateTimeOffset ExpiresAt);
