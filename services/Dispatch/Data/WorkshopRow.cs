namespace Routing.Dispatch.Data;

/// <summary>A workshop, as far as a dispatcher needs it.</summary>
internal sealed class WorkshopRow
{
    public required Guid WorkshopId { get; init; }
    public int Revision { get; set; }
    public string Area { get; set; } = "";
    public string Name { get; set; } = "";
    public string TimeZone { get; set; } = "";

    /// <summary><see cref="Contracts.Values.Place"/> as JSON.</summary>
    public string Place { get; set; } = "";
}
