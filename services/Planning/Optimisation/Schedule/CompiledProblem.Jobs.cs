using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

internal sealed partial class CompiledProblem
{
    private sealed class Slots
    {
        public readonly List<int> Service = [];
        public readonly List<int> PromisedStart = [];
        public readonly List<int> PromisedEnd = [];
        public readonly List<int> Workshop = [];
        public readonly List<WorkshopVisitKind> Kind = [];
        public readonly List<int> Recharged = [];
        public readonly List<int> Floor = [];
    }

    private sealed class Stops
    {
        public readonly List<int> First = [];
        public readonly List<int> Location = [];
        public readonly List<int> Alternative = [];
        public readonly List<int> FirstWindow = [];
        public readonly List<int> Open = [];
        public readonly List<int> Close = [];
    }

    private void AddJob(int j, Job job, Slots slots, Stops stops)
    {
        Promised[j] = job.Promised;
        Priority[j] = job.Priority;
        FirstSlot[j] = slots.Service.Count;
        FirstVariant[j] = stops.First.Count;
        var variants = 1;
        for (var i = 0; i < job.Stops.Count; i++)
        {
            var stop = job.Stops[i];
            variants *= stop.Alternatives.Count;
            if (stop.Workshop is { Kind: WorkshopVisitKind.CheckIn })
                CheckInSlot[j] = slots.Service.Count;
            if (stop.Workshop is { Kind: WorkshopVisitKind.Release })
                ReleaseSlot[j] = slots.Service.Count;
            if (stop.Workshop is { Kind: WorkshopVisitKind.CourtesyOut })
                CourtesyOutSlot[j] = slots.Service.Count;
            if (stop.Workshop is { Kind: WorkshopVisitKind.CourtesyBack })
                CourtesyBackSlot[j] = slots.Service.Count;
            slots.Service.Add(stop.ServiceSeconds);
            slots.PromisedStart.Add(stop.Promised?.Start ?? 0);
            slots.PromisedEnd.Add(stop.Promised?.End ?? Window.Never);
            slots.Workshop.Add(stop.Workshop?.Workshop ?? -1);
            slots.Kind.Add(stop.Workshop?.Kind ?? WorkshopVisitKind.Call);
            slots.Recharged.Add(stop.RechargedMetres ?? -1);
            slots.Floor.Add(0);
        }

        WaitSlot[j] = ReleaseSlot[j] >= 0 ? ReleaseSlot[j] : FirstSlot[j];
        slots.Floor[WaitSlot[j]] = job.ReadyAt ?? 0;

        // The variants count through the alternatives like the digits of a number, the last stop fastest.
        for (var number = 0; number < variants; number++)
        {
            stops.First.Add(stops.Location.Count);
            var weight = variants;
            var rest = number;
            for (var i = 0; i < job.Stops.Count; i++)
            {
                weight /= job.Stops[i].Alternatives.Count;
                AddStop(job, i, rest / weight, stops);
                rest %= weight;
            }
        }
    }

    private void AddStop(Job job, int i, int choice, Stops stops)
    {
        var stop = job.Stops[i];
        var alternative = stop.Alternatives[choice];
        stops.Location.Add(alternative.Location);
        stops.Alternative.Add(choice);
        stops.FirstWindow.Add(stops.Open.Count);
        var windows = alternative.Windows.Count == 0 ? [Window.Always] : alternative.Windows;
        var opening = stop.Workshop is { } visit ? Source.Workshops[visit.Workshop].Opening : [];
        var locked = i == 0 && job.Locks.Time is { } time ? time : Window.Always;
        foreach (var window in windows)
        {
            if (opening.Count == 0)
                Add(window, Window.Always);
            foreach (var open in opening)
                Add(window, open);
        }

        void Add(Window window, Window opening)
        {
            var from = Math.Max(Math.Max(window.Start, opening.Start), locked.Start);
            var to = Math.Min(Math.Min(window.End, opening.End), locked.End);
            if (from > to)
                return;
            stops.Open.Add(from);
            stops.Close.Add(to);
        }
    }

    /// <summary>The variant that makes these choices, in the order of the job's stops.</summary>
    public int VariantOf(int j, ReadOnlySpan<int> alternatives)
    {
        for (var v = FirstVariant[j]; v < FirstVariant[j + 1]; v++)
        {
            if (
                alternatives.SequenceEqual(
                    Alternative.AsSpan(FirstStop[v], FirstStop[v + 1] - FirstStop[v])
                )
            )
                return v;
        }

        return -1;
    }
}
