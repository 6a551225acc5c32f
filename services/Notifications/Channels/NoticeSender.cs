using Microsoft.EntityFrameworkCore;
using NodaTime;
using Routing.Notifications.Customers;
using Routing.Notifications.Data;
using Routing.Notifications.Deliveries;
using Routing.Notifications.Notices;
using Routing.Notifications.Templates;

namespace Routing.Notifications.Channels;

/// <summary>Puts a notice into words for its customer and hands it to the channel.</summary>
internal abstract class NoticeSender(Wording wording) : ISender
{
    public async Task<Outcome> Send(Delivery delivery, NotificationsContext data, CancellationToken cancellationToken)
    {
        var notice = await data.Notices.AsNoTracking().SingleOrDefaultAsync(n => n.Id == delivery.NoticeId, cancellationToken);
        var customer = await data.Customers.AsNoTracking().SingleAsync(c => c.RequestId == delivery.RequestId, cancellationToken);
        if (notice is null || !customer.IsReachable) return Outcome.Never("The contact data was removed.");

        DateTimeZone? zone = null;
        if (notice.Facts.Area is { } id)
        {
            if (await data.Areas.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is not { } area)
                return Outcome.Later($"The area '{id}' is not known yet, and so neither are its times.");
            zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(area.TimeZone);
            if (zone is null) return Outcome.Later($"The area '{id}' has the time zone '{area.TimeZone}', which is unknown.");
        }

        if (NotBefore(notice.Kind, zone) is { } notBefore) return Outcome.At(notBefore);
        var language = wording.LanguageOf(customer.Language);
        var own = customer.WorkshopId is { } workshop
            ? await data.OwnTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.WorkshopId == workshop && t.Language == language && t.Kind == notice.Kind, cancellationToken)
            : null;
        var worded = wording.Word(notice.Kind, notice.Facts, zone, new(customer.Name, customer.Car, customer.Link), language, own?.Parsed);
        return await Send(delivery, customer, worded, cancellationToken);
    }

    /// <summary>When it may be sent, where this is not the hour for it; null for now.</summary>
    protected virtual DateTimeOffset? NotBefore(NoticeKind kind, DateTimeZone? zone) => null;

    protected abstract Task<Outcome> Send(Delivery delivery, Customer customer, Worded worded, CancellationToken cancellationToken);
}
