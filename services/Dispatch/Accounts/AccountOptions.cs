using System.ComponentModel.DataAnnotations;

namespace Routing.Dispatch.Accounts;

/// <summary>Section <c>Accounts</c> of the configuration.</summary>
public sealed class AccountOptions
{
    /// <summary>Password of the account <c>operator</c> that is made at first start; a random one is printed when empty.</summary>
    public string? OperatorPassword { get; set; }

    /// <summary>As <see cref="OperatorPassword"/>, of <c>dispatcher</c>.</summary>
    public string? DispatcherPassword { get; set; }

    /// <summary>As <see cref="OperatorPassword"/>, of <c>adviser</c>.</summary>
    public string? AdviserPassword { get; set; }

    /// <summary>
    /// Minutes that a token is good for, unless it is renewed: how long one that was withdrawn may still open doors in
    /// processes that do not have the accounts.
    /// </summary>
    [Range(1, 1440)]
    public int TokenMinutes { get; set; } = 15;

    /// <summary>Hours after which one has to sign in again, however often the token was renewed.</summary>
    [Range(1, 168)]
    public int SessionHours { get; set; } = 12;

    /// <summary>Attempts to sign in that one address may make in a minute.</summary>
    [Range(1, 100_000)]
    public int AttemptsPerMinute { get; set; } = 30;

    /// <summary>Failures in a row for one name before the next attempt has to wait.</summary>
    [Range(1, 100)]
    public int FreeFailures { get; set; } = 5;

    /// <summary>Longest such wait, seconds; it doubles from one second with each failure.</summary>
    [Range(1, 86_400)]
    public int LongestWaitSeconds { get; set; } = 300;
}
