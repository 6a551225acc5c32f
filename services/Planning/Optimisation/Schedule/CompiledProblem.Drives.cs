namespace Routing.Optimisation.Schedule;

internal sealed partial class CompiledProblem
{
    // By matrix of loaded legs (null for others) and variant.
    private readonly Drive[][] drives;

    /// <summary>What driving a job's car through all its stops comes to.</summary>
    /// <param name="Metres">Over the legs that there is a way for.</param>
    /// <param name="HasWay">Between all stops.</param>
    /// <param name="MissingMetres">How much farther than it gets, where that is most; 0: it gets there.</param>
    public readonly record struct Drive(int Metres, bool HasWay, int MissingMetres)
    {
        public bool IsInRange => MissingMetres == 0;

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
                var missing = 0L;
                var left = (long)Range[j];
                for (var stop = FirstStop[v] + 1; stop < FirstStop[v + 1]; stop++)
                {
                    var recharged = Recharged[FirstSlot[j] + stop - 1 - FirstStop[v]];
                    if (recharged >= 0)
                        left = recharged;
                    var cell = Location[stop - 1] * Locations + Location[stop];
                    hasWay &= travel.Seconds[cell] >= 0;
                    metres += Math.Max(0, travel.Metres[cell]);
                    left -= Math.Max(0, travel.Metres[cell]);
                    missing = Math.Max(missing, -left);
                }

                all[v] = new Drive(
                    (int)Math.Min(metres, int.MaxValue),
                    hasWay,
                    (int)Math.Min(missing, int.MaxValue)
                );
            }
        }

        return all;
    }
}
