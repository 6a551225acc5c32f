using Routing.Contracts.Values;
using Routing.Planning.Areas;

namespace Routing.Planning.Plans;

/// <summary>Instants of a day as the optimiser counts them: seconds from local midnight.</summary>
internal readonly struct DayClock(Calendar calendar, DateOnly day)
{
    private readonly DateTimeOffset midnight = calendar.Midnight(day);

    public Calendar Calendar { get; } = calendar;

    public DateOnly Day { get; } = day;

    /// <summary>Rounded up; times before the day are its beginning.</summary>
    public int Seconds(DateTimeOffset at) =>
        (int)Math.Clamp(Math.Ceiling((at - midnight).TotalSeconds), 0, Optimisation.Model.Window.Never);

    public DateTimeOffset At(int seconds) => Calendar.Local(midnight.AddSeconds(seconds));

    /// <summary>Where windows overlap the day and each other, in order and apart, as the optimiser wants them.</summary>
    public List<Optimisation.Model.Window> Common(IReadOnlyList<Window> a, IReadOnlyList<Window> b)
    {
        var clock = this;
        var end = Seconds(Calendar.Midnight(Day.AddDays(1)));
        IReadOnlyList<Window> all = [new Window(midnight, Calendar.Midnight(Day.AddDays(1)))];
        var found = new List<Optimisation.Model.Window>();
        foreach (var x in a.Count == 0 ? all : a)
        {
            foreach (var y in b.Count == 0 ? all : b)
            {
                var from = Later(Later(x.From, y.From), clock.midnight);
                var until = Earlier(x.Until, y.Until);
                if (until < clock.midnight || from > until) continue;
                var window = new Optimisation.Model.Window(clock.Seconds(from), Math.Min(end, (int)Math.Floor(Math.Min((until - clock.midnight).TotalSeconds, end))));
                if (window.Start <= window.End && window.Start < end) found.Add(window);
            }
        }

        found.Sort((x, y) => x.Start.CompareTo(y.Start));
        var apart = new List<Optimisation.Model.Window>();
        foreach (var window in found)
        {
            if (apart.Count > 0 && window.Start <= apart[^1].End + 1)
                apart[^1] = apart[^1] with { End = Math.Max(apart[^1].End, window.End) };
            else
                apart.Add(window);
        }

        return apart;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
