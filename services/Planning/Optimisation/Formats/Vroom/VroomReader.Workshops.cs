using System.Globalization;

namespace Routing.Optimisation.Formats.Vroom;

public sealed partial class VroomReader
{
    // Three years: longer than anything that is planned, and sums of them fit.
    private const int MostSeconds = 100_000_000;
    private const int MostOfAWorkshop = 100_000;

    private static List<VroomWorkshop> ReadWorkshops(JsonFields root)
    {
        var workshops = root.Items("workshops").Select(item => ReadWorkshop(new JsonFields(item.Value, item.Path))).ToList();
        Once(workshops.Select(workshop => workshop.Id), "workshops");
        Once(workshops.SelectMany(workshop => workshop.Cars).Select(car => car.Id), "cars of workshops");
        return workshops;
    }

    private static VroomWorkshop ReadWorkshop(JsonFields fields)
    {
        var lifts = (int)(fields.Integer("lifts", 0, MostOfAWorkshop) ?? throw new FormatException($"{fields.Path} has no lifts: how many cars are worked on at a time."));
        return new VroomWorkshop
        {
            Id = fields.Id(),
            Description = fields.Text("description"),
            Lifts = lifts,
            Technicians = (int)(fields.Integer("technicians", 0, MostOfAWorkshop) ?? lifts),
            TechniciansBySkill = ReadSkilled(fields),
            ReceptionPerQuarter = (int?)fields.Integer("reception_per_quarter", 0, MostOfAWorkshop),
            Parking = (int?)fields.Integer("parking", 0, MostOfAWorkshop),
            Windows = ReadWindows(fields),
            Cars = [.. fields.Items("cars").Select(item => ReadCar(new JsonFields(item.Value, item.Path)))],
        };
    }

    private static Dictionary<int, int> ReadSkilled(JsonFields fields)
    {
        var skilled = new Dictionary<int, int>();
        if (fields.Object("technicians_by_skill") is not { } skills)
            return skilled;
        foreach (var (key, value) in skills.Entries())
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var skill))
                throw new FormatException($"{skills.PathOf(key)}: a skill is a whole number, and \"{key}\" is none.");
            skilled[skill] = (int)JsonFields.Integer(value, skills.PathOf(key), 0, MostOfAWorkshop);
        }

        return skilled;
    }

    private static VroomPresentCar ReadCar(JsonFields fields) =>
        new(fields.Id(), (int)(fields.Integer("work", 0, MostSeconds) ?? 0), (int?)fields.Integer("skill", 0, MostSkill));

    private static VroomWorkshopStop? ReadWorkshopStop(JsonFields stop, bool isPickup)
    {
        if (stop.Object("workshop") is not { } fields)
            return null;
        foreach (var key in isPickup ? ["work", "skill"] : (ReadOnlySpan<string>)["after_delivery", "after_car"])
        {
            if (fields.Find(key) is not null)
                throw new FormatException($"{fields.PathOf(key)}: only a {(isPickup ? "delivery" : "pickup")} has {key}.");
        }

        var afterDelivery = fields.Integer("after_delivery", 0, long.MaxValue);
        var afterCar = fields.Integer("after_car", 0, long.MaxValue);
        if (afterDelivery is not null && afterCar is not null)
            throw new FormatException($"{fields.Path} has after_delivery and after_car: one car is fetched at a time.");
        return new VroomWorkshopStop(
            fields.Id(), (int)(fields.Integer("work", 0, MostSeconds) ?? 0), (int?)fields.Integer("skill", 0, MostSkill), (ulong?)afterDelivery, (ulong?)afterCar);
    }

    /// <summary>What the service's own day, which knows workshops, has not.</summary>
    private static void CheckWorkshops(VroomProblem problem)
    {
        var named = problem.Shipments.SelectMany(shipment => new[] { shipment.Pickup.Workshop, shipment.Delivery.Workshop }).OfType<VroomWorkshopStop>().ToList();
        if (named.Find(stop => !problem.Workshops.Any(workshop => workshop.Id == stop.Id)) is { } lost)
            throw new FormatException($"A shipment names workshop {lost.Id}; \"workshops\" has {(problem.Workshops.Count == 0 ? "none" : string.Join(", ", problem.Workshops.Select(w => w.Id)))}.");
        if (problem.Workshops.Count == 0)
            return;
        if (problem.Workshops.FirstOrDefault(workshop => workshop.Cars.Count > 0 && workshop.Windows.Count == 0) is { } open)
            throw new FormatException($"Workshop {open.Id} has cars and no time_windows: they are worked on from its opening on.");
        foreach (var vehicle in problem.Vehicles)
        {
            Not(vehicle.LoadedProfile is null, "no loaded_profile: whoever brings a car to a workshop drives it");
            Not(vehicle.Start is null, "no start");
            Not(vehicle.MaxTravelTime is not null, "a max_travel_time");
            Not(vehicle.MaxDistance is not null, "a max_distance");
            Not(vehicle.Steps.Count > 0, "steps");
            Not(vehicle.LastInFirstOut, "lifo");
            Not(vehicle.Breaks.Any(pause => pause.Windows.Count != 1 || pause.MaxLoad is not null), "a break without exactly one window, or with a max_load");

            void Not(bool isWrong, string what)
            {
                if (isWrong)
                    throw new FormatException($"Vehicle {vehicle.Id} has {what}: with \"workshops\" that cannot be planned.");
            }
        }

        foreach (var shipment in problem.Shipments)
        {
            foreach (var stop in (VroomStop[])[shipment.Pickup, shipment.Delivery])
            {
                if (stop.Setup > 0 || stop.SetupPerType.Count > 0 || stop.ServicePerType.Count > 0)
                    throw new FormatException($"Shipment {shipment.Pickup.Id} has a setup, or a service by type: with \"workshops\" that cannot be planned; give service alone.");
            }

            if (shipment.Amount.Count > 0)
                throw new FormatException($"Shipment {shipment.Pickup.Id} has an amount: with \"workshops\" each is one car, and one is driven at a time.");
        }

        if (problem.Matrices.FirstOrDefault(pair => pair.Value.Costs is not null) is { Key: not null } priced)
            throw new FormatException($"matrices.{priced.Key} has costs: with \"workshops\" prices are per hour and per km, in the vehicles' costs.");
        if (problem.Options.PlanMode)
            throw new FormatException("options.c: given routes are not timed with \"workshops\".");
    }
}
