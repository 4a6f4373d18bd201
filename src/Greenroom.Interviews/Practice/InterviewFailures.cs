using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Interviews.Practice;

internal static class InterviewFailures
{
    public static readonly Failure NotFound = new("interview.not_found", "There is no such interview.", StatusCodes.Status404NotFound);

    public static readonly Failure Changed = new(
        "state.conflict", "The interview has changed in another tab. Reload to see where it stands.", StatusCodes.Status409Conflict);

    public static readonly Failure NotPausable = new("state.conflict", "Only an interview that runs can be paused.", StatusCodes.Status409Conflict);

    public static readonly Failure NotResumable = new(
        "state.conflict", "Only a paused interview can be resumed, and an abandoned one once.", StatusCodes.Status409Conflict);

    public static Failure LanguageUnsupported(string language) => new(
        "interview.language_unsupported",
        $"The built-in interviewer speaks English (en). For {language} this server needs a model: set OPENAI_API_KEY.",
        StatusCodes.Status422UnprocessableEntity);

    public static Failure UnknownTopics(IEnumerable<string> topics) =>
        CommonFailures.Invalid("topics", $"No such topic: {string.Join(", ", topics)}. GET /api/topics lists them.");
}
