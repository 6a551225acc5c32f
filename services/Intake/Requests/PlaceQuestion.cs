namespace Routing.Intake.Requests;

/// <summary>That a customer was asked where their car is, and what came of it.</summary>
/// <param name="AskedAt">When they were asked last.</param>
/// <param name="AnsweredAt">When it became known where the car is; null while it is not.</param>
/// <param name="ReleasedAt">When the lift that was held was given free, because nobody had answered; null where none was.</param>
internal sealed record PlaceQuestion(DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt = null, DateTimeOffset? ReleasedAt = null);
