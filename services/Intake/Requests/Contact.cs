namespace Routing.Intake.Requests;

/// <summary>How the customer is reached.</summary>
/// <param name="Name">As the customer writes it.</param>
/// <param name="Email">Null when not told.</param>
/// <param name="Phone">E.164; null when not told.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="NoteForDriver">Null when there is none.</param>
/// <param name="FewMessages">True where only what cannot be left out is to be told.</param>
internal sealed record Contact(string Name, string? Email, string? Phone, string Language, string? NoteForDriver, bool FewMessages = false);
