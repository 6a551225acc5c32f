using System.Globalization;
using Routing.Optimisation.Formats.Recorded;
using Routing.Optimisation.Model;

namespace Routing.Planning.Plans;

/// <summary>
/// Keeps every plan with its problem in a folder, for whoever judges them afterwards: <c>Planning:RecordPlans</c>. A file each, whole or not
/// there, named by area, day and the entry of the log that it was made after.
/// </summary>
internal sealed class PlanRecorder(string folder)
{
    private int written;

    /// <summary>As a <see cref="PlanWitness"/>.</summary>
    public void Keep(DayModel model, Plan plan)
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{model.State.Area}-{model.State.Day:yyyy-MM-dd}-{model.State.Entry:D6}-{Environment.ProcessId}-{Interlocked.Increment(ref written)}{RecordedPlan.Ending}");
        var unfinished = Path.Combine(folder, name + ".unfinished");
        using (var file = File.Create(unfinished)) new RecordedPlan(model.Problem, plan).Write(file);
        File.Move(unfinished, Path.Combine(folder, name));
    }
}
