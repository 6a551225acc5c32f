using Routing.Contracts.Values;

namespace Routing.Demo.Play;

/// <summary>What goes wrong on the demo day, once each: a late customer, a no-show, and a breakdown.</summary>
internal sealed class Incidents
{
    private int collections;
    private int visits;
    private bool brokenDown;

    /// <summary>The eighth customer visited is late.</summary>
    public bool CustomerIsLate(RouteStop stop) => stop.Kind == StopKind.Collect && collections == 8;

    /// <summary>The twelfth customer visited is not there.</summary>
    public bool NobodyThere(RouteStop stop) => stop.Kind == StopKind.Collect && ++collections == 12;

    /// <summary>The driver of the twentieth visit to a customer breaks down on the way there.</summary>
    public bool BreaksDown(RouteStop stop)
    {
        if (stop.Kind != StopKind.Collect || brokenDown || ++visits < 20) return false;
        return brokenDown = true;
    }
}
