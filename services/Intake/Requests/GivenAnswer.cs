namespace Routing.Intake.Requests;

/// <summary>
/// What was answered to a call with an <c>Idempotency-Key</c>, written in the transaction of its effect: the same call
/// again is answered the same, by any process.
/// </summary>
internal sealed class GivenAnswer
{
    /// <summary>SHA-256 of who called and the key.</summary>
    public required string KeyHash { get; init; }

    /// <summary>SHA-256 of what was asked.</summary>
    public required string BodyHash { get; init; }

    public required Guid RequestId { get; init; }

    /// <summary>JSON, with a blank where the secret was, which can be worked out again.</summary>
    public required string Answer { get; init; }

    public required DateTimeOffset GivenAt { get; init; }
}
