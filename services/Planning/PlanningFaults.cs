using Routing.Defaults.Problems;

namespace Routing.Planning;

/// <summary>Everything that can be wrong with a call to Planning, bad fields apart.</summary>
internal static class PlanningFaults
{
    public static readonly Fault UnknownArea = new("unknown-area", 404, "There is no such area");
    public static readonly Fault UnknownWorkshop = new("unknown-workshop", 404, "There is no such workshop");
    public static readonly Fault UnknownDriver = new("unknown-driver", 404, "There is no such driver");
    public static readonly Fault NoServiceArea = new("no-service-area", 404, "The workshop comes everywhere");
    public static readonly Fault NoRegion = new("no-region", 503, "Places cannot be checked yet");
    public static readonly Fault ChangedMeanwhile = new("changed-meanwhile", 409, "It changed at the same moment");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Fault> All = [UnknownArea, UnknownWorkshop, UnknownDriver, NoServiceArea, NoRegion, ChangedMeanwhile];
}
