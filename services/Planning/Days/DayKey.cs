using System.Globalization;

namespace Routing.Planning.Days;

/// <summary>A planning area's day.</summary>
internal readonly record struct DayKey(string Area, DateOnly Day)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd} {Area}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out DayKey key)
    {
        key = default;
        if (text.Length < 12 || !DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return false;
        key = new DayKey(text[11..], day);
        return true;
    }
}
