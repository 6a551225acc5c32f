namespace Routing.Optimisation.Schedule;

/// <summary>What the order of a route alone decides, whatever the clock: where own means are, what is aboard, sums.</summary>
internal struct Standing
{
    public long Fixed; // metres, rides, other drivers and orders, in cost units
    public int LastPublished; // greatest published position so far
    public int MeansAt; // location of own means, -1 with the driver
    public int Charge; // metres left
    public int OwnMetres; // by own means
    public int Aboard; // cars on the transporter

    public static Standing Of(ResourceData resource) =>
        new()
        {
            LastPublished = -1,
            MeansAt = resource.MeansAt == resource.Start ? -1 : resource.MeansAt,
            Charge = resource.Charged,
        };
}
