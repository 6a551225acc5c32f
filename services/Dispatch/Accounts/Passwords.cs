using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Accounts;

/// <summary>Makes and checks passwords. Thread-safe.</summary>
internal sealed class Passwords
{
    /// <summary>Shortest password that a person may choose, characters.</summary>
    public const int MinLength = 10;

    /// <summary>Longest, so that hashing one stays cheap.</summary>
    public const int MaxLength = 200;

    // 14 consonants and 5 vowels that are told apart when read aloud: 6.1 bits a syllable, 61 bits in ten.
    private const string Consonants = "bdfghklmnprstv";
    private const string Vowels = "aeiou";
    private const int Groups = 5;

    private readonly PasswordHasher<AccountRow> hasher = new();

    // Of a name that does not exist this is checked instead, so that the answer takes as long.
    private readonly Lazy<string> nobodys;

    public Passwords() => nobodys = new Lazy<string>(() => Hash(New()));

    /// <summary>A random one that can be read aloud, such as <c>bako-tidu-mesi-lofa-runa</c>.</summary>
    public static string New() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => Syllable() + Syllable()));

    public string Hash(string password) => hasher.HashPassword(null!, password);

    /// <summary>False also for an account that does not exist, in the same time.</summary>
    public bool Matches(AccountRow? account, string password)
    {
        // Made at the first call whoever is asked for, or that one call would tell by its length that there is no such name.
        var nobody = nobodys.Value;
        return hasher.VerifyHashedPassword(null!, account?.PasswordHash ?? nobody, password) != PasswordVerificationResult.Failed && account is not null;
    }

    private static string Syllable() => $"{Pick(Consonants)}{Pick(Vowels)}";

    private static char Pick(string from) => from[RandomNumberGenerator.GetInt32(from.Length)];
}
