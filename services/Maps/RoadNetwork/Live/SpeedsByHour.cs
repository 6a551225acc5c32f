using System.Globalization;
using System.Text.Json;

namespace Routing.RoadNetwork.Live;

/// <summary>
/// How fast roads are at an hour of the week, as a part of their usual speed, by class of road. Immutable.
/// <para>
/// As JSON: rows of days, hours, classes and a factor, of which a later one overrules an earlier where both speak of the
/// same hour and class; what no row speaks of is as usual. <c>days</c>, <c>hours</c> and <c>classes</c> may be left out: all.
/// </para>
/// <code>
/// { "profiles": ["car"],
///   "rows": [
///     { "days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "hours": "7-9", "classes": ["primary", "secondary"], "factor": 0.6 },
///     { "hours": "22-6", "factor": 1.1 } ] }
/// </code>
/// </summary>
public sealed class SpeedsByHour
{
    /// <summary>The number of the row in which all is as usual.</summary>
    public const int UsualRow = 0;

    private const int Hours = 7 * 24;
    private static readonly DateTimeOffset FirstSunday = new(2000, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly int Classes = Enum.GetValues<RoadClass>().Length;

    // By hour of the week from Sunday 0:00: the number of its row of factors; equal hours share one.
    private readonly int[] _rowOfHour;
    private readonly List<double[]> _rows;
    private readonly Profile[] _profiles;

    private SpeedsByHour(double[][] byHour, Profile[] profiles)
    {
        _profiles = profiles;
        _rows = [Even()];
        _rowOfHour = new int[Hours];
        for (var hour = 0; hour < Hours; hour++)
        {
            _rowOfHour[hour] = _rows.FindIndex(row => row.AsSpan().SequenceEqual(byHour[hour]));
            if (_rowOfHour[hour] >= 0)
                continue;
            _rowOfHour[hour] = _rows.Count;
            _rows.Add(byHour[hour]);
        }
    }

    /// <summary>Every hour is as usual.</summary>
    public static SpeedsByHour Usual { get; } = new([.. Enumerable.Range(0, Hours).Select(_ => Even())], []);

    /// <summary>Whether no hour differs.</summary>
    public bool IsUsual => _rows.Count == 1 || _profiles.Length == 0;

    /// <exception cref="InvalidDataException">The file cannot be read or is not of the form above; the text says where.</exception>
    public static SpeedsByHour Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The speeds by hour in '{path}' cannot be read: {problem.Message}", problem);
        }
        catch (InvalidDataException problem)
        {
            throw new InvalidDataException($"The speeds by hour in '{path}' cannot be used: {problem.Message}", problem);
        }
    }

    /// <exception cref="InvalidDataException">It is not of the form above; the text says where.</exception>
    public static SpeedsByHour Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var root = document.RootElement;
            var profiles = root.TryGetProperty("profiles", out var named)
                ? [.. named.EnumerateArray().Select((each, i) => Word<Profile>(each, $"profiles[{i}]"))]
                : (Profile[])[Profile.Car];
            double[][] byHour = [.. Enumerable.Range(0, Hours).Select(_ => Even())];
            var number = 0;
            foreach (var row in root.GetProperty("rows").EnumerateArray())
                Lay(row, $"rows[{number++}]", byHour);
            return new SpeedsByHour(byHour, profiles);
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"it is no JSON: {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException("""it has to be an object with "rows", a list of objects, and perhaps "profiles", a list of names.""", problem);
        }
    }

    /// <summary>The number of the row of factors that holds at a moment: of two moments with the same the speeds are the same.</summary>
    /// <param name="at">As a wall clock with that offset shows it.</param>
    public int RowOf(Profile profile, DateTimeOffset at) =>
        Array.IndexOf(_profiles, profile) < 0 ? UsualRow : _rowOfHour[24 * (int)at.DayOfWeek + at.Hour];

    /// <summary>A departure at which a row holds: the same for each row, and long past.</summary>
    public DateTimeOffset DepartureIn(int row) => FirstSunday.AddHours(Array.IndexOf(_rowOfHour, row));

    /// <summary>By <see cref="RoadClass"/>: the part of the usual speed.</summary>
    internal ReadOnlySpan<double> FactorsOf(int row) => _rows[row];

    private static double[] Even()
    {
        var row = new double[Classes];
        Array.Fill(row, 1);
        return row;
    }

    private static void Lay(JsonElement row, string where, double[][] byHour)
    {
        var factor = row.TryGetProperty("factor", out var given) && given.TryGetDouble(out var number) ? number : 0;
        if (factor is not (> 0 and <= 10))
            throw new InvalidDataException($"""{where}.factor has to be a number above 0 and up to 10, such as 0.6 for "at six tenths of the usual speed".""");
        var days = List<DayOfWeek>(row, "days", where);
        var classes = List<RoadClass>(row, "classes", where);
        var (from, until) = HoursOf(row, where);
        foreach (var day in days)
        {
            // 22-6 goes on into the next day.
            for (var hour = from; hour != until; hour = hour == 23 && until < 24 ? 24 : hour + 1)
            {
                if (hour == 24)
                {
                    for (var early = 0; early < until; early++)
                        Set(((int)day + 1) % 7, early);
                    break;
                }

                Set((int)day, hour);
            }
        }

        void Set(int day, int hour)
        {
            foreach (var roadClass in classes)
                byHour[24 * day + hour][(int)roadClass] = factor;
        }
    }

    private static (int From, int Until) HoursOf(JsonElement row, string where)
    {
        if (!row.TryGetProperty("hours", out var hours))
            return (0, 24);
        if (hours.GetString()?.Split('-') is [var first, var last] && Whole(first, 23) is { } from && Whole(last, 24) is { } until && from != until && until > 0)
            return (from, until);
        throw new InvalidDataException($"""{where}.hours has to be two whole hours, such as "7-9" for 7:00 to 9:00, or "22-6".""");

        static int? Whole(string text, int most) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour <= most ? hour : null;
    }

    private static T[] List<T>(JsonElement row, string name, string where)
        where T : struct, Enum =>
        row.TryGetProperty(name, out var given) ? [.. given.EnumerateArray().Select((each, i) => Word<T>(each, $"{where}.{name}[{i}]"))] : Enum.GetValues<T>();

    private static T Word<T>(JsonElement element, string where)
        where T : struct, Enum =>
        element.GetString() is { Length: > 0 } text && !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value)
            ? value
            : throw new InvalidDataException($"{where} is {element}, which is none of {string.Join(", ", Enum.GetNames<T>().Select(word => word.ToLowerInvariant()))}.");
}
