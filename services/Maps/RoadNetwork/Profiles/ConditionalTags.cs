namespace Routing.RoadNetwork.Profiles;

/// <summary>A value that holds under a condition.</summary>
/// <param name="Value">Such as <c>no</c> or <c>30</c>.</param>
/// <param name="Share">Of the working hours in which it holds, more than 0 to 1.</param>
internal readonly record struct ConditionalValue(string Value, double Share);

/// <summary>
/// Reads <c>no @ (Mo-Fr 07:00-09:00); destination @ (weight&gt;3.5 AND Sa)</c>.
/// See https://wiki.openstreetmap.org/wiki/Conditional_restrictions.
/// </summary>
internal static class ConditionalTags
{
    // The car that is moved, with one person in it: what conditions on size are held against, whatever the profile.
    private static readonly VehicleSize Size = VehicleSize.Car;
    private const double Axles = 2;
    private const double Occupants = 1;

    /// <summary>The values that hold at some time of a working week, in their order: a later one says more than an earlier.</summary>
    public static IEnumerable<ConditionalValue> Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            yield break;
        foreach (var part in SplitOutside(text, ';'))
        {
            var at = part.IndexOf('@', StringComparison.Ordinal);
            if (at <= 0)
                continue;
            var condition = part[(at + 1)..].Trim();
            if (condition.StartsWith('(') && condition.EndsWith(')'))
                condition = condition[1..^1].Trim();
            if (Holds(condition).Share is var share and > 0)
                yield return new(part[..at].Trim(), share);
        }
    }

    /// <summary>The strictest reading for what a conditional value forbids: it counts when it holds at any working hour.</summary>
    public static bool HoldsSometimes(ConditionalValue value) => value.Share > 0;

    /// <summary>What it allows counts only when it holds at every working hour: a plan may not hang on the time of day.</summary>
    public static bool HoldsAlways(ConditionalValue value) => value.Share >= 1;

    /// <summary>A speed counts when it holds for half of the working hours or more.</summary>
    public static bool HoldsMostly(ConditionalValue value) => value.Share >= 0.5;

    private static WorkingHours Holds(string condition)
    {
        var hours = WorkingHours.Always;
        foreach (var part in condition.Split([" AND ", " and "], StringSplitOptions.TrimEntries))
        {
            if (Meets(part) is { } fits)
                hours = fits ? hours : WorkingHours.Never;
            else
                hours = hours.And(WorkingHours.Parse(part) ?? WorkingHours.Never);
        }

        return hours;
    }

    // "weight>7.5": whether the car meets it; null when it is not about size.
    private static bool? Meets(string condition)
    {
        var sign = condition.AsSpan().IndexOfAny('<', '>', '=');
        if (sign <= 0)
            return null;
        double? own = condition[..sign].Trim() switch
        {
            "weight" or "maxweight" or "maxweightrating" or "weightrating" or "gross_weight" => Size.Tonnes,
            "length" or "maxlength" => Size.Length,
            "width" or "maxwidth" => Size.Width,
            "height" or "maxheight" => Size.Height,
            "axles" => Axles,
            "occupants" => Occupants,
            _ => null,
        };
        var end = sign + 1 < condition.Length && condition[sign + 1] == '=' ? sign + 2 : sign + 1;
        if (own is not { } mine || VehicleSize.Parse(condition[end..]) is not { } bound)
            return false;
        return condition[sign..end] switch
        {
            "<" => mine < bound,
            "<=" => mine <= bound,
            ">" => mine > bound,
            ">=" => mine >= bound,
            _ => mine.Equals(bound),
        };
    }

    /// <summary>Opening hours have semicolons of their own, in brackets.</summary>
    private static IEnumerable<string> SplitOutside(string text, char separator)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (text[i] != separator || depth > 0)
                continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }
}
