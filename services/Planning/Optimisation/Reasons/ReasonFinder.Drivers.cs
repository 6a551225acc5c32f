using Routing.Optimisation.Model;

namespace Routing.Optimisation.Reasons;

internal sealed partial class ReasonFinder
{
    // Drivers whose like is imagined where no single change helps.
    private const int MostImagined = 2;
    private const int MostLikes = 8;

    private Change? imagined;
    private string imaginedText = "";

    private void MoreDrivers()
    {
        foreach (var like in Likes())
        {
            Offer(
                DriverEffort,
                new AddDriver(like.Id, Mixed(job.Id, like.Id)),
                ReasonCode.NoDriverFree,
                _ =>
                    $"Every driver who could take it is busy then; it fits with one more driver like {Words.Driver(like)} ({Words.Clock(like.ShiftStart)}-{Words.Clock(like.ShiftEnd)})."
            );
        }
    }

    // One driver of each shift, means and start, of those who may take the job; of all, where nobody may.
    private List<Resource> Likes() =>
        [
            .. problem
                .Resources.Where(
                    (_, r) =>
                        NobodyCan() || schedule.Problem.CanServe[r * schedule.Problem.JobCount + j]
                )
                .DistinctBy(one =>
                    (
                        one.ShiftStart,
                        one.ShiftEnd,
                        one.StartLocation,
                        one.EmptyMatrix,
                        one.MaxEmptyMetres,
                        one.Places
                    )
                )
                .Take(MostLikes),
        ];

    // Where nothing else helps, the tightest constraint is the one that a driver with nothing else to do would meet.
    private void ImagineDrivers()
    {
        var real = problem;
        var likes = Likes();
        foreach (var like in likes.Take(MostImagined))
        {
            imagined = new AddDriver(like.Id, Mixed(job.Id, like.Id));
            imaginedText =
                $"Not even one more driver like {Words.Driver(like)} could take it as it is. ";
            problem = imagined.Apply(real);
            TrySmallChanges();
        }

        problem = real;
        imagined = null;
        imaginedText = "";
    }

    private Reason? NeedsTransporter()
    {
        if (!job.CannotBeDriven || problem.Resources.Any(resource => resource.Places > 0))
            return null;
        foreach (
            var like in problem.Resources.DistinctBy(one =>
                (one.ShiftStart, one.ShiftEnd, one.StartLocation, one.LoadedMatrix)
            )
        )
        {
            Offer(
                DriverEffort,
                new AddTransporter(like.Id, Mixed(job.Id, like.Id)),
                ReasonCode.NeedsTransporter,
                _ =>
                    $"It cannot be driven and there is no transporter; it fits with one that works like {Words.Driver(like)} ({Words.Clock(like.ShiftStart)}-{Words.Clock(like.ShiftEnd)})."
            );
        }

        return best
            ?? new Reason(
                ReasonCode.NeedsTransporter,
                "It cannot be driven and there is no transporter.",
                null
            );
    }
}
