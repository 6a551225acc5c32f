namespace Routing.Optimisation.Model;

public static partial class ProblemValidation
{
    private static void Resources(Problem problem, int size, List<string> errors)
    {
        var seen = new HashSet<Guid>();
        var pinned = new HashSet<Guid>();
        var jobs = problem.Jobs.Select(job => job.Id).ToHashSet();
        foreach (var resource in problem.Resources)
        {
            var who = $"Resource {resource.Id}";
            if (!seen.Add(resource.Id))
                errors.Add($"{who} is there twice.");
            Location(resource.StartLocation, size, $"{who} starts", errors);
            if (resource.EndLocation is { } end)
                Location(end, size, $"{who} ends", errors);
            Interval(
                new Window(resource.ShiftStart, resource.ShiftEnd),
                $"{who} has a shift",
                errors
            );
            if (resource.ShiftEnd > MostSeconds)
                errors.Add($"{who} has a shift until {resource.ShiftEnd}; at most {MostSeconds} is planned.");
            Within(resource.MaxOvertimeSeconds, MostSeconds, $"{who} has a greatest overtime", errors);
            Within(resource.FreeFrom ?? 0, LatestTime, $"{who} is free from", errors);
            Within(resource.FoldSeconds, MostSeconds, $"{who} has a fold time", errors);
            Within(resource.MaxEmptyMetres ?? 0, MostReach, $"{who} has a reach", errors);
            Within(resource.MaxJobs ?? 0, MostReach, $"{who} has a greatest number of jobs", errors);
            Matrix(resource.EmptyMatrix, problem, $"{who}'s empty legs", errors);
            Matrix(resource.LoadedMatrix, problem, $"{who}'s loaded legs", errors);
            foreach (var rest in resource.Breaks)
            {
                Interval(rest.Window, $"{who} has a break", errors);
                Within(rest.DurationSeconds, MostSeconds, $"{who} has a break that lasts", errors);
            }

            if (resource.Breaks.Count > MaxBreaks)
                errors.Add(
                    $"{who} has {resource.Breaks.Count} breaks; at most {MaxBreaks} are planned."
                );
            Prices(resource.Costs, who, errors);
            OwnMeans(resource, size, who, errors);
            Rides(resource, problem, who, errors);
            Within(resource.Places, MostPeople, $"{who} has places", errors);
            if (resource.Places > 0 && resource.PinnedJobs.Count > resource.Places)
                errors.Add(
                    $"{who} has {resource.PinnedJobs.Count} cars pinned and {resource.Places} places."
                );
            if (resource.Places > 0 && (resource.Means is not null || resource.Rides.Count > 0))
                errors.Add($"{who} is a transporter, which has neither own means nor rides.");
            foreach (var job in resource.PinnedJobs)
            {
                if (!jobs.Contains(job))
                    errors.Add($"{who} has job {job} pinned, which is not in the problem.");
                if (!pinned.Add(job))
                    errors.Add($"Job {job} is pinned twice.");
            }
        }
    }

    internal const int MaxBreaks = 7;

    private static void Prices(Costs costs, string who, List<string> errors)
    {
        Within(costs.Fixed, MostCents, $"{who} has a fixed cost", errors);
        Within(costs.PerHour, MostCents, $"{who} has a cost per hour", errors);
        Within(costs.PerWaitingHour, MostCents, $"{who} has a cost per waiting hour", errors);
        Within(costs.PerOvertimeHour, MostCents, $"{who} has a cost per overtime hour", errors);
        Within(costs.PerEmptyKm, MostCents, $"{who} has a cost per empty km", errors);
        Within(costs.PerLoadedKm, MostCents, $"{who} has a cost per loaded km", errors);
    }

    private static void OwnMeans(Resource resource, int size, string who, List<string> errors)
    {
        if (resource.Means is not { } means)
            return;
        if (means.Location is { } location)
            Location(location, size, $"{who}'s own means stand", errors);
        if (means.Battery is not { } battery)
            return;
        Within(battery.RangeMetres, MostReach, $"{who}'s battery has a range", errors);
        Within(battery.ChargedMetres, MostReach, $"{who}'s battery has a charge", errors);
        Within(battery.ChangeSeconds, MostSeconds, $"{who}'s battery has a change", errors);
        Within(battery.ChangeBelowMetres, MostReach, $"{who}'s battery is changed below", errors);
        if (battery.ChargedMetres > battery.RangeMetres)
            errors.Add(
                $"{who}'s battery has {battery.ChargedMetres} m left, more than its range of {battery.RangeMetres}."
            );
        foreach (var place in battery.ChangePlaces)
            Location(place, size, $"{who}'s battery is changed", errors);
    }

    private static void Rides(Resource resource, Problem problem, string who, List<string> errors)
    {
        foreach (var ride in resource.Rides)
        {
            var what = $"{who}'s ride by {ride.Name}";
            Matrix(ride.Matrix, problem, what, errors);
            Within(ride.WaitSeconds, MostSeconds, $"{what} has a wait", errors);
            Within(ride.MaxMetres ?? 0, MostReach, $"{what} has a reach", errors);
            Within(ride.PerRide, MostCents, $"{what} has a price", errors);
            Within(ride.PerKm, MostCents, $"{what} has a price per km", errors);
        }
    }

    private static void Prices(FairnessPrices prices, List<string> errors)
    {
        Within(prices.PerSquareHour, MostFairness, "Fairness has a price per square hour", errors);
        Within(prices.PerSquareKm, MostFairness, "Fairness has a price per square km", errors);
    }

    private static void Prices(DisturbancePrices prices, List<string> errors)
    {
        Within(prices.OtherDriver, MostCents, "Another driver has a price", errors);
        Within(prices.OtherOrder, MostCents, "Another order has a price", errors);
        Within(prices.PerShiftedHour, MostCents, "A shifted hour has a price", errors);
        Within(prices.ShiftToleranceSeconds, LatestTime, "A shifted start has a tolerance", errors);
    }
}
