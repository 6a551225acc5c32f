namespace Routing.Intake.Requests;

/// <summary>What taking a request back means, by how far it has come.</summary>
internal enum CancelCase
{
    /// <summary>Nobody has left for the car: it costs nothing.</summary>
    Free,

    /// <summary>The driver is on the way and turns round: the workshop may charge the trip.</summary>
    OnTheWay,

    /// <summary>The driver has the car, or the workshop: it is brought back without the work.</summary>
    BringBack,
}

/// <summary>Which case a request is.</summary>
internal static class CancelCases
{
    /// <summary>The case that applies to a cancellation now, or that applied to the one there was; null where there is nothing left to take back.</summary>
    /// <param name="request">With its moves.</param>
    /// <param name="isStaff">A customer cannot call back a driver who brings a courtesy car.</param>
    public static CancelCase? Of(PickupRequest request, bool isStaff)
    {
        var collection = request.Collection?.Life;
        if (request.CancelledAt is not null) return collection is { WasUnderWay: true } ? CancelCase.OnTheWay : CancelCase.Free;
        if (request.Return?.Life is { HasBegun: true }) return null;
        if (collection is { HasBegun: true }) return CancelCase.BringBack;
        if (collection is not { State: MoveState.OnTheWay }) return CancelCase.Free;
        return isStaff || !request.Details.Swap ? CancelCase.OnTheWay : null;
    }
}
