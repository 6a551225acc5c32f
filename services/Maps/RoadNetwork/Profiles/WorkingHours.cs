using System.Globalization;

namespace Routing.RoadNetwork.Profiles;

/// <summary>
/// In which quarters of an hour of a working week (Monday to Friday, 7 to 19 o'clock) something holds: 240 of them. The
/// speeds and turns of a region file have no clock, so a condition by time is weighed against these hours; see decision
/// 8, "Conditions by time".
/// </summary>
internal readonly struct WorkingHours
{
    private const int Days = 5;
    private const int FirstMinute = 7 * 60;
    private const int LastMinute = 19 * 60;
    private const int QuarterMinutes = 15;
    private const int QuartersADay = (LastMinute - FirstMinute) / QuarterMinutes;
    private const int DayMinutes = 24 * 60;

    private static readonly string[] DayNames = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    // By day, a bit a quarter; null is never.
    private readonly ulong[]? _quarters;

    private WorkingHours(ulong[]? quarters) => _quarters = quarters;

    public static readonly WorkingHours Never;

    public static readonly WorkingHours Always = new([.. Enumerable.Repeat((1UL << QuartersADay) - 1, Days)]);

    /// <summary>0 never, 1 always.</summary>
    public double Share => _quarters is null ? 0 : _quarters.Sum(day => (double)ulong.PopCount(day)) / (Days * QuartersADay);

    public WorkingHours And(WorkingHours other) =>
        _quarters is { } mine && other._quarters is { } theirs ? new([.. mine.Zip(theirs, (a, b) => a & b)]) : Never;

    /// <summary>
    /// Reads opening hours such as <c>Mo-Fr 07:00-09:00,16:00-18:00; PH off</c>. Null when it says something else, such
    /// as a season or an event: what is not a matter of the weekly clock is not known here.
    /// See https://wiki.openstreetmap.org/wiki/Key:opening_hours.
    /// </summary>
    public static WorkingHours? Parse(string text)
    {
        var hours = new ulong[Days];
        var understood = false;
        foreach (var rule in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!TryRule(rule, hours))
                return null;
            understood = true;
        }

        return understood ? new(hours) : null;
    }

    private static bool TryRule(string rule, ulong[] hours)
    {
        if (rule == "24/7")
        {
            Add(hours, Enumerable.Range(0, 7), 0, DayMinutes, isOff: false);
            return true;
        }

        var words = rule.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
            return false;
        IReadOnlyList<int> days = [0, 1, 2, 3, 4, 5, 6];
        var times = rule;
        if (TryDays(words[0], out var named))
        {
            days = named;
            times = words.Length > 1 ? words[1] : "";
        }

        if (times is "off" or "closed")
        {
            Add(hours, days, 0, DayMinutes, isOff: true);
            return true;
        }

        if (times.Length == 0)
        {
            Add(hours, days, 0, DayMinutes, isOff: false);
            return true;
        }

        foreach (var span in times.Split(',', StringSplitOptions.TrimEntries))
        {
            if (span.Split('-', StringSplitOptions.TrimEntries) is not [var from, var to] || Minute(from) is not { } begin || Minute(to) is not { } end)
                return false;
            if (end > begin)
            {
                Add(hours, days, begin, end, isOff: false);
                continue;
            }

            // Over midnight, into the next day.
            Add(hours, days, begin, DayMinutes, isOff: false);
            Add(hours, days.Select(day => (day + 1) % 7), 0, end, isOff: false);
        }

        return true;
    }

    // "Mo-Fr", "Sa,Su", "Mo-Th,Sa", "PH": public and school holidays are no working days, so they name none.
    private static bool TryDays(string text, out IReadOnlyList<int> days)
    {
        var found = new List<int>();
        days = found;
        foreach (var part in text.TrimEnd(',').Split(','))
        {
            if (part is "PH" or "SH")
                continue;
            var ends = part.Split('-');
            var first = Array.IndexOf(DayNames, ends[0]);
            var last = Array.IndexOf(DayNames, ends[^1]);
            if (first < 0 || last < 0 || ends.Length > 2)
                return false;
            for (var day = first; ; day = (day + 1) % 7)
            {
                found.Add(day);
                if (day == last)
                    break;
            }
        }

        return true;
    }

    private static int? Minute(string text) => text switch
    {
        "sunrise" or "dawn" => FirstMinute,
        "sunset" or "dusk" => LastMinute,
        _ when text.Split(':') is [var hours, var minutes]
            && int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h) && h <= 26
            && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m) && m < 60 => h * 60 + m,
        _ => null,
    };

    private static void Add(ulong[] hours, IEnumerable<int> days, int fromMinute, int toMinute, bool isOff)
    {
        foreach (var day in days)
        {
            if (day >= Days)
                continue;
            for (var quarter = 0; quarter < QuartersADay; quarter++)
            {
                // A quarter counts when its middle lies inside, so that ends on odd minutes round to the nearest.
                var middle = FirstMinute + quarter * QuarterMinutes + QuarterMinutes / 2;
                if (middle < fromMinute || middle >= toMinute)
                    continue;
                if (isOff)
                    hours[day] &= ~(1UL << quarter);
                else
                    hours[day] |= 1UL << quarter;
            }
        }
    }
}
