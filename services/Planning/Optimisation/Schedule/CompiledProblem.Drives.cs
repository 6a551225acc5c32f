namespace Routing.Optimisation.Schedule;

internal sealed partial class CompiledProblem
{
    // By matrix of loaded legs (null for others) and variant.
    private readonly Drive[][] drives;

    /// <summary>What driving a job's car through all its stops comes to.</summary>
    /// <param name="Metres">Over the legs that there is a way for.</param>
    /// <param name="HasWay">Between all stops.</param>
    /// <param name="IsInRange">The car gets that far.</param>
    public readonly record struct Drive(int Metres, bool HasWay, bool IsInRange)
    {
        public bool IsPossible => HasWay && IsInRange;
    }

    public Drive DriveOf(ResourceData resource, int variant) =>
        drives[resource.LoadedMatrix][variant];

    private Drive[] Drives(Travel travel)
    {
        var all = new Drive[FirstStop.Length - 1];
        for (var j = 0; j < JobCount; j++)
        {
            for (var v = FirstVariant[j]; v < FirstVariant[j + 1]; v++)
            {
                var metres = 0L;
                var hasWay = true;
                for (var stop = FirstStop[v] + 1; stop < FirstStop[v + 1]; stop++)
                {
                    var cell = Location[stop - 1] * Locations + Location[stop];
                    hasWay &= travel.Seconds[cell] >= 0;
                    metres += Math.Max(0, travel.Metres[cell]);
                }

                all[v] = new Drive((int)Math.Min(metres, int.MaxValue), hasWay, metres <= Range[j]);
            }
        }

        return all;
    }
}
