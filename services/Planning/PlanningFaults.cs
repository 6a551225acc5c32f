using Routing.Defaults.Problems;

namespace Routing.Planning;

/// <summary>Everything that can be wrong with a call to Planning, bad fields apart.</summary>
internal static class PlanningFaults
{
    public static readonly Fault UnknownArea = new("unknown-area", 404, "There is no such area");
    public static readonly Fault UnknownWorkshop = new("unknown-workshop", 404, "There is no such workshop");
    public static readonly Fault UnknownDriver = new("unknown-driver", 404, "There is no such driver");
    public static readonly Fault UnknownCourtesyCar = new("unknown-courtesy-car", 404, "There is no such courtesy car");
    public static readonly Fault CourtesyCarTaken = new("courtesy-car-taken", 409, "The courtesy car is somebody else's");
    public static readonly Fault CourtesyCarIn = new("courtesy-car-in", 409, "The courtesy car is not out");
    public static readonly Fault CourtesyMileageFalls = new("courtesy-mileage-falls", 409, "The mileage cannot fall");
    public static readonly Fault NoCourtesyWish = new("no-courtesy-wish", 404, "No such request wishes for a courtesy car");
    public static readonly Fault NoServiceArea = new("no-service-area", 404, "The workshop comes everywhere");
    public static readonly Fault NoRegion = new("no-region", 503, "Places cannot be checked yet");
    public static readonly Fault ChangedMeanwhile = new("changed-meanwhile", 409, "It changed at the same moment");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Fault> All = [
        UnknownArea, UnknownWorkshop, UnknownDriver, UnknownCourtesyCar, CourtesyCarTaken, CourtesyCarIn, CourtesyMileageFalls, NoCourtesyWish,
        NoServiceArea, NoRegion, ChangedMeanwhile,
    ];
}
