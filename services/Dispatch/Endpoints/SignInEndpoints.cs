using System.Globalization;
using System.Security.Claims;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Dispatch.Accounts;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Endpoints;

/// <summary>Who wants to sign in.</summary>
internal sealed record SignInBody(string? Name, string? Password);

/// <summary>Send the token as <c>Authorization: Bearer</c> until it expires; before, exchange it at <c>/api/sign-in/renew</c>.</summary>
internal sealed record SignInAnswer(string Token, string Name, string Role, DateTimeOffset ExpiresAt)
{
    public static SignInAnswer Of(AccountRow account, Session session) => new(session.Token, account.Name, account.Role, session.ExpiresAt);
}

internal sealed class SignInValidator : AbstractValidator<SignInBody>
{
    public SignInValidator()
    {
        RuleFor(body => body.Name).NotEmpty().MaximumLength(AccountBodies.MaxNameLength);
        RuleFor(body => body.Password).NotEmpty().MaximumLength(Passwords.MaxLength);
    }
}

/// <summary>Signing in.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/sign-in", SignIn).Validated<SignInBody>().WithName("SignIn").WithTags("Accounts").Admits(Door.Anyone)
            .WithSummary("A token for an account's name and password, good for some minutes. Repeated failures have to wait.");
        app.MapPost("/api/sign-in/renew", Renew).WithName("RenewToken").WithTags("Accounts").Admits(Door.Adviser)
            .WithSummary("A new token for one that has not expired, while the account is as it was and for some hours after signing in.");
    }

    private static async Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> SignIn(
        SignInBody body,
        [FromServices] SignInGuard guard,
        [FromServices] AccountBook accounts,
        [FromServices] Passwords passwords,
        [FromServices] Sessions sessions,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var name = AccountBook.Normal(body.Name!);
        var wait = guard.Wait(http.Connection.RemoteIpAddress?.ToString() ?? "", name);
        if (wait > TimeSpan.Zero)
        {
            var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            http.Response.Headers.RetryAfter = seconds;
            return DispatchFaults.TooManyAttempts.With($"Try again in {seconds} s.");
        }

        var account = await accounts.Find(name, cancellationToken);
        if (!passwords.Matches(account, body.Password!))
        {
            guard.Failed(name);
            return DispatchFaults.WrongCredentials.With("Check both. The first accounts' passwords were printed at the first start.");
        }

        guard.Succeeded(name);
        return TypedResults.Ok(SignInAnswer.Of(account!, sessions.Begin(account!)));
    }

    private static async Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> Renew(
        ClaimsPrincipal user, [FromServices] AccountBook accounts, [FromServices] Sessions sessions, CancellationToken cancellationToken) =>
        await accounts.Find(user.Identity!.Name!, cancellationToken) is { } account && sessions.Renew(account, user) is { } session
            ? TypedResults.Ok(SignInAnswer.Of(account, session))
            : DispatchFaults.SessionOver.With("Sign in again at POST /api/sign-in.");
}
