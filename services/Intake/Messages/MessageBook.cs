using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts.Intake;
using Routing.Intake.Data;
using Routing.Intake.Requests;

namespace Routing.Intake.Messages;

/// <summary>What a customer writes.</summary>
/// <param name="WrittenId">A UUID that the writer makes: sent again with it, it is one message.</param>
internal sealed record WrittenBody(Guid? WrittenId, string? Text);

internal sealed class WrittenBodyValidator : AbstractValidator<WrittenBody>
{
    public WrittenBodyValidator()
    {
        RuleFor(body => body.WrittenId).NotEmpty().WithMessage("Give the message a UUID of its own.");
        RuleFor(body => body.Text).NotEmpty().WithMessage("Write something.").MaximumLength(CustomerMessage.LongestText);
    }
}

/// <summary>Keeps what a customer writes and tells the dispatchers.</summary>
internal sealed class MessageBook(IntakeContext data, IOptions<IntakeOptions> options, TimeProvider clock)
{
    /// <summary>In one transaction; the same again changes nothing. Null when it is done, else why not.</summary>
    /// <param name="request">With its messages.</param>
    /// <param name="body">Valid.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ProblemHttpResult?> Write(PickupRequest request, WrittenBody body, CancellationToken cancellationToken)
    {
        if (request.Messages.Exists(known => known.Id == body.WrittenId)) return null;
        if (request.Contact is null) return IntakeFaults.RequestEnded.With("It is over and its data was removed: call the workshop.");
        var now = clock.GetUtcNow();
        var lately = request.Messages.Where(known => !known.FromDispatcher && known.At > now.AddHours(-1)).ToList();
        if (lately.Count >= options.Value.MessagesPerHour)
            return IntakeFaults.TooMany.With($"{options.Value.MessagesPerHour} messages an hour can be written. Write again at {lately.Min(known => known.At).AddHours(1):HH:mm} UTC, or call the workshop.");

        data.Add(new CustomerMessage { Id = body.WrittenId!.Value, RequestId = request.Id, FromDispatcher = false, Text = body.Text!, At = now });
        request.Touch(now);
        data.Publish(new CustomerWrote { WrittenId = body.WrittenId.Value, RequestId = request.Id, Text = body.Text!, At = now });
        try
        {
            await data.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException)
        {
            // The same message twice at once, or a change in between: either way it can be sent again.
            return IntakeFaults.ChangedMeanwhile.With("Send it again.");
        }
    }
}
