using FluentValidation;

namespace Routing.Dispatch.Messages;

/// <summary>A message as a dispatcher sees it.</summary>
internal sealed record MessageAnswer
{
    public required Guid WrittenId { get; init; }

    /// <summary>The request whose customer wrote it or is written to; null where it is a driver.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The request's first move on the day; null where it has none on it.</summary>
    public Guid? MoveId { get; init; }

    /// <summary>The request's car.</summary>
    public string? Plate { get; init; }

    public Guid? DriverId { get; init; }
    public string? DriverName { get; init; }

    /// <summary>The account of the dispatcher who wrote it; null where the customer or the driver did.</summary>
    public string? By { get; init; }

    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When a dispatcher had read it; null before.</summary>
    public DateTimeOffset? ReadAt { get; init; }
    public string? ReadBy { get; init; }
}

/// <summary>What a dispatcher writes, to a request's customer or to a driver.</summary>
/// <param name="WrittenId">A UUID that the writer makes: sent again with it, it is one message.</param>
internal sealed record MessageBody(Guid? WrittenId, Guid? RequestId, Guid? DriverId, string? Text);

/// <summary>Messages that were read.</summary>
internal sealed record ReadBody(IReadOnlyList<Guid>? WrittenIds);

internal sealed class MessageBodyValidator : AbstractValidator<MessageBody>
{
    public MessageBodyValidator()
    {
        RuleFor(body => body.WrittenId).NotEmpty().WithMessage("Give the message a UUID of its own.");
        RuleFor(body => body.RequestId).Must((body, request) => request is null != body.DriverId is null).WithMessage("Give one of 'requestId' and 'driverId'.");
        RuleFor(body => body.Text).NotEmpty().WithMessage("Write something.").MaximumLength(MessageDesk.LongestText);
    }
}

internal sealed class ReadBodyValidator : AbstractValidator<ReadBody>
{
    private const int Most = 1000;

    public ReadBodyValidator() => RuleFor(body => body.WrittenIds).NotEmpty().Must(ids => ids is null || ids.Count <= Most).WithMessage($"{Most} at a time.");
}
