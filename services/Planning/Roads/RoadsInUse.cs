using Routing.Contracts.Values;
using Routing.RoadNetwork;

namespace Routing.Planning.Roads;

/// <summary>One region's roads with what was asked of them. Thread-safe.</summary>
internal sealed class RoadsInUse : IDisposable
{
    private readonly Region region;

    public RoadsInUse(Region region)
    {
        this.region = region;
        Router = new Router(region);
        TravelTimes = new TravelTimes(Router);
        Legs = new Legs(Router);
    }

    public Router Router { get; }

    public TravelTimes TravelTimes { get; }

    public Legs Legs { get; }

    public string Name => region.Info.Name;

    public BoundingBox Bounds => region.Bounds;

    /// <summary>Queries that run finish first.</summary>
    public void Dispose() => region.Dispose();

    public static Profile ProfileOf(Means means) => means switch
    {
        Means.Car or Means.Taxi or Means.ChaseCar or Means.Transporter => Profile.Car,
        Means.Scooter => Profile.Scooter,
        Means.Bicycle => Profile.Bicycle,
        Means.Foot => Profile.Foot,
        _ => throw new ArgumentOutOfRangeException(nameof(means), means, null),
    };

    public static Coordinate PointOf(Place place) => new(place.Lon, place.Lat);
}
