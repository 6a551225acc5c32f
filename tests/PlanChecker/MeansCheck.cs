using Routing.Optimisation.Model;

namespace Routing.PlanChecker;

/// <summary>Follows a driver's own means through the day: where they stand, and what charge they have.</summary>
internal sealed class MeansCheck(Resource resource, Findings findings)
{
    private int? stands =
        resource.Means?.Location == resource.StartLocation ? null : resource.Means?.Location;
    private int charge = resource.Means?.Battery?.ChargedMetres ?? 0;

    public bool IsChangeDue(int from, int to, int metres) =>
        from != to
        && stands is null
        && metres <= (resource.MaxEmptyMetres ?? int.MaxValue)
        && resource.Means?.Battery is { } battery
        && battery.ChangePlaces.Contains(from)
        && charge < Math.Max(metres, battery.ChangeBelowMetres)
        && metres <= battery.RangeMetres;

    /// <summary>A leg by own means; whether it begins with a change of the battery.</summary>
    public bool Own(int from, int to, int metres, Guid? job)
    {
        if (from == to)
            return false;
        var isDue = IsChangeDue(from, to, metres);
        if (isDue)
            charge = resource.Means!.Battery!.RangeMetres;
        if (stands is not null)
            findings.Break(ViolationKind.MeansNotThere, resource.Id, job, $"left at {stands}");
        else if (metres > (resource.MaxEmptyMetres ?? int.MaxValue))
            findings.Break(ViolationKind.OutOfReach, resource.Id, job, $"{metres} m");
        else if (resource.Means?.Battery is not null && metres > charge)
            findings.Break(ViolationKind.OutOfReach, resource.Id, job, $"{metres} m of {charge}");
        charge = Math.Max(0, charge - metres);
        Arrive(to);
        return isDue;
    }

    public void Ride(Ride ride, int from, int to)
    {
        if (!ride.TakesMeans)
            Leave(from);
        Arrive(to);
    }

    public void Moved(Job job, int from, int to)
    {
        if (resource.Means is { } own && job.CarriesMeans?.Contains(own.Kind) == false)
            Leave(from);
        Arrive(to);
    }

    private void Leave(int location)
    {
        if (resource.Means is { Follows: false })
            stands ??= location;
    }

    private void Arrive(int location)
    {
        if (stands == location)
            stands = null;
    }
}
