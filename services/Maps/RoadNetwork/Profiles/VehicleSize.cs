using System.Globalization;
using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>
/// How large a vehicle is, to be held against <c>maxheight</c>, <c>maxwidth</c>, <c>maxlength</c>, <c>maxweight</c> (and
/// <c>:physical</c>). Metres and tonnes.
/// </summary>
internal sealed record VehicleSize(double Height, double Width, double Length, double Tonnes)
{
    /// <summary>A large car, without its mirrors, as signs mean it.</summary>
    public static readonly VehicleSize Car = new(Height: 1.9, Width: 1.9, Length: 5, Tonnes: 2.5);

    /// <summary>A truck that carries some cars.</summary>
    public static readonly VehicleSize Transporter = new(Height: 3.9, Width: 2.55, Length: 12, Tonnes: 12);

    private static readonly string[] Heights = ["maxheight", "maxheight:physical"];
    private static readonly string[] Widths = ["maxwidth", "maxwidth:physical"];
    private static readonly string[] Lengths = ["maxlength"];
    private static readonly string[] Weights = ["maxweight"];

    /// <summary>False where a sign or a wall says that this vehicle is too large.</summary>
    public bool Fits(TagSet tags) =>
        IsWithin(Height, tags, Heights) && IsWithin(Width, tags, Widths) && IsWithin(Length, tags, Lengths) && IsWithin(Tonnes, tags, Weights);

    private static bool IsWithin(double own, TagSet tags, string[] keys)
    {
        foreach (var key in keys)
        {
            if (Parse(tags[key]) is { } limit && own > limit)
                return false;
        }

        return true;
    }

    /// <summary>"2.1", "2,1 m", "210 cm", "6'7\"", "3.5 t", "3500 kg", "5000 lbs"; null for "default", "none" and what is not understood.</summary>
    public static double? Parse(string? value)
    {
        if (value is null)
            return null;
        var text = value.Replace(',', '.').Trim();
        var digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.'))
            digits++;
        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number <= 0)
            return null;
        var unit = text[digits..].Trim();
        const double metresAFoot = 0.3048;
        if (unit.StartsWith('\'') || unit.StartsWith("ft", StringComparison.Ordinal))
        {
            var inches = unit.TrimStart('\'', 'f', 't', ' ').TrimEnd('"', 'i', 'n', ' ');
            return number * metresAFoot + (double.TryParse(inches, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var more) ? more * metresAFoot / 12 : 0);
        }

        return unit switch
        {
            "" or "m" or "t" => number,
            "cm" => number / 100,
            "kg" => number / 1000,
            "lbs" or "lb" => number * 0.00045359237,
            "st" => number * 0.90718474,
            _ => null,
        };
    }
}
