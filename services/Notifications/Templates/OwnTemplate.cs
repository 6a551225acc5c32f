using Routing.Notifications.Notices;

namespace Routing.Notifications.Templates;

/// <summary>A workshop's template, which stands in for ours.</summary>
internal sealed class OwnTemplate
{
    public required Guid WorkshopId { get; init; }

    /// <summary>One of <see cref="TemplateSet.Languages"/>.</summary>
    public required string Language { get; init; }

    public required NoticeKind Kind { get; init; }

    /// <summary>As it was written; it was found to be right before it was kept.</summary>
    public required string Source { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Name of the account.</summary>
    public required string ChangedBy { get; set; }

    public Template Parsed => Template.Parse(Source);
}
