using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Builder;

namespace Greenroom.Platform.Http;

/// <summary>The refusals of a route beyond those that every route of its kind has (not signed in, unreadable body, too many requests).</summary>
public sealed record Refusals(IReadOnlyList<Failure> Failures);

/// <summary>A header that an answer of this route carries.</summary>
public sealed record AnswerHeader(int Status, string Name, string Description);

/// <summary>Marks a route that honours the header <c>Idempotency-Key</c>.</summary>
/// <param name="LongestKey">The largest number of characters that it takes.</param>
public sealed record HonoursIdempotencyKey(int LongestKey);

/// <summary>Marks a route that can answer with server-sent events.</summary>
/// <param name="Events">A record with one nullable property for each event: the name is that of the event, the value its data.</param>
/// <param name="Numbered">Whether events carry an id to go on after.</param>
public sealed record StreamsEvents(Type Events, bool Numbered = true);

/// <summary>Marks a parameter that takes the words of an enum.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class WordsOfAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <summary>What a route says about itself for the API document, where its signature does not.</summary>
public static class RouteDescriptions
{
    /// <summary>Documents refusals by the very values that the route refuses with, so that code and sentence cannot differ.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder route, params IReadOnlyList<Failure> failures)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Refusals(failures));

    public static TBuilder AnswersWithHeader<TBuilder>(this TBuilder route, int status, string name, string description)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new AnswerHeader(status, name, description));
}
