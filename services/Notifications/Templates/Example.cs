using NodaTime;
using Routing.Contracts.Values;
using Routing.Notifications.Notices;

namespace Routing.Notifications.Templates;

/// <summary>What a template is previewed with: every field is known, and it is nobody's.</summary>
internal static class Example
{
    private static readonly DateTimeOffset Morning = new(2030, 5, 20, 8, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeZone Zone = DateTimeZone.Utc;

    public static readonly Addressee Addressee = new("A. Customer", "Make Model ABC 1234", "https://example.org/track/secret");

    public static readonly NoticeFacts Facts = new()
    {
        Window = new Window(Morning, Morning.AddHours(1)),
        Eta = Morning.AddMinutes(25),
        Hold = new LiftHold(Morning.AddDays(1), Morning.AddHours(10)),
        Place = "Example Street 12",
        Driver = "A. Driver",
        IsSwap = true,
        Reason = new Reason("no-driver", "No driver is free then.", "If the window opened 20 minutes earlier."),
        Failure = FailureReason.Absent,
        Consequence = FailureConsequence.OfferWindows,
        WaitsUntil = Morning.AddMinutes(35),
        MinutesLate = 20,
        Message = "Is the car in the garage?",
    };
}
