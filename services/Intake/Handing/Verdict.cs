using FluentValidation;
using Routing.Contracts.Values;

namespace Routing.Intake.Handing;

/// <summary>What a customer says of the two reports, at the collection and at the return, side by side.</summary>
/// <param name="At">When.</param>
/// <param name="SignedBy">Who countersigned; null where they dispute it.</param>
/// <param name="Dispute">What is disputed; null where they countersigned.</param>
internal sealed record Verdict(DateTimeOffset At, string? SignedBy, string? Dispute);

/// <summary>Agrees with the reports.</summary>
internal sealed record CountersignBody(string? Name);

/// <summary>Disputes them.</summary>
internal sealed record DisputeBody(string? Text);

internal sealed class CountersignBodyValidator : AbstractValidator<CountersignBody>
{
    public CountersignBodyValidator() => RuleFor(body => body.Name).NotEmpty().WithMessage("Sign with your name.").MaximumLength(100);
}

internal sealed class DisputeBodyValidator : AbstractValidator<DisputeBody>
{
    // With a word before it, it is a message to the dispatchers, which has a thousand characters.
    private const int LongestText = 900;

    public DisputeBodyValidator() => RuleFor(body => body.Text).NotEmpty().WithMessage("Say what is not as it was.").MaximumLength(LongestText);
}
