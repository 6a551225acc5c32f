namespace Routing.Messaging.Tests.Victim;

/// <summary>An order was taken. Sent by Orders, handled by Stock.</summary>
public sealed record OrderPlaced(int Number, OrderKind Kind, DateTimeOffset At);

/// <summary>Goods for an order were set aside. Sent by Stock, handled by Orders.</summary>
public sealed record GoodsReserved(int Number);

/// <summary>A message whose consumer always fails.</summary>
public sealed record PoisonSent(int Number);

/// <summary>A message that nobody subscribes to.</summary>
public sealed record NobodyListens(int Number);

/// <summary>A question to Stock.</summary>
public sealed record CountReserved;

public sealed record ReservedCount(int Count);

public enum OrderKind
{
    Normal,
    VeryUrgent,
}
