using System.ComponentModel.DataAnnotations;

namespace Routing.Notifications;

/// <summary>Section <c>Notifications</c> of the configuration.</summary>
public sealed class NotificationsOptions
{
    /// <summary>How mails go out: as <c>.eml</c> files into <c>outbox-mail</c> of the data directory, or over SMTP.</summary>
    public MailRoute Mail { get; set; } = MailRoute.Folder;

    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>Whom mails are from.</summary>
    [Required, EmailAddress]
    public string FromAddress { get; set; } = "pickup@localhost";

    /// <summary>The same for people.</summary>
    [Required]
    public string FromName { get; set; } = "Pickup service";

    /// <summary>How text messages go out: as files into <c>outbox-sms</c> of the data directory, over a gateway, or not at all.</summary>
    public SmsRoute Sms { get; set; } = SmsRoute.Folder;

    /// <summary>The gateway's URL with <c>{to}</c> and <c>{text}</c>, which are escaped; called by POST with an empty body.</summary>
    public string? SmsGatewayUrl { get; set; }

    /// <summary>The gateway's <c>Authorization</c> header; null for none.</summary>
    public string? SmsGatewayAuthorization { get; set; }

    /// <summary>A folder of templates that stand in for ours, file by file; null for none.</summary>
    public string? TemplatesFolder { get; set; }

    /// <summary>The language where the customer's is none of ours.</summary>
    [Required]
    public string Language { get; set; } = "en";

    /// <summary>A customer is told of a delay once the estimate misses the window by more than this, minutes.</summary>
    [Range(1, 600)]
    public int LateMinutes { get; set; } = 10;

    /// <summary>A customer who was told of a delay is told again once it differs from that by this much, either way, minutes.</summary>
    [Range(1, 600)]
    public int LateAgainMinutes { get; set; } = 15;

    /// <summary>
    /// From when no text message is sent, on the area's clock, but what answers the customer or is about a driver under
    /// way; the same as <see cref="QuietUntil"/> for never.
    /// </summary>
    public TimeOnly QuietFrom { get; set; } = new(21, 0);

    /// <summary>Until when.</summary>
    public TimeOnly QuietUntil { get; set; } = new(8, 0);

    /// <summary>
    /// How long after its start a process sends mails without a map, seconds: after a first import the first picture has Maps draw all
    /// tiles, which would keep a core from planning the first requests.
    /// </summary>
    [Range(0, 3600)]
    public int PicturesAfterSeconds { get; set; } = 60;

    /// <summary>How long Planning may take to find another way before a customer is told that there is none, seconds.</summary>
    [Range(0, 86_400)]
    public int UnservedGraceSeconds { get; set; } = 120;

    /// <summary>How long after "ready" a customer who has not said when the car is to come back is reminded of it, minutes.</summary>
    [Range(1, 10_080)]
    public int ReturnReminderMinutes { get; set; } = 180;

    /// <summary>The wait after the first failed attempt, seconds; each further one waits twice as long.</summary>
    [Range(1, 3600)]
    public int FirstRetrySeconds { get; set; } = 10;

    /// <summary>The longest wait between attempts, seconds.</summary>
    [Range(1, 86_400)]
    public int LongestRetrySeconds { get; set; } = 7200;

    /// <summary>When to give up, hours after the first attempt was due.</summary>
    [Range(1, 168)]
    public int RetryHours { get; set; } = 24;

    /// <summary>How long one attempt may take, seconds.</summary>
    [Range(1, 300)]
    public int AttemptSeconds { get; set; } = 15;

    /// <summary>How often to look for what is due, milliseconds.</summary>
    [Range(10, 60_000)]
    public int PollMilliseconds { get; set; } = 500;

    /// <summary>How long contact data is kept after the request has ended, days.</summary>
    [Range(0, 3650)]
    public int ContactDays { get; set; } = 30;

    /// <summary>How long deliveries and what came of them are kept, days.</summary>
    [Range(1, 3650)]
    public int DeliveryDays { get; set; } = 90;
}

/// <summary>How mails go out.</summary>
public enum MailRoute
{
    Folder,
    Smtp,
}

/// <summary>How text messages go out.</summary>
public enum SmsRoute
{
    None,
    Folder,
    Gateway,
}

/// <summary>The mail server.</summary>
public sealed class SmtpOptions
{
    public string Host { get; set; } = "localhost";

    [Range(1, 65_535)]
    public int Port { get; set; } = 25;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTlsWhenAvailable;

    /// <summary>Null for none.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }
}

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    None,
    StartTlsWhenAvailable,
    StartTls,
    Tls,
}
