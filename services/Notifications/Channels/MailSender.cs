using Microsoft.Extensions.Options;
using MimeKit;
using Routing.Defaults;
using Routing.Notifications.Customers;
using Routing.Notifications.Deliveries;
using Routing.Notifications.Templates;

namespace Routing.Notifications.Channels;

/// <summary>Sends notices as mails.</summary>
internal sealed class MailSender(Wording wording, IMailRoute route, MapPictures maps, TimeProvider clock, IOptions<NotificationsOptions> options) : NoticeSender(wording)
{
    private readonly long started = clock.GetTimestamp();

    protected override async Task<Outcome> Send(Delivery delivery, Customer customer, Worded worded, CancellationToken cancellationToken)
    {
        if (!MailboxAddress.TryParse(customer.Email ?? "", out var to)) return Outcome.Never("There is no e-mail address that mail can be sent to.");
        to.Name = customer.Name;
        var picture = worded.Map is { } map && clock.GetElapsedTime(started).TotalSeconds >= options.Value.PicturesAfterSeconds ? await maps.Draw(MailBody.PictureOf(map), cancellationToken) : null;
        using var mail = new MimeMessage
        {
            // The same for every attempt, so that a mail that was sent twice is shown once.
            MessageId = $"{delivery.Id:N}@{options.Value.FromAddress.Split('@')[^1]}",
            Date = delivery.DueAt,
            Subject = worded.Subject,
            Body = MailBody.Of(worded, picture),
        };
        mail.From.Add(new MailboxAddress(options.Value.FromName, options.Value.FromAddress));
        mail.To.Add(to);
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return await route.Send(mail, delivery.Id, cancellationToken);
    }
}

/// <summary>Takes mails on their way.</summary>
internal interface IMailRoute
{
    Task<Outcome> Send(MimeMessage mail, Guid deliveryId, CancellationToken cancellationToken);
}
