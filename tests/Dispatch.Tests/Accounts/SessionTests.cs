using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Routing.Defaults.Doors;
using Routing.Dispatch.Accounts;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Tests.Accounts;

public sealed class SessionTests
{
    [Fact]
    public void However_often_a_token_is_renewed_the_session_ends_when_it_has_to()
    {
        var clock = new FakeTimeProvider();
        var start = clock.GetUtcNow();
        var sessions = new Sessions(
            new Tokens(new SymmetricSecurityKey(new byte[48]), clock),
            Options.Create(new AccountOptions { TokenMinutes = 15, SessionHours = 1 }), clock);
        var account = new AccountRow { Name = "ana", Role = Roles.Adviser, PasswordHash = "", CreatedAt = start, ChangedAt = start };
        var session = sessions.Begin(account);
        var ends = new List<double> { (session.ExpiresAt - start).TotalMinutes };
        while (true)
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            if (sessions.Renew(account, Holder(session.Token)) is not { } next) break;
            ends.Add((next.ExpiresAt - start).TotalMinutes);
            session = next;
        }

        Assert.Equal([15, 25, 35, 45, 55, 60], ends);
    }

    private static ClaimsPrincipal Holder(string token) => new(new ClaimsIdentity(new JsonWebToken(token).Claims, "test", "sub", "role"));
}
