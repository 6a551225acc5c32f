namespace Routing.Dispatch.Data;

/// <summary>A planning area.</summary>
internal sealed class AreaRow
{
    public required string Area { get; init; }
    public required string Name { get; set; }
    public required string TimeZone { get; set; }
}
