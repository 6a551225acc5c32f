namespace Routing.Checking;

/// <summary>What a check found.</summary>
/// <param name="Faults">What the answer breaks or says wrongly, in words; empty when checker and answer agree.</param>
/// <param name="Vehicles">Used.</param>
/// <param name="Distance">Of all routes, in the problem's own unit.</param>
public sealed record Verdict(IReadOnlyList<string> Faults, int Vehicles, double Distance)
{
    public bool Agrees => Faults.Count == 0;
}
