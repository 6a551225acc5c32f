using FluentValidation;
using Routing.Defaults.Doors;
using Routing.Dispatch.Accounts;

namespace Routing.Dispatch.Endpoints;

/// <summary>A new account. Without a password one is made up, and told in the answer alone.</summary>
internal sealed record NewAccountBody(string? Name, string? Role, string? Password);

/// <summary>What to change; what is absent stays.</summary>
internal sealed record ChangeAccountBody(string? Role, string? Password);

/// <summary>One's own new password.</summary>
internal sealed record OwnPasswordBody(string? Present, string? New);

/// <summary>Rules that the accounts' bodies share.</summary>
internal static class AccountBodies
{
    public const int MaxNameLength = 64;

    public static void BeRole<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(role => role is null || Roles.Staff.Contains(role)).WithMessage($"One of {string.Join(", ", Roles.Staff)}.");

    public static void BePassword<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(password => password is null or { Length: >= Passwords.MinLength and <= Passwords.MaxLength })
            .WithMessage($"From {Passwords.MinLength} to {Passwords.MaxLength} characters.");
}

internal sealed class NewAccountValidator : AbstractValidator<NewAccountBody>
{
    public NewAccountValidator()
    {
        RuleFor(body => body.Name).NotEmpty().MaximumLength(AccountBodies.MaxNameLength)
            .Matches("^[a-zA-Z0-9][a-zA-Z0-9._@-]*$").WithMessage("Letters, digits and . _ @ -, beginning with a letter or digit.");
        RuleFor(body => body.Role).NotEmpty().BeRole();
        RuleFor(body => body.Password).BePassword();
    }
}

internal sealed class ChangeAccountValidator : AbstractValidator<ChangeAccountBody>
{
    public ChangeAccountValidator()
    {
        RuleFor(body => body.Role).BeRole();
        RuleFor(body => body.Password).BePassword();
    }
}

internal sealed class OwnPasswordValidator : AbstractValidator<OwnPasswordBody>
{
    public OwnPasswordValidator()
    {
        RuleFor(body => body.Present).NotEmpty().MaximumLength(Passwords.MaxLength);
        RuleFor(body => body.New).NotEmpty().BePassword();
    }
}
