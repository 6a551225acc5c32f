using System.ComponentModel.DataAnnotations;

namespace Routing.Drivers;

/// <summary>Section <c>Drivers</c> of the configuration.</summary>
public sealed class DriversOptions
{
    /// <summary><c>table</c> (in our database) or <c>rabbitmq</c> (at the broker that section <c>Bus</c> names).</summary>
    [RegularExpression("^(table|rabbitmq)$", ErrorMessage = "Drivers:Queue must be 'table' or 'rabbitmq'.")]
    public string Queue { get; set; } = "table";

    /// <summary>
    /// Root of the addresses in QR codes, such as <c>https://cars.example.org</c>. Empty: the address that the sheet was asked at.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>How long a pairing code is good for, minutes.</summary>
    [Range(1, 24 * 60)]
    public int PairingCodeMinutes { get; set; } = 15;

    /// <summary>Attempts at pairing that one address may make a minute.</summary>
    [Range(1, 10_000)]
    public int PairingAttemptsPerMinute { get; set; } = 10;

    /// <summary>How long a device's token is good for, days. A dispatcher can take the device away sooner.</summary>
    [Range(1, 3650)]
    public int DeviceTokenDays { get; set; } = 730;

    /// <summary>The longest that a device may ask a long poll to wait, seconds.</summary>
    [Range(0, 300)]
    public int LongPollSeconds { get; set; } = 60;

    /// <summary>A customer's contact is wiped when the moves are over, and at the latest this many days after it was last touched.</summary>
    [Range(1, 365)]
    public int ContactDays { get; set; } = 30;

    /// <summary>How long a driver waits for a customer who is not there, minutes, from the arrival or the promised window's beginning, whichever is later.</summary>
    [Range(0, 120)]
    public int WaitMinutes { get; set; } = 10;

    /// <summary>How many messages a driver may write to the dispatchers on a day.</summary>
    [Range(1, 10_000)]
    public int MessagesPerDay { get; set; } = 200;

    /// <summary>The largest photo, bytes.</summary>
    [Range(1, 100 << 20)]
    public int PhotoBytes { get; set; } = 10 << 20;

    /// <summary>Photos of one report at most.</summary>
    [Range(1, 200)]
    public int PhotosPerReport { get; set; } = 40;

    /// <summary>Photos with which a customer may dispute the report of a return, at most.</summary>
    [Range(0, 200)]
    public int DisputePhotos { get; set; } = 12;

    /// <summary>For how long after the return they may, hours: as <c>Intake:DisputeHours</c>, which says so of the dispute itself.</summary>
    [Range(1, 720)]
    public int DisputeHours { get; set; } = 24;
}
