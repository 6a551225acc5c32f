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
            NotNegative(resource.MaxOvertimeSeconds, $"{who} has a greatest overtime", errors);
            NotNegative(resource.FreeFrom ?? 0, $"{who} is free from", errors);
            NotNegative(resource.FoldSeconds, $"{who} has a fold time", errors);
            NotNegative(resource.MaxEmptyMetres ?? 0, $"{who} has a reach", errors);
            NotNegative(resource.MaxJobs ?? 0, $"{who} has a greatest number of jobs", errors);
            Matrix(resource.EmptyMatrix, problem, $"{who}'s empty legs", errors);
            Matrix(resource.LoadedMatrix, problem, $"{who}'s loaded legs", errors);
            foreach (var rest in resource.Breaks)
            {
                Interval(rest.Window, $"{who} has a break", errors);
                NotNegative(rest.DurationSeconds, $"{who} has a break that lasts", errors);
            }

            if (resource.Breaks.Count > MaxBreaks)
                errors.Add(
                    $"{who} has {resource.Breaks.Count} breaks; at most {MaxBreaks} are planned."
                );
            Prices(resource.Costs, who, errors);
            OwnMeans(resource, size, who, errors);
            Rides(resource, problem, who, errors);
            NotNegative(resource.Places, $"{who} has places", errors);
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
        NotNegative(costs.Fixed, $"{who} has a fixed cost", errors);
        NotNegative(costs.PerHour, $"{who} has a cost per hour", errors);
        NotNegative(costs.PerWaitingHour, $"{who} has a cost per waiting hour", errors);
        NotNegative(costs.PerOvertimeHour, $"{who} has a cost per overtime hour", errors);
        NotNegative(costs.PerEmptyKm, $"{who} has a cost per empty km", errors);
        NotNegative(costs.PerLoadedKm, $"{who} has a cost per loaded km", errors);
    }

    private static void OwnMeans(Resource resource, int size, string who, List<string> errors)
    {
        if (resource.Means is not { } means)
            return;
        if (means.Location is { } location)
            Location(location, size, $"{who}'s own means stand", errors);
        if (means.Battery is not { } battery)
            return;
        NotNegative(battery.RangeMetres, $"{who}'s battery has a range", errors);
        NotNegative(battery.ChargedMetres, $"{who}'s battery has a charge", errors);
        NotNegative(battery.ChangeSeconds, $"{who}'s battery has a change", errors);
        NotNegative(battery.ChangeBelowMetres, $"{who}'s battery is changed below", errors);
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
            NotNegative(ride.WaitSeconds, $"{what} has a wait", errors);
            NotNegative(ride.MaxMetres ?? 0, $"{what} has a reach", errors);
            NotNegative(ride.PerRide, $"{what} has a price", errors);
            NotNegative(ride.PerKm, $"{what} has a price per km", errors);
        }
    }

    private static void Prices(FairnessPrices prices, List<string> errors)
    {
        NotNegative(prices.PerSquareHour, "Fairness has a price per square hour", errors);
        NotNegative(prices.PerSquareKm, "Fairness has a price per square km", errors);
    }

    private static void Prices(DisturbancePrices prices, List<string> errors)
    {
        NotNegative(prices.OtherDriver, "Another driver has a price", errors);
        NotNegative(prices.OtherOrder, "Another order has a price", errors);
        NotNegative(prices.PerShiftedHour, "A shifted hour has a price", errors);
        NotNegative(prices.ShiftToleranceSeconds, "A shifted start has a tolerance", errors);
    }
}
