using Routing.Optimisation.Model;
using Routing.RoadNetwork;

namespace Routing.Days;

/// <summary>
/// Draws a day of collections, returns and swaps between real addresses and car shops of an extract: demand by hour,
/// drivers by shift and own means, workshops with as many lifts as the day needs and few more.
/// </summary>
public sealed partial class DayGenerator
{
    public const int Car = 0;
    public const int Scooter = 1;
    public const int Bicycle = 2;
    public const int Foot = 3;
    private const int MovesPerWorkshop = 100;

    private readonly City city;
    private readonly DayOptions options;
    private readonly Random random;
    private readonly List<Coordinate> places = [];
    private readonly Dictionary<Coordinate, int> index = [];
    private readonly Coordinate[][] near; // by workshop
    private readonly int workshops;
    private int ids;

    private DayGenerator(City city, DayOptions options)
    {
        this.city = city;
        this.options = options;
        random = new Random(options.Seed);
        workshops = Math.Max(1, options.Moves / MovesPerWorkshop);
        near = new Coordinate[workshops][];
    }

    /// <exception cref="InvalidDataException">The extract has too few car shops or addresses.</exception>
    public static Problem Draw(City city, DayOptions options) => new DayGenerator(city, options).Draw();

    private Problem Draw()
    {
        ChooseShops();
        var yards = Enumerable.Range(0, workshops).Select(Workshop).ToList();
        var jobs = new List<Job>();
        for (var i = 0; i < options.Moves; i++)
            jobs.Add(Job(i, jobs, yards));
        var drivers = Enumerable.Range(0, options.Drivers).Select(Driver).ToList();
        var all = places.ToArray();
        return new Problem
        {
            Matrices =
            [
                Rush(city.Table(Profile.Car, all)),
                city.Table(Profile.Scooter, all),
                city.Table(Profile.Bicycle, all),
                city.Table(Profile.Foot, all),
            ],
            Workshops = yards,
            Jobs = jobs,
            Resources = drivers,
        };
    }

    // Shops in the middle of the addresses, each apart from those before it.
    private void ChooseShops()
    {
        if (city.CarShops.Count < workshops || city.Addresses.Count < 100)
            throw new InvalidDataException($"The extract has {city.CarShops.Count} car shops and {city.Addresses.Count} addresses; the day needs {workshops} and 100.");
        var middle = new Coordinate(Median(city.Addresses.Select(a => a.Lon)), Median(city.Addresses.Select(a => a.Lat)));
        var chosen = new List<Coordinate>();
        while (chosen.Count < workshops)
        {
            chosen.Add(city.CarShops.Except(chosen).MinBy(shop =>
                shop.MetresTo(middle) + chosen.Sum(other => Math.Max(0, 3_000 - shop.MetresTo(other)))));
        }

        for (var w = 0; w < workshops; w++)
        {
            Place(chosen[w]);
            near[w] = [.. city.Addresses.Where(address => address.MetresTo(chosen[w]) is > 300 and var far && far < options.ReachMetres)];
            if (near[w].Length == 0)
                throw new InvalidDataException("No address is near one of the car shops.");
        }
    }

    private Workshop Workshop(int w)
    {
        var share = (options.Moves / workshops) + 1;
        var lifts = Math.Max(2, share / 6);
        return new Workshop
        {
            Id = NextId(),
            Name = $"Workshop {w + 1}",
            Opening = [new Window(Clock(7), Clock(19))],
            Lifts = lifts,
            Technicians = lifts,
            TechniciansBySkill = new Dictionary<string, int> { ["high-voltage"] = Math.Max(1, lifts / 4) },
            ReceptionPerQuarter = Math.Max(2, share / 15),
            Parking = share + 10,
            CourtesyCars = options.IsPlain ? null : Math.Max(2, share / 8),
            PresentCars = [.. Enumerable.Range(0, share / 5).Select(_ => new PresentCar(NextId(), 1800 * random.Next(0, 4)))],
        };
    }

    private Matrix Rush(Matrix car)
    {
        if (options.RushFactor <= 1)
            return car;
        int[] slow = [.. car.Durations.Select(seconds => seconds <= 0 ? seconds : (int)Math.Ceiling(seconds * options.RushFactor))];
        return car with
        {
            Hours =
            [
                new MatrixHours(Clock(7.5), slow),
                new MatrixHours(Clock(9.5), car.Durations),
                new MatrixHours(Clock(17), slow),
                new MatrixHours(Clock(19), car.Durations),
            ],
        };
    }

    private int Place(Coordinate at)
    {
        if (index.TryGetValue(at, out var place))
            return place;
        index[at] = places.Count;
        places.Add(at);
        return places.Count - 1;
    }

    private Guid NextId() => new(options.Seed, (short)options.Moves, (short)options.Drivers, 0, 0, 0, 0, (byte)(++ids >> 24), (byte)(ids >> 16), (byte)(ids >> 8), (byte)ids);

    private static int Clock(double hour) => (int)(hour * 3600);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
