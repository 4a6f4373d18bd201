using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Start;

/// <summary>Options that an operator sets by a section of variables: <c>Accounts__SessionIdle</c>.</summary>
public static class SettingsSection
{
    /// <summary>Binds the options to the section. A value that their attributes refuse stops the start with a sentence that names the variable and says what is allowed.</summary>
    public static OptionsBuilder<TOptions> AddSettingsSection<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddSingleton<IValidateOptions<TOptions>>(new SectionRules<TOptions>(section));
        return services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
    }
}

/// <summary>In place of the framework's own validation, whose sentences name the class and the property.</summary>
internal sealed class SectionRules<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var refused =
            from property in typeof(TOptions).GetProperties()
            from rule in property.GetCustomAttributes<ValidationAttribute>()
            let value = property.GetValue(options)
            where !Accepts(rule, value)
            select string.Create(CultureInfo.InvariantCulture, $"{section}__{property.Name} must be {Allowed(rule)}, not {(value is string ? $"\"{value}\"" : value)}.");
        List<string> sentences = [.. refused];
        return sentences.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(sentences);
    }

    // The framework is content with the first letters of an address.
    private static bool Accepts(ValidationAttribute rule, object? value) => rule is UrlAttribute
        ? value is string address && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        : rule.IsValid(value);

    private static string Allowed(ValidationAttribute rule) => rule switch
    {
        RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"{(range.OperandType == typeof(TimeSpan) ? "a time" : "a whole number")} from {range.Minimum} to {range.Maximum}"),
        UrlAttribute => "an address such as https://greenroom.example.com",
        _ => throw new NotSupportedException($"There are no words yet for {rule.GetType().Name}."),
    };
}
