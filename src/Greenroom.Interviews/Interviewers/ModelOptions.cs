using System.ComponentModel.DataAnnotations;

namespace Greenroom.Interviews.Interviewers;

/// <summary>The model that interviews and marks, through any OpenAI-compatible endpoint.</summary>
public sealed class ModelOptions : IValidatableObject
{
    private const string DefaultBaseUrl = "https://api.openai.com/v1";

    /// <summary><c>OPENAI_API_KEY</c>. Without it (and without another base URL) the built-in interviewer serves.</summary>
    public string? ApiKey { get; set; }

    /// <summary><c>OPENAI_BASE_URL</c>: any endpoint that speaks the chat completions protocol.</summary>
    public string BaseUrl { get; set; } = DefaultBaseUrl;

    /// <summary><c>OPENAI_MODEL</c>.</summary>
    public string Model { get; set; } = "gpt-5-mini";

    /// <summary><c>OPENAI_TIMEOUT_SECONDS</c>: the longest wait for one call, 1 to 60.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>A local endpoint often needs no key, so its address alone is enough.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(ApiKey) || BaseUrl != DefaultBaseUrl;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            yield return new ValidationResult($"OPENAI_BASE_URL must be an address such as {DefaultBaseUrl}, not \"{BaseUrl}\".");
        }
    }
}
