namespace Routing.Dispatch.Data;

/// <summary>A courtesy car, as last told.</summary>
internal sealed class CourtesyCarRow
{
    public required Guid CourtesyCarId { get; init; }
    public int Revision { get; set; }
    public Guid WorkshopId { get; set; }

    /// <summary><see cref="Contracts.Planning.CourtesyCarChanged"/> as JSON.</summary>
    public string Body { get; set; } = "";
}
