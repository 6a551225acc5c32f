using System.Diagnostics;
using Routing.Checking;
using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Formats.Vroom;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Guidance;

namespace Routing.Planning.Vroom;

/// <summary>Travel for VROOM problems that tell their places by coordinates.</summary>
internal static class VroomRoads
{
    // VROOM's users name their profiles as they like; these are OSRM's and ours.
    private static readonly Dictionary<string, Profile> Profiles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["car"] = Profile.Car,
        ["driving"] = Profile.Car,
        ["driving-car"] = Profile.Car,
        ["scooter"] = Profile.Scooter,
        ["bike"] = Profile.Bicycle,
        ["bicycle"] = Profile.Bicycle,
        ["cycling"] = Profile.Bicycle,
        ["foot"] = Profile.Foot,
        ["walking"] = Profile.Foot,
    };

    /// <summary>The problem with a matrix for each profile that it uses; itself when it has some.</summary>
    /// <param name="router">Null where there are no roads.</param>
    /// <exception cref="FormatException">There are no roads, or none at a place, or a profile that they do not know.</exception>
    public static VroomProblem WithTravel(VroomProblem problem, Router? router, CancellationToken cancellation)
    {
        if (problem.Matrices.Count > 0)
            return problem;
        if (router is null)
            throw new FormatException("The problem has coordinates and no matrices, and there are no roads here: give \"matrices\" with a location_index for each place, or a region file (--region).");
        var points = problem.Places.Select(place => new Coordinate(place.Lon, place.Lat)).ToArray();
        var matrices = new Dictionary<string, VroomMatrix>(StringComparer.Ordinal);
        foreach (var name in problem.Vehicles.SelectMany(vehicle => new[] { vehicle.Profile, vehicle.LoadedProfile ?? vehicle.Profile }).Distinct(StringComparer.Ordinal))
        {
            if (!Profiles.TryGetValue(name, out var profile))
                throw new FormatException($"There are no roads for the profile \"{name}\"; there are for {string.Join(", ", Profiles.Keys)}.");
            var table = router.Table(profile, points, points, int.MaxValue, cancellation);
            for (var i = 0; i < points.Length; i++)
            {
                if (table.Sources[i] is null)
                    throw new FormatException(FormattableString.Invariant($"No road for \"{name}\" is near [{points[i].Lon}, {points[i].Lat}] in {router.Region.Info.Name}."));
            }

            matrices[name] = new VroomMatrix(
                points.Length,
                Array.ConvertAll(table.DurationsDeciseconds, d => d < 0 ? FieldMatrix.Never : (d + 5) / 10),
                Array.ConvertAll(table.DistancesMetres, d => Math.Max(0, d)));
        }

        return problem with { Matrices = matrices };
    }

    /// <summary>The answer with each route drawn along the roads, where its places have coordinates.</summary>
    public static VroomAnswer WithGeometry(VroomAnswer answer, VroomProblem problem, Router router, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var profiles = problem.Vehicles.ToDictionary(vehicle => vehicle.Id, vehicle => vehicle.Profile);
        var drawn = answer.Routes!.Select(route => route with { Geometry = Draw(route, profiles[route.Vehicle], router, cancellation) }).ToList();
        var times = answer.Summary!.ComputingTimes with { Routing = (long)Stopwatch.GetElapsedTime(begun).TotalMilliseconds };
        return answer with { Routes = drawn, Summary = answer.Summary with { ComputingTimes = times } };
    }

    private static string? Draw(VroomAnswerRoute route, string profile, Router router, CancellationToken cancellation)
    {
        var line = new List<Coordinate>();
        VroomAnswerStep? before = null;
        foreach (var step in route.Steps.Where(step => step.Type != "break"))
        {
            if (step.Location is not [var lon, var lat] || !Profiles.TryGetValue(step.Profile ?? profile, out var means))
                return null;
            if (before?.Location is [var lonBefore, var latBefore])
            {
                var leg = router.Route(means, [new Coordinate(lonBefore, latBefore), new Coordinate(lon, lat)], geometry: true, steps: false, cancellation);
                if (leg.Outcome != RouteOutcome.Ok)
                    return null;
                line.AddRange(leg.Legs[0].Coordinates.Skip(line.Count > 0 && line[^1] == leg.Legs[0].Coordinates[0] ? 1 : 0));
            }

            before = step;
        }

        return line.Count > 0 ? Polyline.Encode(line, 5) : null;
    }

    /// <summary>The same travel, for the checker.</summary>
    public static TravelBetween TablesOf(VroomProblem problem)
    {
        var index = problem.Places.Select((place, i) => (place, i)).ToDictionary(pair => pair.place, pair => pair.i);
        return (profile, from, to) =>
        {
            var matrix = problem.Matrices[profile];
            var leg = index[from] * matrix.Size + index[to];
            return (matrix.Durations[leg], matrix.Distances![leg]);
        };
    }
}
