using Routing.Contracts.Values;
using Routing.Demo.Play;

namespace Routing.Host.Tests;

public sealed class SimulatedDriverTests
{
    private static readonly Guid Move = Guid.CreateVersion7();
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly SimulatedDriver driver = new(Guid.CreateVersion7(), "Driver 1", "token") { Sheet = Sheet(1) };

    // Bug: a stop that was refused since the plan had just changed was never driven, though the new sheet had it too.
    [Fact]
    public void What_was_refused_is_driven_when_a_newer_sheet_has_it()
    {
        driver.Refuse(Move);
        Assert.Null(driver.Next());
        driver.Sheet = Sheet(2);
        Assert.Equal(Move, driver.Next()?.MoveId);
    }

    [Fact]
    public void What_failed_is_not_driven_again()
    {
        driver.Abandon(Move);
        driver.Sheet = Sheet(2);
        Assert.Null(driver.Next());
    }

    private static RouteSheet Sheet(int version) => new()
    {
        DriverId = Guid.Empty,
        DriverName = "Driver 1",
        Area = "town",
        Day = DateOnly.FromDateTime(Morning.UtcDateTime),
        TimeZone = "UTC",
        PlanVersion = version,
        Means = Means.Scooter,
        Shift = new Window(Morning, Morning.AddHours(8)),
        Stops = [new RouteStop { Kind = StopKind.Collect, MoveId = Move, Place = new Place(-56.16, -34.9), Eta = Morning, Departure = Morning }],
    };
}
