using System.Globalization;

namespace Routing.RoadNetwork.Guidance;

/// <summary>Steps as English sentences without a full stop: "Turn left onto Rivera".</summary>
public static class EnglishText
{
    public static string Of(RouteStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var manoeuvre = step.Manoeuvre;
        var road = Road(step);
        if (step.Class == RoadClass.Ferry && manoeuvre.Type is not (ManoeuvreType.Arrive or ManoeuvreType.Depart))
            return road.Length > 0 ? $"Take the ferry {road}" : "Take the ferry";
        var direction = Direction(manoeuvre.Modifier);
        return manoeuvre.Type switch
        {
            ManoeuvreType.Depart => $"Head {Compass(manoeuvre.BearingAfter)}{With(" on ", road)}",
            ManoeuvreType.Arrive => manoeuvre.Modifier switch
            {
                TurnModifier.Left => "You have arrived, on the left",
                TurnModifier.Right => "You have arrived, on the right",
                _ => "You have arrived",
            },
            ManoeuvreType.NewName or ManoeuvreType.Notification => $"Continue{With(" onto ", road)}",
            ManoeuvreType.Continue when manoeuvre.Modifier == TurnModifier.UTurn => $"Make a U-turn{With(" and go back on ", road)}",
            ManoeuvreType.Continue => $"Turn {direction}{With(" to stay on ", road)}",
            ManoeuvreType.Merge => $"Merge{With(" onto ", road)}",
            ManoeuvreType.OnRamp => $"Take the ramp{Side(manoeuvre.Modifier)}{With(" onto ", road)}",
            ManoeuvreType.OffRamp => $"Take the exit{Side(manoeuvre.Modifier)}{With(" onto ", road)}",
            ManoeuvreType.Fork => $"Keep {(manoeuvre.Modifier == TurnModifier.SlightLeft ? "left" : "right")} at the fork{With(" onto ", road)}",
            ManoeuvreType.EndOfRoad => $"At the end of the road turn {direction}{With(" onto ", road)}",
            ManoeuvreType.Roundabout or ManoeuvreType.Rotary => manoeuvre.Exit is { } exit
                ? $"At the roundabout take the {Ordinal(exit)} exit{With(" onto ", road)}"
                : "Enter the roundabout",
            _ when manoeuvre.Modifier == TurnModifier.UTurn => $"Make a U-turn{With(" onto ", road)}",
            _ when manoeuvre.Modifier == TurnModifier.Straight => $"Go straight on{With(" onto ", road)}",
            _ => $"Turn {direction}{With(" onto ", road)}",
        };
    }

    private static string Road(RouteStep step) => (step.Name, step.Ref) switch
    {
        ("", var reference) => reference,
        (var name, "") => name,
        var (name, reference) => $"{name} ({reference})",
    };

    private static string With(string words, string road) => road.Length > 0 ? words + road : "";

    private static string Direction(TurnModifier modifier) => modifier switch
    {
        TurnModifier.SharpLeft => "sharp left",
        TurnModifier.Left => "left",
        TurnModifier.SlightLeft => "slightly left",
        TurnModifier.SharpRight => "sharp right",
        TurnModifier.Right => "right",
        TurnModifier.SlightRight => "slightly right",
        TurnModifier.UTurn => "around",
        _ => "straight on",
    };

    private static string Side(TurnModifier modifier) => modifier switch
    {
        TurnModifier.SharpLeft or TurnModifier.Left or TurnModifier.SlightLeft => " on the left",
        TurnModifier.SharpRight or TurnModifier.Right or TurnModifier.SlightRight => " on the right",
        _ => "",
    };

    private static string Compass(int bearing)
    {
        ReadOnlySpan<string> names = ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"];
        return names[(bearing + 22) / 45 % 8];
    }

    private static string Ordinal(int number) => (number % 100, number % 10) switch
    {
        (11 or 12 or 13, _) => string.Create(CultureInfo.InvariantCulture, $"{number}th"),
        (_, 1) => string.Create(CultureInfo.InvariantCulture, $"{number}st"),
        (_, 2) => string.Create(CultureInfo.InvariantCulture, $"{number}nd"),
        (_, 3) => string.Create(CultureInfo.InvariantCulture, $"{number}rd"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{number}th"),
    };
}
