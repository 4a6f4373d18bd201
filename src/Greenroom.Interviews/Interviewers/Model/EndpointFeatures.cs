namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>What an endpoint may not understand. It is asked for until a 400 names it and the call works without it.</summary>
[Flags]
internal enum Feature
{
    None = 0,
    ResponseFormat = 1,
    Temperature = 2,
    ReasoningEffort = 4,
    Store = 8,
    MaxTokens = 16,
}

/// <summary>Remembers, for as long as the process lives, what the endpoint did without.</summary>
internal sealed class EndpointFeatures(string baseUrl, string model)
{
    private static readonly (Feature Feature, string[] Names)[] Known =
    [
        (Feature.Temperature, ["temperature"]),
        (Feature.ReasoningEffort, ["reasoning"]),
        (Feature.MaxTokens, ["max_completion_tokens", "max_tokens"]),
        (Feature.Store, ["'store'", "\"store\"", "Parameter: store"]),
        (Feature.ResponseFormat, ["response_format", "json_schema", "schema"]),
    ];

    private readonly Feature _wanted = Wanted(new Uri(baseUrl).Host, model);
    private int _refused;

    public Feature Current => _wanted & ~(Feature)Volatile.Read(ref _refused);

    public void Remember(Feature refused) => Interlocked.Or(ref _refused, (int)refused);

    /// <summary>What to leave out after a 400 with this message; the one that it names, or else the one that fails most often.</summary>
    public static Feature Blame(string message, Feature used)
    {
        foreach (var (feature, names) in Known)
        {
            if (used.HasFlag(feature) && Array.Exists(names, name => message.Contains(name, StringComparison.OrdinalIgnoreCase)))
            {
                return feature;
            }
        }

        return used & Feature.ResponseFormat;
    }

    private static Feature Wanted(string host, string model)
    {
        var wanted = Feature.ResponseFormat | Feature.Temperature | Feature.MaxTokens;
        if (host == "api.openai.com")
        {
            wanted |= Feature.Store;

            // Their reasoning models think for longer than an interview can wait unless told otherwise.
            if (model.StartsWith("gpt-5", StringComparison.Ordinal) || (model.Length > 1 && model[0] == 'o' && char.IsAsciiDigit(model[1])))
            {
                wanted |= Feature.ReasoningEffort;
            }
        }

        return wanted;
    }
}
