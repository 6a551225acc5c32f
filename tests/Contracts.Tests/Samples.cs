using System.Reflection;

namespace Routing.Contracts.Tests;

/// <summary>Makes a message with every field filled, the same at every run.</summary>
internal static class Samples
{
    public static object Of(Type type) => Value(type, type.Name);

    private static object Value(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return name.ToLowerInvariant();
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 7;
        if (type == typeof(long)) return 8L;
        if (type == typeof(double)) return 1.5;
        if (type == typeof(Guid)) return new Guid("01890a5d-ac96-774b-bcce-b302099a8057");
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 11, 25, 11, 30, 0, TimeSpan.Zero);
        if (type == typeof(DateOnly)) return new DateOnly(2026, 11, 25);
        if (type == typeof(TimeOnly)) return new TimeOnly(8, 30);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(1)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var element = type.GetGenericArguments()[0];
            var list = Array.CreateInstance(element, 1);
            list.SetValue(Value(element, name), 0);
            return list;
        }

        return Record(type);
    }

    private static object Record(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.ParameterType, p.Name!))]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            if (constructor.GetParameters().Any(p => string.Equals(p.Name, property.Name, StringComparison.Ordinal))) continue;
            property.SetValue(made, Value(property.PropertyType, property.Name));
        }

        return made;
    }
}
