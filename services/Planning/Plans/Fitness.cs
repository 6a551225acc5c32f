using System.Globalization;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;

namespace Routing.Planning.Plans;

/// <summary>
/// Who may drive which car on a day: licence, insurance and plates, by what ends when. As skills, they are hard limits of the plan
/// like any other; a car that is carried needs none of them.
/// </summary>
internal static class Fitness
{
    private const string UsualClass = "B";
    private const string TradePlates = "trade plates";

    /// <summary>What a driver needs for a car on a day.</summary>
    public static IEnumerable<string> Needed(Vehicle car, DateOnly day)
    {
        yield return Licence(ClassOf(car));
        if (car.Value is { } value) yield return Insured(value);
        if (Expired(car, day)) yield return TradePlates;
    }

    /// <summary>What a driver has of what cars need on a day. Of whom no licence is told, it is a usual one.</summary>
    public static IEnumerable<string> Of(DriverChanged driver, IEnumerable<Vehicle> cars, DateOnly day)
    {
        if (driver.LicenceClasses.Count == 0) yield return Licence(UsualClass);
        foreach (var held in driver.LicenceClasses.Where(held => Holds(held, day))) yield return Licence(held.Class);
        foreach (var value in cars.Select(car => car.Value).OfType<int>().Distinct())
        {
            if (driver.InsuredValue is not { } most || most >= value) yield return Insured(value);
        }

        if (driver.TradePlates || driver.Means == Means.Transporter) yield return TradePlates;
    }

    /// <summary>Why none of the drivers of a day may drive a car on it, and what would change that; null when one may.</summary>
    public static Reason? Refuse(Vehicle car, IReadOnlyCollection<DriverChanged> drivers, DateOnly day)
    {
        // That nobody works at all is told elsewhere.
        if (drivers.Count == 0) return null;
        var needed = Needed(car, day).ToList();
        var held = drivers.Select(driver => Of(driver, [car], day).ToHashSet(StringComparer.Ordinal)).ToList();
        if (held.Exists(skills => needed.TrueForAll(skills.Contains))) return null;
        var missing = needed.Find(skill => held.TrueForAll(skills => !skills.Contains(skill)));
        return missing switch
        {
            TradePlates when car.InsuredUntil < day => new("car-uninsured", Text($"{car.Plate} is insured until {car.InsuredUntil:yyyy-MM-dd}: on {day:yyyy-MM-dd} nobody may drive it."), Renew),
            TradePlates => new("car-uninspected", Text($"{car.Plate} is inspected until {car.InspectedUntil:yyyy-MM-dd}: on {day:yyyy-MM-dd} nobody may drive it."), Renew),
            { } licence when licence == Licence(ClassOf(car)) => NoLicence(car, drivers, day),
            { } => new("value-uninsured", Text($"{car.Plate} is worth {car.Value}, and no driver of the day is insured for more than {drivers.Max(driver => driver.InsuredValue)}."), "if a driver were insured for it"),
            null => new("driver-unfit", Text($"No driver of the day has all that {car.Plate} needs: {string.Join(", ", needed)}."), "if one driver had all of it"),
        };
    }

    private const string Renew = "if it were renewed, a driver had trade plates, or a transporter carried it (cannotBeDriven)";

    private static Reason NoLicence(Vehicle car, IReadOnlyCollection<DriverChanged> drivers, DateOnly day)
    {
        var wanted = ClassOf(car);
        var ended = drivers.SelectMany(driver => driver.LicenceClasses.Where(held => Is(held.Class, wanted) && !Holds(held, day)).Select(held => (driver.Name, held.Until)))
            .OrderByDescending(held => held.Until).FirstOrDefault();
        return ended.Name is null
            ? new("licence-missing", $"No driver of the day has a licence of class {wanted}.", $"if a driver with a licence of class {wanted} worked then")
            : new("licence-ended", Text($"{ended.Name}'s licence of class {wanted} ends on {ended.Until:yyyy-MM-dd}, and nobody else of the day has one."), "if it were renewed, or another driver worked then");
    }

    private static bool Expired(Vehicle car, DateOnly day) => car.InsuredUntil < day || car.InspectedUntil < day;

    private static bool Holds(LicenceClass held, DateOnly day) => held.Until is not { } until || day <= until;

    private static bool Is(string some, string other) => string.Equals(some, other, StringComparison.OrdinalIgnoreCase);

    private static string ClassOf(Vehicle car) => car.LicenceClass ?? UsualClass;

    private static string Licence(string name) => $"licence class {name.ToUpperInvariant()}";

    private static string Insured(int value) => Text($"insurance up to {value}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
