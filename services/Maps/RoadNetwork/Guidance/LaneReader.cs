namespace Routing.RoadNetwork.Guidance;

/// <summary>Reads <c>turn:lanes</c>: <c>left|through;right</c>. See https://wiki.openstreetmap.org/wiki/Key:turn.</summary>
internal static class LaneReader
{
    // An arrow that points this far from the turn does not mean it.
    private const double MeantDegrees = 70;

    /// <param name="lanes">As tagged, left to right; "" where nothing is.</param>
    /// <param name="angle">Of the turn taken: 0 straight on, positive right.</param>
    public static IReadOnlyList<Lane> Read(string lanes, double angle)
    {
        if (lanes.Length == 0)
            return [];
        var arrows = lanes.Split('|').Select(lane => lane.Split(';', StringSplitOptions.TrimEntries)).ToList();

        // The arrow nearest to the turn is meant by it: at a slight bend "left" may be all that there is for going on.
        var nearest = arrows.SelectMany(lane => lane).Min(arrow => Off(arrow, angle));
        return arrows.ConvertAll(lane => new Lane(
            [.. lane.Select(Word)],
            nearest <= MeantDegrees && Array.Exists(lane, arrow => Off(arrow, angle) <= nearest)));
    }

    private static double Off(string arrow, double angle)
    {
        var points = arrow switch
        {
            "slight_left" => -45,
            "left" => -90,
            "sharp_left" => -135,
            "slight_right" => 45,
            "right" => 90,
            "sharp_right" => 135,
            "reverse" => 180,
            _ => 0,
        };
        var off = Math.Abs(angle - points) % 360;
        return off > 180 ? 360 - off : off;
    }

    private static string Word(string arrow) => arrow switch
    {
        "through" => "straight",
        "reverse" => "uturn",
        "left" or "right" => arrow,
        "slight_left" => "slight left",
        "slight_right" => "slight right",
        "sharp_left" => "sharp left",
        "sharp_right" => "sharp right",
        _ => "none",
    };
}
