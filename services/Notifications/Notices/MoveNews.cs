using Routing.Contracts.Planning;
using Routing.Contracts.Values;

namespace Routing.Notifications.Notices;

/// <summary>What is known of a move, so that a customer is told what is new and not what was told before.</summary>
internal sealed class MoveNews
{
    public required Guid MoveId { get; init; }
    public required Guid RequestId { get; init; }
    public required MoveKind Kind { get; set; }
    public string? Area { get; set; }
    public DateOnly? Day { get; set; }
    public int Revision { get; set; }
    public int PlanVersion { get; set; }

    /// <summary>The promise that was last told; null where there is none.</summary>
    public Window? Window { get; set; }

    public DateTimeOffset? Eta { get; set; }
    public DateTimeOffset? EtaAt { get; set; }
    /// <summary>The delay that was last told, minutes; null where none was, or it was taken back.</summary>
    public int? LateToldMinutes { get; set; }

    /// <summary>How often a delay was told or taken back.</summary>
    public int LateTimes { get; set; }

    public string? Place { get; set; }
    public Guid? DriverId { get; set; }
    public string? Driver { get; set; }

    /// <summary>True once the driver has met the customer, or has come in vain: estimates are of no interest then.</summary>
    public bool IsMet { get; set; }

    /// <summary>True once the request was taken back.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>A collection begins at the customer's; a return and a swap begin at the workshop.</summary>
    public int CustomerStop => Kind == MoveKind.Collection ? 0 : 1;

    /// <summary>False for what is older than what is known. Versions count within a day; a later day is newer.</summary>
    public bool IsNews(int revision, DateOnly day, int planVersion) =>
        Day is null || (revision, day, planVersion).CompareTo((Revision, Day.Value, PlanVersion)) > 0;

    /// <summary>Takes the promise and gives what was promised before.</summary>
    public Window? Take(PickupScheduled scheduled)
    {
        var before = Window;

        // A delay is one of a promise.
        if (before != scheduled.Window) LateToldMinutes = null;
        (Kind, Area, Day, Revision, PlanVersion) = (scheduled.Kind, scheduled.Area, scheduled.Day, scheduled.Revision, scheduled.PlanVersion);
        (Window, Eta, EtaAt, Place, DriverId, Driver) = (scheduled.Window, scheduled.Eta, null, scheduled.Place.Address, scheduled.DriverId, scheduled.DriverName);
        return before;
    }

    /// <summary>
    /// What to tell of a delay, and remembers that it was told. Small changes are not told again, and a delay is taken back
    /// only once less than half of what counts as one is left: an estimate that goes to and fro rings no phone.
    /// </summary>
    /// <param name="minutes">After the window; 0 or less when in it.</param>
    /// <param name="least">What counts as a delay, minutes.</param>
    /// <param name="again">By how much it must differ from what was told, minutes.</param>
    public NoticeKind? Delay(int minutes, int least, int again)
    {
        NoticeKind? kind = LateToldMinutes switch
        {
            null => minutes > least ? NoticeKind.Late : null,
            { } when minutes <= least / 2 => NoticeKind.InTimeAgain,
            { } told => Math.Abs(minutes - told) >= again ? NoticeKind.Late : null,
        };
        if (kind is null) return null;
        LateToldMinutes = kind == NoticeKind.Late ? minutes : null;
        LateTimes++;
        return kind;
    }

    public NoticeFacts Facts => new()
    {
        Area = Area,
        Window = Window,
        Eta = Eta,
        Place = Place,
        Driver = Driver,
        IsSwap = Kind == MoveKind.Swap,
    };
}
