using System.Globalization;
using FluentValidation;
using Routing.Contracts.Values;
using Routing.Planning.Roads;
using Routing.RoadNetwork;

namespace Routing.Planning.Endpoints;

/// <summary>A place must be near a road of the region.</summary>
internal static class PlaceRules
{
    /// <summary>Says how far the nearest road is when it is too far.</summary>
    public static IRuleBuilderOptionsConditions<T, Place?> OnARoad<T>(this IRuleBuilder<T, Place?> rule, RegionSource regions, PlanningOptions options) =>
        rule.Custom((place, context) =>
        {
            if (place is null)
            {
                context.AddFailure("A place is needed: lon and lat in degrees.");
                return;
            }

            if (!double.IsFinite(place.Lon) || Math.Abs(place.Lon) > 180 || !double.IsFinite(place.Lat) || Math.Abs(place.Lat) > 90)
            {
                context.AddFailure("lon must be from -180 to 180 and lat from -90 to 90, in degrees.");
                return;
            }

            if (regions.Current is not { } roads) return; // The endpoint answers that it is not ready.
            var found = roads.Router.Nearest(Profile.Car, RoadsInUse.PointOf(place));
            var at = string.Create(CultureInfo.InvariantCulture, $"{place.Lon}, {place.Lat}");
            if (found.Outcome != SnapOutcome.Ok)
                context.AddFailure($"{at} is more than 1,000 m from any road of {roads.Name}: is it lon before lat, and inside the region?");
            else if (found.Candidates[0].MetresAway > options.MaxSnapMetres)
                context.AddFailure(string.Create(CultureInfo.InvariantCulture, $"{at} is {found.Candidates[0].MetresAway:F0} m from the nearest road; at most {options.MaxSnapMetres} m is accepted."));
        });
}
