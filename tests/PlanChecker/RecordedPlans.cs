using Routing.Optimisation.Formats.Recorded;

namespace Routing.PlanChecker;

/// <summary>Judges the plans that a service kept in a folder (<c>Planning:RecordPlans</c>).</summary>
public static class RecordedPlans
{
    /// <summary>How many there are, and what is wrong with which. A day on which nothing is placed has a plan without routes: nothing is to be said of it.</summary>
    public static (int Judged, IReadOnlyList<(string File, string Fault)> Faults) Judge(string folder)
    {
        var faults = new List<(string, string)>();
        var judged = 0;
        if (!Directory.Exists(folder))
            return (0, faults);
        foreach (var path in Directory.EnumerateFiles(folder, $"*{RecordedPlan.Ending}").Order(StringComparer.Ordinal))
        {
            using var file = File.OpenRead(path);
            var (problem, plan) = RecordedPlan.Read(file);
            judged++;
            if (plan.Routes.Count > 0)
                faults.AddRange(Check.FaultsOfServed(problem, plan).Select(fault => (path, fault)));
        }

        return (judged, faults);
    }
}
