using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Greenroom.Accounts.Users;

/// <summary>An e-mail address as people have them: no display name, no list, no quotes, nothing that could end a header of a mail.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class PlainAddressAttribute() : DataTypeAttribute(DataType.EmailAddress)
{
    public override bool IsValid(object? value) => value is null || (value is string text && Shape().IsMatch(text.Trim()));

    public override string FormatErrorMessage(string name) => "Give one address, such as ada@example.org.";

    [GeneratedRegex(@"^[^\s\p{C}<>()\[\],;:\\""@]+@[^\s\p{C}<>()\[\],;:\\""@]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
