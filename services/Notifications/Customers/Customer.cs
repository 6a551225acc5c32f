using Routing.Contracts.Dispatch;
using Routing.Contracts.Intake;
using Routing.Contracts.Values;

namespace Routing.Notifications.Customers;

/// <summary>Whom a request's messages go to, and what they are about.</summary>
internal sealed class Customer
{
    public required Guid RequestId { get; init; }

    /// <summary>Of the contact data; 0 while there is none.</summary>
    public int ContactRevision { get; private set; }

    /// <summary>Null before it is known and after it was removed, as the rest of the contact data.</summary>
    public string? Name { get; private set; }

    public string? Email { get; private set; }
    public string? Phone { get; private set; }
    public string? Language { get; private set; }
    public string? Link { get; private set; }

    /// <summary>True where the customer wishes to be told only what cannot be left out.</summary>
    public bool WantsFew { get; private set; }

    /// <summary>Of the wish; 0 while it is unknown.</summary>
    public int WishRevision { get; private set; }

    public Guid? WorkshopId { get; private set; }

    /// <summary>Make, model and plate.</summary>
    public string? Car { get; private set; }

    /// <summary>The workshop's own number for the work; null when it gave none.</summary>
    public string? WorkOrder { get; private set; }

    public Guid? CollectionMoveId { get; private set; }
    public Guid? ReturnMoveId { get; private set; }
    public bool IsSwap { get; private set; }

    /// <summary>True once the customer said when the car is to be brought back.</summary>
    public bool HasChosenReturn { get; private set; }

    /// <summary>When the workshop last told how far the car is; null while it has told nothing.</summary>
    public DateTimeOffset? ReadinessAt { get; private set; }

    /// <summary>What it told then.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Since when there is nothing more to tell; null before.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public bool IsReachable => Name is not null;

    /// <summary>True while the workshop's last word is that it has not finished.</summary>
    public bool IsNotReady => ReadinessAt is not null && !IsReady;

    /// <summary>False for an older contact than the one known.</summary>
    public bool Take(ContactChanged contact)
    {
        if (contact.Revision <= ContactRevision) return false;
        ContactRevision = contact.Revision;
        (Name, Email, Phone) = (contact.Name, contact.Email, contact.Phone);
        (Language, Link, WantsFew) = (contact.Language, contact.TrackingLink, contact.FewMessages);
        return true;
    }

    public void Take(RequestDetails details, int revision)
    {
        if (revision <= WishRevision) return;
        WishRevision = revision;
        WorkshopId = details.WorkshopId;
        WorkOrder = details.WorkOrder;
        var car = details.Vehicle;
        Car = string.Join(' ', new[] { car.Make, car.Model, car.Plate }.Where(part => !string.IsNullOrWhiteSpace(part)));
        (CollectionMoveId, ReturnMoveId, IsSwap) = (details.CollectionMoveId, details.ReturnMoveId, details.Swap);
        HasChosenReturn = details.ReturnWindows.Count > 0;
        if (ReturnMoveId is not null) EndedAt = null;
    }

    /// <summary>What was chosen cannot be: the customer is asked again.</summary>
    public void ChooseReturnAgain() => HasChosenReturn = false;

    /// <summary>False for an older word than the one known.</summary>
    public bool Take(VehicleReady told)
    {
        if (told.At <= ReadinessAt) return false;
        (ReadinessAt, IsReady) = (told.At, told.IsReady);
        return true;
    }

    /// <summary>What the move is for; null when it is none of the request's.</summary>
    public MoveKind? KindOf(Guid moveId) =>
        moveId == ReturnMoveId ? MoveKind.Return
        : moveId != CollectionMoveId ? null
        : IsSwap ? MoveKind.Swap
        : MoveKind.Collection;

    public void Forget() => (Name, Email, Phone, Link) = (null, null, null, null);
}
