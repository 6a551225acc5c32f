using System.Linq.Expressions;
using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Drivers.Data;
using Routing.Drivers.Steps;

namespace Routing.Drivers.Endpoints;

internal static class StepsEndpoints
{
    public static void MapSteps(this WebApplication app)
    {
        var steps = app.MapGroup("/api/workshops/{workshopId:guid}/steps").WithTags("Steps").Admits(Door.Adviser);
        steps.MapGet("/", Get).WithName("GetSteps")
            .WithSummary("What drivers ask, photograph and have signed when a car changes hands: the newest version, or the one that is named; version 0 is what a workshop has that made none");
        steps.MapPut("/", Put).WithName("PutSteps").Validated<StepsBody>()
            .WithSummary("Makes a new version. Stops at which a driver has arrived keep the version that they began with");
    }

    private static async Task<Results<Ok<StepsAnswer>, ProblemHttpResult>> Get(
        Guid workshopId, DriversContext context, StepBook book, CancellationToken cancellationToken, int? version = null)
    {
        var wanted = version ?? await book.Present(workshopId, cancellationToken);
        return await book.Find(workshopId, wanted, cancellationToken) is { } set
            ? TypedResults.Ok(StepsAnswer.Of(workshopId, wanted, set, await context.StepLists.FindAsync([workshopId, wanted], cancellationToken)))
            : DriversFaults.UnknownSteps.With($"The workshop's steps have no version {wanted}. Without 'version' the newest is shown.");
    }

    private static async Task<Results<Ok<StepsAnswer>, ProblemHttpResult>> Put(
        Guid workshopId, StepsBody body, HttpContext http, DriversContext context, StepBook book, TimeProvider clock, CancellationToken cancellationToken)
    {
        var present = await book.Present(workshopId, cancellationToken);
        if (body.BasedOn is { } basis && basis != present) return ChangedMeanwhile(present);
        var set = new StepSet(body.Collect!, body.CheckIn!, body.PickUp!, body.Return!);
        var text = JsonSerializer.Serialize(set, WireJson.Options);
        var known = (await book.Find(workshopId, present, cancellationToken))!;
        if (JsonSerializer.Serialize(known, WireJson.Options) == text)
            return TypedResults.Ok(StepsAnswer.Of(workshopId, present, known, await context.StepLists.FindAsync([workshopId, present], cancellationToken)));
        var made = new StepList { WorkshopId = workshopId, Version = present + 1, Body = text, By = http.User.Identity?.Name ?? "staff", At = clock.GetUtcNow() };
        context.StepLists.Add(made);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two versions at one moment: the other has the number.
            return ChangedMeanwhile(present + 1);
        }

        return TypedResults.Ok(StepsAnswer.Of(workshopId, made.Version, set, made));
    }

    private static ProblemHttpResult ChangedMeanwhile(int present) =>
        DriversFaults.StepsChanged.With($"Version {present} is in force now. Look at it, and send the change again if it is still wanted.");
}

/// <summary>A workshop's steps.</summary>
/// <param name="WorkshopId">Whose.</param>
/// <param name="Version">0 where the workshop has made none of its own.</param>
/// <param name="Collect">When a customer's car is taken over at the customer's.</param>
/// <param name="CheckIn">When a car is handed over at the workshop.</param>
/// <param name="PickUp">When a car is taken over at the workshop.</param>
/// <param name="Return">When a car is handed over at the customer's.</param>
/// <param name="By">Who made the version; null for version 0.</param>
/// <param name="At">When; null for version 0.</param>
internal sealed record StepsAnswer(
    Guid WorkshopId, int Version, IReadOnlyList<Step> Collect, IReadOnlyList<Step> CheckIn, IReadOnlyList<Step> PickUp, IReadOnlyList<Step> Return, string? By, DateTimeOffset? At)
{
    public static StepsAnswer Of(Guid workshopId, int version, StepSet set, StepList? list) =>
        new(workshopId, version, set.Collect, set.CheckIn, set.PickUp, set.Return, list?.By, list?.At);
}

/// <summary>A workshop's steps as they are to be, whole.</summary>
internal sealed record StepsBody
{
    /// <summary>The version that was changed: refused where another one is in force by now. Null: whatever is.</summary>
    public int? BasedOn { get; init; }

    public IReadOnlyList<Step>? Collect { get; init; }

    public IReadOnlyList<Step>? CheckIn { get; init; }

    public IReadOnlyList<Step>? PickUp { get; init; }

    public IReadOnlyList<Step>? Return { get; init; }
}

internal sealed class StepsBodyValidator : AbstractValidator<StepsBody>
{
    public StepsBodyValidator()
    {
        List(body => body.Collect!);
        List(body => body.CheckIn!);
        List(body => body.PickUp!);
        List(body => body.Return!);
    }

    private void List(Expression<Func<StepsBody, IEnumerable<Step>>> list)
    {
        RuleFor(list).NotNull().WithMessage("Give the list whole; an empty one asks for the mileage alone.");
        RuleFor(list).Must(steps => steps is null || steps.Count() <= StepSet.MostSteps).WithMessage($"A list holds {StepSet.MostSteps} steps.")
            .Must(steps => steps is null || IsEachOnce(steps.Select(step => step.Key))).WithMessage("Two steps have the same key.")
            .Must(steps => steps is null || IsEachOnce(steps.Select(step => step.Kind).Where(kind => kind is not (StepKind.Photo or StepKind.Question))))
            .WithMessage("Only photos and questions may be there more than once.");
        RuleForEach(list).SetValidator(new StepValidator());
    }

    private static bool IsEachOnce<T>(IEnumerable<T> values)
    {
        var seen = new HashSet<T>();
        return values.All(seen.Add);
    }
}

internal sealed class StepValidator : AbstractValidator<Step>
{
    /// <summary>Sides that every page has a name for.</summary>
    private static readonly HashSet<string> KnownSides = ["front", "right", "rear", "left", "inside", "other", StepCheck.KeyPlace];

    public StepValidator()
    {
        RuleFor(step => step.Key).NotEmpty().Matches("^[A-Za-z][A-Za-z0-9-]{0,39}$").WithMessage("A key is up to 40 letters, digits and hyphens, and begins with a letter.");
        RuleFor(step => step.Kind).IsInEnum();
        RuleFor(step => step.Answer).NotNull().When(step => step.Kind == StepKind.Question).WithMessage("Say how the question is answered: yesNo or text.");
        RuleFor(step => step.Answer).Null().When(step => step.Kind != StepKind.Question).WithMessage("Only a question is answered.");
        RuleFor(step => step.Text).Must(text => text is { Count: > 0 })
            .When(step => step.Kind == StepKind.Question || (step.Kind == StepKind.Photo && !KnownSides.Contains(step.Key)))
            .WithMessage("Say in one language at least what is asked, or what the photo is to show: for example {en: ...}.");
        RuleFor(step => step.Text).Must(text => text is null || text.All(pair => pair.Key.Length is >= 2 and <= 10 && pair.Value is { Length: > 0 and <= 300 }))
            .WithMessage("A text goes by its language, such as 'en', and has up to 300 characters.");
    }
}
