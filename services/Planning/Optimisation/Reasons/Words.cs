using System.Globalization;
using Routing.Optimisation.Model;

namespace Routing.Optimisation.Reasons;

/// <summary>Times and names as sentences say them.</summary>
internal static class Words
{
    /// <summary>Seconds from midnight as 8:05.</summary>
    public static string Clock(int time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time / 3600}:{time / 60 % 60:00}");

    /// <summary>Whole minutes, rounded up: 61 s are 2 minutes.</summary>
    public static string Minutes(int seconds) =>
        (seconds + 59) / 60 == 1 ? "1 minute" : $"{(seconds + 59) / 60} minutes";

    public static string More(int number, string what) =>
        number == 1 ? $"one more {what}" : $"{number} more {what}s";

    public static string Driver(Resource resource) =>
        resource.Name is { Length: > 0 } name ? name : $"driver {resource.Id.ToString()[^4..]}";

    public static string Workshop(Workshop workshop) =>
        workshop.Name is { Length: > 0 } name ? name : "the workshop";
}
