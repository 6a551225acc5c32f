using Routing.Contracts.Values;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Figures;

/// <summary>An area over some days, in figures: how promises were kept, what was driven for it, how full the lifts were.</summary>
/// <param name="Area">The planning area.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Total">All days together.</param>
/// <param name="Days">Those on which there was anything to do, in order.</param>
internal sealed record PeriodFigures(string Area, DateOnly From, DateOnly Until, SpanFigures Total, IReadOnlyList<OneDay> Days)
{
    public static PeriodFigures Of(string area, DateOnly from, DateOnly until, IReadOnlyList<DayAnswer> days)
    {
        var busy = days.Where(day => day.Figures.Moves > 0).OrderBy(day => day.Day).ToList();
        return new(area, from, until, SpanFigures.Of(busy), [.. busy.Select(day => new OneDay(day.Day, SpanFigures.Of([day])))])
        {
            Currency = busy.Select(day => day.Currency).LastOrDefault(currency => currency is not null),
        };
    }

    /// <summary>The currency of the costs, ISO 4217: they are in its hundredths. Null where none are known.</summary>
    public string? Currency { get; init; }
}

/// <summary>A day of them.</summary>
internal sealed record OneDay(DateOnly Day, SpanFigures Figures);

/// <summary>Figures of one day or of several.</summary>
internal sealed record SpanFigures
{
    public required int Moves { get; init; }
    public required int Served { get; init; }
    public required int Unserved { get; init; }
    public required int Done { get; init; }

    /// <summary>Promised windows of moves that did not fail.</summary>
    public required int Promises { get; init; }

    /// <summary>Of those, kept, from 0 to 1; null where there was none.</summary>
    public required double? KeptShare { get; init; }

    /// <summary>By how much those that were missed were missed, seconds; null where none was. No average hides the worst.</summary>
    public required LateFigures? Late { get; init; }

    /// <summary>Moves whose stop could not be done, by reason.</summary>
    public required IReadOnlyDictionary<FailureReason, int> Failures { get; init; }

    public required long LoadedMetres { get; init; }
    public required long EmptyMetres { get; init; }

    /// <summary>Travelled by own means for each served move; 0 where there is none.</summary>
    public required long EmptyMetresPerMove { get; init; }

    /// <summary>From when drivers leave for their first stop until they are back from the last, seconds, of all drivers.</summary>
    public required long DrivingDaySeconds { get; init; }

    /// <summary>The same for each served move; 0 where there is none.</summary>
    public required long DrivingDaySecondsPerMove { get; init; }

    /// <summary>What the routes cost (wages, kilometres, rides), hundredths of the currency, of the days of which it is known; null where it is of none.</summary>
    public required long? CostCents { get; init; }

    /// <summary>The same for each served move of these days; null where there is none.</summary>
    public required long? CostCentsPerMove { get; init; }

    /// <summary>Busy quarters of an hour of those that the lifts had, from 0 to 1; null where no load is known.</summary>
    public required double? LiftUse { get; init; }

    public static SpanFigures Of(IReadOnlyList<DayAnswer> days)
    {
        var stops = days.SelectMany(day => day.Routes).SelectMany(route => route.Stops).ToList();
        var late = stops.Where(stop => stop is { Window: not null, LateSeconds: > 0 } && stop.State != StopState.Failed).Select(stop => stop.LateSeconds).Order().ToList();
        var (promises, served) = (days.Sum(day => day.Figures.Windows), days.Sum(day => day.Figures.Served));
        var (capacity, empty) = (days.SelectMany(day => day.LiftLoads).Sum(load => (long)load.Lifts), days.Sum(day => day.Figures.EmptyMetres));
        var known = days.Where(day => day.Figures.CostCents is not null).ToList();
        var (cents, moved) = (known.Count == 0 ? null : known.Sum(day => day.Figures.CostCents), known.Sum(day => day.Figures.Served));
        var seconds = days.SelectMany(day => day.Routes).Sum(DaySeconds);
        return new()
        {
            Moves = days.Sum(day => day.Figures.Moves),
            Served = served,
            Unserved = days.Sum(day => day.Figures.Unserved),
            Done = days.Sum(day => day.Figures.Done),
            Promises = promises,
            KeptShare = promises == 0 ? null : Math.Round((promises - late.Count) / (double)promises, 4),
            Late = late.Count == 0 ? null : new(late.Count, late[(late.Count - 1) / 2], late[^1]),
            Failures = stops.Where(stop => stop.FailureReason is not null).DistinctBy(stop => stop.MoveId)
                .GroupBy(stop => stop.FailureReason!.Value).OrderBy(group => group.Key).ToDictionary(group => group.Key, group => group.Count()),
            LoadedMetres = days.Sum(day => day.Figures.LoadedMetres),
            EmptyMetres = empty,
            EmptyMetresPerMove = served == 0 ? 0 : empty / served,
            DrivingDaySeconds = seconds,
            DrivingDaySecondsPerMove = served == 0 ? 0 : seconds / served,
            CostCents = cents,
            CostCentsPerMove = moved == 0 ? null : cents / moved,
            LiftUse = capacity == 0 ? null : Math.Round(days.SelectMany(day => day.LiftLoads).Sum(load => (long)Math.Min(load.LiftsBusy, load.Lifts)) / (double)capacity, 4),
        };
    }

    private static long DaySeconds(RouteAnswer route) =>
        route.Stops.Any(stop => stop.MoveId is not null) ? (long)(route.Stops[^1].Departure - route.Stops[0].Departure).TotalSeconds : 0;
}

/// <summary>Missed promises.</summary>
/// <param name="Count">How many.</param>
/// <param name="MedianSeconds">Half of them were missed by no more.</param>
/// <param name="WorstSeconds">The worst.</param>
internal sealed record LateFigures(int Count, int MedianSeconds, int WorstSeconds);
