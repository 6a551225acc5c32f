using System.Globalization;
using Routing.Contracts.Values;

namespace Routing.Drivers.Sheets;

/// <summary>A leg in words.</summary>
/// <param name="Means">By what.</param>
/// <param name="Loaded">True in the moved car.</param>
/// <param name="Figures">Kilometres and minutes.</param>
/// <param name="Turns">The way street by street, condensed.</param>
/// <param name="Points">Its line.</param>
internal sealed record LegView(
    string Means, bool Loaded, string Figures, IReadOnlyList<string> Turns, IReadOnlyList<(double Lon, double Lat)> Points)
{
    // A street that is left again within these metres is named only if nothing else would be.
    private const int ShortMetres = 25;

    /// <summary>True where the next stop is at the same place.</summary>
    public static bool IsNothing(Leg leg) => !leg.Loaded && leg.DistanceMetres < ShortMetres;

    public static LegView Of(Leg leg) => new(
        leg.Loaded && leg.Means != Contracts.Values.Means.Transporter ? "in the car" : Name(leg.Means),
        leg.Loaded,
        $"{Kilometres(leg.DistanceMetres)} · {Math.Max(1, (int)Math.Round(leg.DurationSeconds / 60))} min",
        Condense(leg.Instructions),
        Line(leg));

    public static string Name(Means means) => means switch
    {
        Contracts.Values.Means.Car => "by car",
        Contracts.Values.Means.Scooter => "by e-scooter",
        Contracts.Values.Means.Bicycle => "by bicycle",
        Contracts.Values.Means.Foot => "on foot",
        Contracts.Values.Means.Taxi => "by taxi",
        Contracts.Values.Means.ChaseCar => "in the chase car",
        Contracts.Values.Means.Transporter => "by transporter",
        _ => means.ToString(),
    };

    public static string Kilometres(double metres) => metres < 950
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(metres / 10) * 10:F0} m")
        : string.Create(CultureInfo.InvariantCulture, $"{metres / 1000:F1} km");

    /// <summary>Turn and street, and how long on it; pieces of one street are one.</summary>
    private static List<string> Condense(IReadOnlyList<Instruction> instructions)
    {
        var turns = new List<string>();
        for (var i = 0; i < instructions.Count; i++)
        {
            var turn = instructions[i];
            if (turn.Type == "arrive") break;
            var metres = turn.DistanceMetres;
            while (i + 1 < instructions.Count && instructions[i + 1] is var next && next.Type != "arrive"
                && ((next.Street == turn.Street && next.Type is not ("roundabout" or "rotary")) || (next.Street.Length == 0 && next.DistanceMetres < ShortMetres)))
            {
                metres += next.DistanceMetres;
                i++;
            }

            if (turn.Street.Length == 0 && metres < ShortMetres && turns.Count > 0) continue;
            var street = turn.Street.Length > 0 ? turn.Street : "unnamed way";
            turns.Add(metres < 10 ? $"{Arrow(turn)} {street}" : $"{Arrow(turn)} {street} {Kilometres(metres)}");
        }

        return turns;
    }

    private static string Arrow(Instruction turn) => turn.Type switch
    {
        "depart" => "•",
        "roundabout" or "rotary" or "exit roundabout" or "exit rotary" => "↻",
        _ => turn.Modifier switch
        {
            "left" => "←",
            "right" => "→",
            "slight left" => "↖",
            "slight right" => "↗",
            "sharp left" => "↙",
            "sharp right" => "↘",
            "uturn" => "↶",
            _ => "↑",
        },
    };

    private static IReadOnlyList<(double Lon, double Lat)> Line(Leg leg)
    {
        var points = Polyline6.Read(leg.Geometry);
        return points.Count > 1 ? points : [(leg.From.Lon, leg.From.Lat), (leg.To.Lon, leg.To.Lat)];
    }
}
