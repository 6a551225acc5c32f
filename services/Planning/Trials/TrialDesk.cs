using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Routing.Contracts.Planning;
using Routing.Planning.Data;
using Routing.Planning.Days;
using Routing.Planning.Roads;

namespace Routing.Planning.Trials;

/// <summary>
/// Answers what orders would do, from the day's log as it stands. Any process can: the log is read, and nothing written.
/// Each asker has one question at a time; whoever asks anew wants no answer to the last any more.
/// </summary>
internal sealed class TrialDesk(IServiceScopeFactory scopes, RegionSource regions, TimeProvider clock, IOptions<PlanningOptions> options)
{
    // A dispatcher looks at one day; what is remembered only saves reading.
    private const int MostDays = 16;
    private readonly ConcurrentDictionary<DayKey, Remembered> days = [];
    private readonly ConcurrentDictionary<string, CancellationTokenSource> asked = new(StringComparer.Ordinal);

    public async Task<MoveTried> Try(TryMove question, CancellationToken cancellation) => new()
    {
        Trial = await Newest(question.By, question.Area, question.Day, (trials, newest) => trials.Try(
            Order(question.Area, question.Day, question.By, question.MoveId) with { ToDriverId = question.ToDriverId, AfterMoveId = question.AfterMoveId, Window = question.Window }, newest), cancellation),
    };

    public async Task<DriversTried> Try(TryDrivers question, CancellationToken cancellation) => new()
    {
        Drivers = await Newest(question.By, question.Area, question.Day,
            (trials, newest) => trials.OfDrivers(Order(question.Area, question.Day, question.By, question.MoveId), newest), cancellation),
    };

    public async Task<DraftShown> Show(ShowDraft question, CancellationToken cancellation)
    {
        var trials = await Of(new DayKey(question.Area, question.Day), cancellation);
        return await Task.Run(() => trials.Draft(new DiscardDraft
        {
            CommandId = Guid.CreateVersion7(clock.GetUtcNow()), Area = question.Area, Day = question.Day, By = "", At = clock.GetUtcNow(),
        }, cancellation), cancellation);
    }

    /// <summary>Null when the asker asked anew meanwhile.</summary>
    private async Task<T?> Newest<T>(string by, string area, DateOnly day, Func<DayTrials, CancellationToken, T> ask, CancellationToken cancellation)
        where T : class
    {
        using var newest = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var older = asked.GetValueOrDefault(by);
        asked[by] = newest;
        Cancel(older);
        try
        {
            var trials = await Of(new DayKey(area, day), newest.Token);
            return await Task.Run(() => ask(trials, newest.Token), newest.Token);
        }
        catch (OperationCanceledException) when (newest.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            asked.TryRemove(KeyValuePair.Create(by, newest));
        }
    }

    private async Task<DayTrials> Of(DayKey key, CancellationToken cancellation)
    {
        var roads = await regions.Get(cancellation);
        await using var scope = scopes.CreateAsyncScope();
        var known = days.GetValueOrDefault(key);
        var state = await DayLog.Fold(scope.ServiceProvider.GetRequiredService<PlanningContext>(), key, known?.State, cancellation);
        var now = clock.GetUtcNow();
        var on = roads.On(state, now);
        if (known is not null && known.State.Entry == state.Entry && known.Roads == on && now - known.At < TimeSpan.FromSeconds(30)) return known.Trials;
        var trials = await Task.Run(() => new DayTrials(state, now, on, options.Value, cancellation), cancellation);
        if (days.Count >= MostDays && !days.ContainsKey(key) && days.MinBy(day => day.Value.At) is { Key: { } oldest }) days.TryRemove(oldest, out _);
        days[key] = new Remembered(state, now, on, trials);
        return trials;
    }

    private MoveStop Order(string area, DateOnly day, string by, Guid moveId) =>
        new() { CommandId = Guid.CreateVersion7(clock.GetUtcNow()), Area = area, Day = day, By = by, At = clock.GetUtcNow(), MoveId = moveId };

    private static void Cancel(CancellationTokenSource? older)
    {
        try
        {
            older?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just been answered.
        }
    }

    /// <summary>A day as it was last asked about.</summary>
    private sealed record Remembered(DayState State, DateTimeOffset At, RoadsInUse Roads, DayTrials Trials);
}
