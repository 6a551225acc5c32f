using Routing.Contracts.Values;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Live;

namespace Routing.Planning.Roads;

/// <summary>On which roads one travels, and how fast.</summary>
/// <param name="Profile">The rules.</param>
/// <param name="Excluded">Roads that are left out besides.</param>
/// <param name="SpeedRow">The hour's speeds: a row of <see cref="SpeedsByHour"/>.</param>
internal readonly record struct Ways(Profile Profile, RoadKinds Excluded, int SpeedRow = SpeedsByHour.UsualRow)
{
    /// <summary>A transporter is a truck, with a car on it or without: its ways are a car's, less those too low or narrow for it.</summary>
    public static Ways Of(Means means) => means switch
    {
        Means.Car or Means.Taxi or Means.ChaseCar => new(Profile.Car, RoadKinds.None),
        Means.Transporter => new(Profile.Car, RoadKinds.Narrow),
        Means.Scooter => new(Profile.Scooter, RoadKinds.None),
        Means.Bicycle => new(Profile.Bicycle, RoadKinds.None),
        Means.Foot => new(Profile.Foot, RoadKinds.None),
        _ => throw new ArgumentOutOfRangeException(nameof(means), means, null),
    };

    public RoutePoint Through(Coordinate at) => new(at) { Excluded = Excluded };
}
