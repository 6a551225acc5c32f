using Microsoft.Extensions.Options;
using NodaTime;
using Routing.Notifications.Customers;
using Routing.Notifications.Deliveries;
using Routing.Notifications.Notices;
using Routing.Notifications.Templates;

namespace Routing.Notifications.Channels;

/// <summary>Sends notices as text messages.</summary>
internal sealed class TextSender(Wording wording, ITextRoute route, IOptions<NotificationsOptions> options, TimeProvider clock) : NoticeSender(wording)
{
    // All else answers what the customer did just now, or is about a driver who is under way.
    private static readonly HashSet<NoticeKind> CanWait = [NoticeKind.Changed, NoticeKind.ReturnBooked, NoticeKind.ReturnChanged, NoticeKind.Unserved, NoticeKind.Ready, NoticeKind.NotYetReady, NoticeKind.Overnight, NoticeKind.ReturnReminder];

    protected override DateTimeOffset? NotBefore(NoticeKind kind, DateTimeZone? zone) =>
        zone is not null && CanWait.Contains(kind) ? new QuietHours(options.Value.QuietFrom, options.Value.QuietUntil).End(clock.GetUtcNow(), zone) : null;

    protected override Task<Outcome> Send(Delivery delivery, Customer customer, Worded worded, CancellationToken cancellationToken) =>
        options.Value.Sms == SmsRoute.None ? Task.FromResult(Outcome.Never("Text messages are switched off: see Notifications:Sms."))
        : customer.Phone is null ? Task.FromResult(Outcome.Never("There is no phone number."))
        : route.Send(customer.Phone, worded.Text, delivery.Id, cancellationToken);
}

/// <summary>Takes text messages on their way.</summary>
internal interface ITextRoute
{
    /// <param name="phone">E.164.</param>
    /// <param name="text">One line.</param>
    /// <param name="deliveryId">The same for every attempt.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<Outcome> Send(string phone, string text, Guid deliveryId, CancellationToken cancellationToken);
}
