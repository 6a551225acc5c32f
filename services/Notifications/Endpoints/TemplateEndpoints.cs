using System.Security.Claims;
using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Notifications.Data;
using Routing.Notifications.Notices;
using Routing.Notifications.Templates;

namespace Routing.Notifications.Endpoints;

/// <summary>A workshop's own words to its customers.</summary>
internal static class TemplateEndpoints
{
    private const int MaxLength = 10_000;

    public static void MapTemplates(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/templates").WithTags("Templates").Admits(Door.Adviser);
        group.MapGet("/{workshopId:guid}", List).WithName("ListTemplates").WithSummary("Every message in every language as this workshop's customers get it: its own template, or the usual one.");
        group.MapPut("/{workshopId:guid}/{language}/{what}", Put).Validated<TemplateBody>().WithName("PutTemplate").WithSummary("The workshop's own template for a message, from the next one on.");
        group.MapDelete("/{workshopId:guid}/{language}/{what}", Delete).WithName("DeleteTemplate").WithSummary("Back to the usual template.");
        group.MapPost("/preview", Preview).Validated<PreviewBody>().WithName("PreviewTemplate")
            .WithSummary("A message with an example's facts: as a mail and as a text message, once with all that may be known and once with as little.");
    }

    internal sealed record TemplateBody(string? Source);

    /// <summary>What is previewed; without a source, the usual template.</summary>
    internal sealed record PreviewBody(string? Language, string? What, string? Source);

    internal sealed record ListedTemplate(string Language, string What, string Source, bool IsOwn, DateTimeOffset? ChangedAt, string? ChangedBy);

    internal sealed record PreviewedMessage(string Subject, string Mail, string Text, int TextLength);

    internal sealed record PreviewAnswer(PreviewedMessage Full, PreviewedMessage Bare);

    internal sealed class TemplateBodyValidator : AbstractValidator<TemplateBody>
    {
        public TemplateBodyValidator()
        {
            RuleFor(body => body.Source).NotEmpty().WithMessage("Give the template: Subject, Text, an empty line and the mail.").BeTemplate();
        }
    }

    internal sealed class PreviewBodyValidator : AbstractValidator<PreviewBody>
    {
        public PreviewBodyValidator()
        {
            RuleFor(body => body.Language).Must(language => TemplateSet.Languages.Contains(language, StringComparer.Ordinal)).WithMessage($"One of {string.Join(", ", TemplateSet.Languages)}.");
            RuleFor(body => body.What).Must(what => KindOf(what) is not null).WithMessage($"One of {string.Join(", ", Kinds)}.");
            RuleFor(body => body.Source).BeTemplate();
        }
    }

    private static IEnumerable<string> Kinds => Enum.GetValues<NoticeKind>().Select(NameOf);

    private static void BeTemplate<T>(this IRuleBuilder<T, string?> rule) => rule.MaximumLength(MaxLength).WithMessage("At most {MaxLength} characters.").Custom((source, context) =>
    {
        if (string.IsNullOrEmpty(source)) return;
        try
        {
            var template = Template.ParseKnown(source);
            if (template.ConfusesEstimate) context.AddFailure("A line of it tells the estimate {eta} beside the promise {window}: give each a line of its own, or one is taken for the other.");
            if (!template.HasFallbacks) context.AddFailure("The last Subject and the last Text are for when nothing else is known: they may name {name}, and the Text {link}, and no other field.");
            if (!template.HasLink) context.AddFailure("The mail and each Text need {link}: without it the customer can neither change nor cancel.");
        }
        catch (FormatException wrong)
        {
            context.AddFailure(wrong.Message);
        }
    });

    private static async Task<Ok<List<ListedTemplate>>> List(Guid workshopId, NotificationsContext data, TemplateSet templates, CancellationToken cancellationToken)
    {
        var own = await data.OwnTemplates.AsNoTracking().Where(t => t.WorkshopId == workshopId).ToDictionaryAsync(t => (t.Language, t.Kind), cancellationToken);
        var listed = from language in TemplateSet.Languages
                     from kind in Enum.GetValues<NoticeKind>()
                     let mine = own.GetValueOrDefault((language, kind))
                     select new ListedTemplate(language, NameOf(kind), mine?.Source ?? templates.SourceOf(language, kind), mine is not null, mine?.ChangedAt, mine?.ChangedBy);
        return TypedResults.Ok(listed.ToList());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Put(
        Guid workshopId, string language, string what, TemplateBody body, ClaimsPrincipal user, NotificationsContext data, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Find(language, what) is not { } kind) return Unknown(language, what);
        var (now, by) = (clock.GetUtcNow(), user.Identity?.Name ?? "?");
        if (await data.OwnTemplates.FindAsync([workshopId, language, kind], cancellationToken) is { } known)
            (known.Source, known.ChangedAt, known.ChangedBy) = (body.Source!, now, by);
        else
            data.Add(new OwnTemplate { WorkshopId = workshopId, Language = language, Kind = kind, Source = body.Source!, ChangedAt = now, ChangedBy = by });
        await data.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(Guid workshopId, string language, string what, NotificationsContext data, CancellationToken cancellationToken)
    {
        if (Find(language, what) is not { } kind) return Unknown(language, what);
        await data.OwnTemplates.Where(t => t.WorkshopId == workshopId && t.Language == language && t.Kind == kind).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static Ok<PreviewAnswer> Preview(PreviewBody body, Wording wording)
    {
        var kind = KindOf(body.What)!.Value;
        var own = string.IsNullOrEmpty(body.Source) ? null : Template.ParseKnown(body.Source);
        return TypedResults.Ok(new PreviewAnswer(
            Of(wording.Word(kind, Example.Facts, Example.Zone, Example.Addressee, body.Language, own)),
            Of(wording.Word(kind, new(), zone: null, Example.Addressee with { Car = null }, body.Language, own))));

        static PreviewedMessage Of(Worded worded) => new(worded.Subject, worded.Body, worded.Text, worded.Text.Length);
    }

    private static NoticeKind? Find(string language, string what) => TemplateSet.Languages.Contains(language, StringComparer.Ordinal) ? KindOf(what) : null;

    private static NoticeKind? KindOf(string? what) =>
        Enum.GetValues<NoticeKind>().Where(kind => NameOf(kind) == what).Cast<NoticeKind?>().FirstOrDefault();

    private static string NameOf(NoticeKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static ProblemHttpResult Unknown(string language, string what) =>
        NotificationsFaults.UnknownTemplate.With($"There is no template {language}/{what}: languages are {string.Join(", ", TemplateSet.Languages)}; messages are {string.Join(", ", Kinds)}.");
}
