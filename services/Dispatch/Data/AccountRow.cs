namespace Routing.Dispatch.Data;

/// <summary>A person who can sign in.</summary>
internal sealed class AccountRow
{
    /// <summary>Lower case.</summary>
    public required string Name { get; init; }
    public required string Role { get; set; }

    /// <summary>As ASP.NET Core Identity writes it: algorithm, salt and rounds included.</summary>
    public required string PasswordHash { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }
}
