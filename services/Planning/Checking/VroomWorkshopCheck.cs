using System.Text.Json;
using static Routing.Checking.VroomCheck;

namespace Routing.Checking;

/// <summary>
/// Plays the workshops of a problem (our extension of VROOM's JSON) with the times that an answer tells: opening hours,
/// reception, lifts and technicians, cars that are fetched before they are done, and room in the yard.
/// </summary>
internal sealed class VroomWorkshopCheck(JsonElement workshop, List<string> faults)
{
    private readonly string name = $"Workshop {workshop.GetProperty("id").GetUInt64()}";
    private readonly List<(long Start, long End)> opening = [.. Items(workshop, "time_windows").Select(window => (window[0].GetInt64(), window[1].GetInt64()))];
    private readonly List<Car> cars = [.. Items(workshop, "cars").Select(car => new Car("car", car.GetProperty("id").GetUInt64(), long.MinValue, long.MinValue, Number(car, "work", 0), Skill(car)))];

    /// <param name="times">By type and id of the answer's steps: when service begins and ends.</param>
    public static void Run(JsonElement problem, IReadOnlyDictionary<(string Type, ulong Id), (long Begin, long End)> times, List<string> faults)
    {
        foreach (var workshop in Items(problem, "workshops"))
            new VroomWorkshopCheck(workshop, faults).Run(problem, times);
    }

    private void Run(JsonElement problem, IReadOnlyDictionary<(string Type, ulong Id), (long Begin, long End)> times)
    {
        var here = workshop.GetProperty("id").GetUInt64();
        var visits = (from shipment in Items(problem, "shipments")
                      from end in (string[])["pickup", "delivery"]
                      let stop = shipment.GetProperty(end)
                      where stop.TryGetProperty("workshop", out var at) && at.GetProperty("id").GetUInt64() == here
                      let id = stop.GetProperty("id").GetUInt64()
                      where times.ContainsKey((end, id))
                      select (End: end, Id: id, Order: shipment.GetProperty("pickup").GetProperty("id").GetUInt64(), At: stop.GetProperty("workshop"), Time: times[(end, id)])).ToList();
        foreach (var visit in visits.Where(visit => opening.Count > 0 && !opening.Exists(open => open.Start <= visit.Time.Begin && visit.Time.Begin <= open.End)))
            faults.Add($"{name} is closed when {visit.End} {visit.Id} begins at {visit.Time.Begin}.");
        var brought = visits.Where(visit => visit.End == "delivery").ToList();
        foreach (var quarter in brought.GroupBy(visit => visit.Time.Begin / 900).Where(quarter => quarter.Count() > Number(workshop, "reception_per_quarter", long.MaxValue)))
            faults.Add($"{name} checks {quarter.Count()} cars in from {quarter.Key * 900}.");
        cars.AddRange(brought.OrderBy(visit => visit.Time.End).ThenBy(visit => visit.Order)
            .Select(visit => new Car("delivery", visit.Id, visit.Time.Begin, visit.Time.End, Number(visit.At, "work", 0), Skill(visit.At))));
        Work();
        foreach (var (_, id, _, at, time) in visits.Where(visit => visit.End == "pickup"))
            Fetch(id, at, time);
        Yard();
    }

    // The car at the front takes the bench that is free first, and a technician with its skill besides.
    private void Work()
    {
        var lifts = Number(workshop, "lifts", 0);
        var benches = Enumerable.Repeat(long.MinValue, (int)Math.Min(lifts, Number(workshop, "technicians", lifts))).ToArray();
        var skilled = workshop.TryGetProperty("technicians_by_skill", out var skills)
            ? skills.EnumerateObject().ToDictionary(skill => long.Parse(skill.Name, System.Globalization.CultureInfo.InvariantCulture), skill => Enumerable.Repeat(long.MinValue, skill.Value.GetInt32()).ToArray())
            : [];
        foreach (var car in cars)
        {
            if (car.Work == 0)
            {
                (car.OnLift, car.Done) = (car.HandedOver, car.HandedOver);
                continue;
            }

            var helpers = car.Skill is { } skill ? skilled.GetValueOrDefault(skill, []) : null;
            if (benches.Length == 0 || helpers is { Length: 0 })
                continue;
            Array.Sort(benches);
            if (helpers is not null)
                Array.Sort(helpers);
            Serve(car, Math.Max(Math.Max(car.HandedOver, benches[0]), helpers?[0] ?? long.MinValue));
            benches[0] = car.Done;
            if (helpers is not null)
                helpers[0] = car.Done;
        }
    }

    private void Serve(Car car, long from)
    {
        var left = car.Work;
        foreach (var (start, end) in opening.Count > 0 ? opening : [(from, long.MaxValue)])
        {
            var begin = Math.Max(from, start);
            if (begin >= end)
                continue;
            car.OnLift = Math.Min(car.OnLift, begin);
            if (left <= end - begin)
            {
                car.Done = begin + left;
                return;
            }

            left -= end - begin;
        }
    }

    private void Fetch(ulong pickup, JsonElement at, (long Begin, long End) time)
    {
        var (kind, key) = at.TryGetProperty("after_car", out var car) ? ("car", car.GetUInt64()) : at.TryGetProperty("after_delivery", out var delivery) ? ("delivery", delivery.GetUInt64()) : ("", 0UL);
        if (kind.Length == 0)
            return;
        var fetched = cars.Find(each => each.Kind == kind && each.Id == key);
        if (fetched is null)
            faults.Add($"{name}: pickup {pickup} takes the car of {kind} {key}, which is not there.");
        else if (time.Begin < fetched.Done)
            faults.Add($"{name}: pickup {pickup} takes the car of {kind} {key} at {time.Begin}; it is done at {fetched.Done}.");
        if (fetched is not null)
            fetched.Leaves = time.End;
    }

    private void Yard()
    {
        var room = Number(workshop, "parking", long.MaxValue);
        foreach (var moment in cars.SelectMany(car => (long[])[car.Arrival, car.Done]).Where(moment => moment < long.MaxValue).Distinct())
        {
            var parked = cars.Count(car => moment >= car.Arrival && moment < car.Leaves && (moment < car.OnLift || moment >= car.Done));
            if (parked <= room)
                continue;
            faults.Add($"{name} has room for {room} cars and {parked} in the yard at {moment}.");
            return;
        }
    }

    private static long? Skill(JsonElement of) => of.TryGetProperty("skill", out var skill) && skill.ValueKind == JsonValueKind.Number ? skill.GetInt64() : null;

    private sealed record Car(string Kind, ulong Id, long Arrival, long HandedOver, long Work, long? Skill)
    {
        public long OnLift { get; set; } = long.MaxValue;
        public long Done { get; set; } = long.MaxValue;
        public long Leaves { get; set; } = long.MaxValue;
    }
}
