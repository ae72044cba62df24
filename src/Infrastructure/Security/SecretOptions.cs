using System.ComponentModel.DataAnnotations;

namespace Hivemind.Infrastructure.Security;

/// <summary>The key that makes stored secrets unreadable in the database.</summary>
public sealed class SecretOptions : IValidatableObject
{
    /// <summary>32 bytes in base64; null uses a key generated into the database, which protects no backup of it.</summary>
    public string? MasterKey { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        Span<byte> key = stackalloc byte[33];
        if (!string.IsNullOrEmpty(MasterKey) && !(Convert.TryFromBase64String(MasterKey, key, out var length) && length == SecretBox.KeyBytes))
            yield return new ValidationResult("Secrets:MasterKey must be 32 bytes in base64.");
    }
}
