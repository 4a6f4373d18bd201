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

        // It travels in a header; what a header cannot hold would fail each call, one by one. Not repeated: it is a secret.
        if (ApiKey?.Any(c => c is <= ' ' or > '~') is true)
        {
            yield return new ValidationResult("OPENAI_API_KEY has a space, a line break or a letter that is not ASCII, which no key has.");
        }
    }
}
