namespace Routing.Intake.Workshops;

/// <summary>Intake's copy of a planning area, from Planning's messages.</summary>
internal sealed class Area
{
    public required string Id { get; init; }
    public required string Name { get; set; }

    /// <summary>IANA.</summary>
    public required string TimeZone { get; set; }
}
