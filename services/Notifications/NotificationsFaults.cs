using Routing.Defaults.Problems;

namespace Routing.Notifications;

/// <summary>Everything that can be wrong with a call to Notifications, bad fields apart.</summary>
internal static class NotificationsFaults
{
    public static readonly Fault UnknownWebhook = new("unknown-webhook", 404, "There is no such webhook");
    public static readonly Fault UnknownTemplate = new("unknown-template", 404, "There is no such template");
    public static readonly Fault UnknownDelivery = new("unknown-notification", 404, "There is no such notification");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Fault> All = [UnknownWebhook, UnknownTemplate, UnknownDelivery];
}
