using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Dispatch.Accounts;

namespace Routing.Dispatch.Endpoints;

/// <summary>Who wants to sign in.</summary>
internal sealed record SignInBody(string? Name, string? Password);

/// <summary>Send the token as <c>Authorization: Bearer</c> until it expires.</summary>
internal sealed record SignInAnswer(string Token, string Name, string Role, DateTimeOffset ExpiresAt);

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
    public static void MapSignIn(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/sign-in", SignIn).Validated<SignInBody>().WithName("SignIn").WithTags("Accounts").Admits(Door.Anyone)
            .WithSummary("A token for an account's name and password. Repeated failures have to wait.");

    private static async Task<Results<Ok<SignInAnswer>, ProblemHttpResult>> SignIn(
        SignInBody body,
        [FromServices] SignInGuard guard,
        [FromServices] AccountBook accounts,
        [FromServices] Passwords passwords,
        [FromServices] Tokens tokens,
        [FromServices] IOptions<AccountOptions> options,
        [FromServices] TimeProvider clock,
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
        var life = TimeSpan.FromHours(options.Value.TokenHours);
        return TypedResults.Ok(new SignInAnswer(tokens.Issue(account!.Name, account.Role, life), account.Name, account.Role, clock.GetUtcNow() + life));
    }
}
