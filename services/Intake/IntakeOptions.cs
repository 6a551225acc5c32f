using System.ComponentModel.DataAnnotations;

namespace Routing.Intake;

/// <summary>Section <c>Intake</c> of the configuration.</summary>
public sealed class IntakeOptions
{
    /// <summary>
    /// The address by which customers reach us, without a slash at the end, such as <c>https://pickup.example.org</c>.
    /// Where it is not set, links bear the address by which the request came in.
    /// </summary>
    [Url]
    public string? PublicUrl { get; set; }

    /// <summary>What stands between that address and the secret in a customer's link: there is the customer's page.</summary>
    [Required]
    public string TrackingPath { get; set; } = "/track/";

    /// <summary>A place farther than this from the nearest road a car can use is refused, metres.</summary>
    [Range(1, 10_000)]
    public int FarthestRoadMetres { get; set; } = 300;

    /// <summary>How long Maps may take to check a request's places, seconds.</summary>
    [Range(1, 60)]
    public int MapsTimeoutSeconds { get; set; } = 10;

    /// <summary>How long Planning may take to quote slots, seconds.</summary>
    [Range(1, 60)]
    public int QuoteTimeoutSeconds { get; set; } = 5;

    /// <summary>How long after the return a customer may countersign the reports or dispute them, hours.</summary>
    [Range(1, 720)]
    public int DisputeHours { get; set; } = 24;

    /// <summary>How far ahead windows may lie, days.</summary>
    [Range(1, 730)]
    public int HorizonDays { get; set; } = 90;

    /// <summary>Time that the work takes where the request does not tell, minutes.</summary>
    [Range(5, 2880)]
    public int WorkMinutes { get; set; } = 60;

    /// <summary>How far an electric car is taken to get with a whole charge where only its charge is told, km.</summary>
    [Range(50, 1000)]
    public int ElectricRangeKm { get; set; } = 200;

    /// <summary>How long a lift is held while a customer is asked where the car is, unless the adviser says it, hours.</summary>
    [Range(1, 720)]
    public int HoldHours { get; set; } = 24;

    /// <summary>How long before the work such a hold ends at the latest, unless the adviser says it: the car has to be fetched, hours.</summary>
    [Range(0, 72)]
    public int HoldLeadHours { get; set; } = 3;

    /// <summary>How long after "ready" a customer may leave open when the car is to come back before a dispatcher is asked to call, minutes.</summary>
    [Range(1, 10_080)]
    public int ReturnAnswerMinutes { get; set; } = 360;

    /// <summary>How often deadlines are looked through for those that are over, seconds.</summary>
    [Range(1, 600)]
    public int DeadlineSeconds { get; set; } = 15;

    /// <summary>How often one network address without an account may call.</summary>
    [Range(1, 100_000)]
    public int CallsPerMinuteAndAddress { get; set; } = 600;

    /// <summary>How often a booking key may be used.</summary>
    [Range(1, 100_000)]
    public int CallsPerMinuteAndKey { get; set; } = 600;

    /// <summary>The longest wait for a change of a tracked request, seconds.</summary>
    [Range(1, 120)]
    public int LongestWaitSeconds { get; set; } = 60;

    /// <summary>How long an Idempotency-Key is remembered, days.</summary>
    [Range(1, 365)]
    public int IdempotencyDays { get; set; } = 30;

    /// <summary>How many messages a request's customer may write to the dispatchers in an hour.</summary>
    [Range(1, 1000)]
    public int MessagesPerHour { get; set; } = 10;

    /// <summary>How long contact data is kept after the request has ended, days.</summary>
    [Range(0, 3650)]
    public int ContactDays { get; set; } = 30;
}
