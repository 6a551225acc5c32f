using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Routing.Defaults.Doors;
using Routing.Defaults.Idempotency;
using Routing.Defaults.Validation;
using Routing.Dispatch.Accounts;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Endpoints;

/// <summary>An account. <see cref="Password"/> is there once: when it was made up for a new account.</summary>
internal sealed record AccountAnswer(string Name, string Role, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, string? Password = null)
{
    public static AccountAnswer Of(AccountRow row, string? password = null) => new(row.Name, row.Role, row.CreatedAt, row.ChangedAt, password);
}

/// <summary>Who can sign in.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/accounts").WithTags("Accounts").Admits(Door.Operator);
        group.MapGet("/", List).WithName("ListAccounts").WithSummary("All accounts.");
        group.MapPost("/", Add).Validated<NewAccountBody>().Idempotent<DispatchContext, NewAccountBody>().WithName("AddAccount")
            .WithSummary("A new account. Without a password one is made up and told in this answer alone.");
        group.MapPut("/{name}", Change).Validated<ChangeAccountBody>().WithName("ChangeAccount").WithSummary("Another role or password; earlier tokens are refused from now on.");
        group.MapDelete("/{name}", Remove).WithName("RemoveAccount").WithSummary("Removes an account; its tokens are refused from now on.");
        app.MapPut("/api/accounts/me/password", ChangeOwn).Validated<OwnPasswordBody>().WithName("ChangeOwnPassword").WithTags("Accounts")
            .Admits(Door.Adviser).WithSummary("One's own new password; sign in with it again, for earlier tokens are refused from now on.");
    }

    private static async Task<Ok<List<AccountAnswer>>> List([FromServices] AccountBook accounts, CancellationToken cancellationToken) =>
        TypedResults.Ok((await accounts.List(cancellationToken)).ConvertAll(row => AccountAnswer.Of(row)));

    private static async Task<Results<Created<AccountAnswer>, ProblemHttpResult>> Add(
        NewAccountBody body, [FromServices] AccountBook accounts, CancellationToken cancellationToken)
    {
        var made = body.Password is null ? Passwords.New() : null;
        var outcome = await accounts.Add(body.Name!, body.Role!, body.Password ?? made!, cancellationToken);
        if (outcome != AccountOutcome.Done) return Fault(outcome, body.Name!);
        var account = await accounts.Find(body.Name!, cancellationToken);
        return TypedResults.Created($"/api/accounts/{account!.Name}", AccountAnswer.Of(account, made));
    }

    private static async Task<Results<Ok<AccountAnswer>, ProblemHttpResult>> Change(
        string name, ChangeAccountBody body, [FromServices] AccountBook accounts, CancellationToken cancellationToken)
    {
        var outcome = await accounts.Change(name, body.Role, body.Password, cancellationToken);
        return outcome == AccountOutcome.Done ? TypedResults.Ok(AccountAnswer.Of((await accounts.Find(name, cancellationToken))!)) : Fault(outcome, name);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string name, [FromServices] AccountBook accounts, CancellationToken cancellationToken)
    {
        var outcome = await accounts.Remove(name, cancellationToken);
        return outcome == AccountOutcome.Done ? TypedResults.NoContent() : Fault(outcome, name);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeOwn(
        OwnPasswordBody body,
        ClaimsPrincipal user,
        [FromServices] AccountBook accounts,
        [FromServices] Passwords passwords,
        [FromServices] SignInGuard guard,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var name = user.Identity?.Name ?? "";
        var wait = guard.Wait(http.Connection.RemoteIpAddress?.ToString() ?? "", name);
        if (wait > TimeSpan.Zero) return DispatchFaults.TooManyAttempts.With($"Try again in {Math.Ceiling(wait.TotalSeconds)} s.");
        if (!passwords.Matches(await accounts.Find(name, cancellationToken), body.Present!))
        {
            guard.Failed(name);
            return DispatchFaults.WrongPassword.With("Give your present password in 'present'.");
        }

        guard.Succeeded(name);
        var outcome = await accounts.Change(name, role: null, body.New, cancellationToken);
        return outcome == AccountOutcome.Done ? TypedResults.NoContent() : Fault(outcome, name);
    }

    private static ProblemHttpResult Fault(AccountOutcome outcome, string name) => outcome switch
    {
        AccountOutcome.Exists => DispatchFaults.AccountExists.With($"Choose another name than '{name}', or change that account."),
        AccountOutcome.LastOperator => DispatchFaults.LastOperator.With($"Make another operator before '{name}' goes."),
        _ => DispatchFaults.UnknownAccount.With($"There is no account '{name}'."),
    };
}
