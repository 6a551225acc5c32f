using Routing.Contracts.Values;

namespace Routing.Dispatch.Data;

/// <summary>A driver of an area, on whichever day.</summary>
internal sealed class DriverRow
{
    public required Guid DriverId { get; init; }
    public int Revision { get; set; }
    public string Area { get; set; } = "";
    public string Name { get; set; } = "";
    public Means Means { get; set; }
    public bool Active { get; set; }
}
