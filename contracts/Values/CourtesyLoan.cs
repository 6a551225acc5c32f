using System.Text.Json.Serialization;

namespace Routing.Contracts.Values;

/// <summary>A courtesy car that is kept for somebody, is with them, or was.</summary>
public sealed record CourtesyLoan
{
    /// <summary>The request that it stands in for; null when the workshop lent it to somebody itself.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>When it is to be back; null where that follows from the return of the customer's car.</summary>
    public DateTimeOffset? DueBack { get; init; }

    /// <summary>When its contract was signed; null while it is not.</summary>
    public DateTimeOffset? ContractSignedAt { get; init; }

    /// <summary>When it left; null while it is only kept.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>Odometer as the customer got it, kilometres; null when not read.</summary>
    public int? MileageOutKm { get; init; }

    /// <summary>Fuel or charge as it left, percent; null when not read.</summary>
    public int? EnergyOutPercent { get; init; }

    /// <summary>When it was back; null while it is not.</summary>
    public DateTimeOffset? BackAt { get; init; }

    /// <summary>Odometer as it came back, kilometres; null when not read.</summary>
    public int? MileageInKm { get; init; }

    /// <summary>Fuel or charge as it came back, percent; null when not read.</summary>
    public int? EnergyInPercent { get; init; }

    /// <summary>Whether somebody else than the workshop has the car.</summary>
    [JsonIgnore]
    public bool IsOut => LeftAt is not null && BackAt is null;

    /// <summary>Whether it is kept for somebody who does not have it yet.</summary>
    [JsonIgnore]
    public bool IsKept => LeftAt is null && BackAt is null;
}
