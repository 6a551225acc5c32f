using System.Globalization;
using System.Text;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Optimisation.Reasons;
using Reason = Routing.Contracts.Values.Reason;

namespace Routing.Planning.Plans;

/// <summary>The optimiser's reasons as they go on the wire.</summary>
internal static class Reasons
{
    public static Reason ToWire(Optimisation.Reasons.Reason reason, Guid moveId, DayModel model) =>
        model.OutOfRange.TryGetValue(moveId, out var outOfRange) ? outOfRange
        : reason.Change is AddCourtesyCars lacks && model.CourtesyCarAt(lacks.Workshop) is { } car
            ? new("courtesy-car-late", $"The courtesy car {car.Vehicle.Plate} is not back from its last customer by then.", "if it were back earlier, or another one were kept for the customer")
            : new(Code(reason.Code), reason.Text, reason.Change is { } change ? Words(change, model) : null);

    public static Reason Closed(WorkshopChanged workshop, Closure closure)
    {
        var days = closure.From == closure.Until
            ? string.Create(CultureInfo.InvariantCulture, $"on {closure.From:yyyy-MM-dd}")
            : string.Create(CultureInfo.InvariantCulture, $"from {closure.From:yyyy-MM-dd} to {closure.Until:yyyy-MM-dd}");
        return new("workshop-closed", $"{workshop.Name} is closed {days}: {closure.Why}.", "Name another day.");
    }

    /// <summary><c>ReceptionFull</c> is <c>reception-full</c>.</summary>
    private static string Code(ReasonCode code)
    {
        var text = new StringBuilder();
        foreach (var c in code.ToString())
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    private static string? Words(Change change, DayModel model)
    {
        return change switch
        {
            WidenWindow { EarlierSeconds: > 0, LaterSeconds: 0 } w => $"if its window opened {Minutes(w.EarlierSeconds)} earlier",
            WidenWindow { EarlierSeconds: 0 } w => $"if its window closed {Minutes(w.LaterSeconds)} later",
            WidenWindow w => $"if its window opened {Minutes(w.EarlierSeconds)} earlier and closed {Minutes(w.LaterSeconds)} later",
            ExtendShift { EarlierSeconds: 0 } e when Name(e.ResourceId) is { } who => $"if {who} stayed {Minutes(e.LaterSeconds)} longer",
            ExtendShift e when Name(e.ResourceId) is { } who => $"if {who} started {Minutes(e.EarlierSeconds)} earlier",
            AddSkills a when Name(a.ResourceId) is { } who => $"if {who} had the skill {string.Join(" and ", a.Skills)}",
            ExtendReach e when Name(e.ResourceId) is { } who => $"if {who} went {e.Metres} m further on a leg",
            ExtendCharge e when Name(e.ResourceId) is { } who => $"if {who} had charge for {e.Metres} m more",
            ExtendRange e => $"if the car got {e.Metres} m further",
            AddCourtesyCars a => a.Cars == 1 ? "if there were one more courtesy car" : $"if there were {a.Cars} more courtesy cars",
            AddTransporter a when Name(a.Like) is { } who => $"if there were a transporter that works like {who}",
            RaiseJobLimit r when Name(r.ResourceId) is { } who => $"if {who} took {r.Jobs} more",
            Unlock => "if its lock were lifted",
            ReadyEarlier r when model.Moves.TryGetValue(r.JobId, out var swap) && swap.Move.Kind == MoveKind.Swap => $"if the courtesy car were back {Minutes(r.Seconds)} earlier",
            ReadyEarlier r => $"if the car were ready {Minutes(r.Seconds)} earlier",
            ShortenWork s => $"if the work on the car took {Minutes(s.Seconds)} less",
            WidenWorkshop { ReceptionPerQuarter: > 0 } w => $"if reception took {w.ReceptionPerQuarter} more in a quarter of an hour",
            WidenWorkshop { Parking: > 0 } w => w.Parking == 1 ? "if one more car could be parked" : $"if {w.Parking} more cars could be parked",
            WidenWork { Skill: { } skill } => $"if one more technician had the skill {skill}",
            WidenWork { Lifts: 0 } => "if there were one more technician",
            WidenWork { Technicians: 0 } => "if there were one more lift",
            WidenWork => "if there were one more lift and one more technician",
            OpenLonger { EarlierSeconds: 0 } o => $"if the workshop closed {Minutes(o.LaterSeconds)} later",
            OpenLonger o => $"if the workshop opened {Minutes(o.EarlierSeconds)} earlier",
            Optimisation.Reasons.AddDriver a when Name(a.Like) is { } who => $"if there were one more driver like {who}",
            Combined c => string.Join(" and ", c.Changes.Select(one => Words(one, model)).OfType<string>()) is { Length: > 0 } all ? all : null,
            _ => null,
        };

        string? Name(Guid driver) => model.Drivers.TryGetValue(driver, out var known) ? known.Day.Driver.Name : null;
    }

    private static string Minutes(int seconds) => (seconds + 59) / 60 == 1 ? "1 minute" : $"{(seconds + 59) / 60} minutes";
}
