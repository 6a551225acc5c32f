using FluentValidation;
using Routing.Contracts.Values;
using Routing.Intake.Workshops;

namespace Routing.Intake.Requests;

/// <summary>What a wish is for.</summary>
internal enum WishPurpose
{
    Book,
    Change,
    Quote,
}

/// <summary>What a wish is held against.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Workshop">Whose zone and country count; null while the workshop is unknown.</param>
/// <param name="IsStaff">True where more is allowed.</param>
/// <param name="Now">The present.</param>
/// <param name="Previous">What is wished so far; null where there is nothing yet.</param>
internal sealed record WishTerms(WishPurpose Purpose, Workshop? Workshop, bool IsStaff, DateTimeOffset Now, RequestDetails? Previous)
{
    private const string Key = "terms";

    public NodaTime.DateTimeZone Zone => Workshop?.Zone ?? NodaTime.DateTimeZone.Utc;

    public ValidationContext<T> ContextOf<T>(T wish) => new(wish) { RootContextData = { [Key] = this } };

    public static WishTerms Of(IValidationContext context) => (WishTerms)context.RootContextData[Key];

    public bool HasCollection(Wish wish) => wish.Collection ?? (Previous is null || Previous.CollectionMoveId is not null);

    /// <summary>True where the customer is still to say where the car is.</summary>
    public bool IsPlaceAsked(Wish wish) =>
        Purpose != WishPurpose.Quote && HasCollection(wish) && !(wish.Places?.Count > 0)
        && (Previous is null ? wish.AskPlace == true : Previous.IsPlaceAsked());

    public bool HasReturn(Wish wish) => wish.Return ?? Previous?.ReturnMoveId is not null;
}
