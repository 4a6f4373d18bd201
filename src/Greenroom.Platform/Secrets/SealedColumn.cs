namespace Greenroom.Platform.Secrets;

/// <summary>A column of secrets that a module keeps, so that the doctor can say how many of them the keys of today no longer open.</summary>
/// <param name="What">What they are, in the plural, such as "second factors".</param>
/// <param name="Migration">The one that makes the table.</param>
/// <param name="Sql">Fixed text. The last column is what is sealed, those before it are what its purpose is made of.</param>
/// <param name="Consequence">What it means for people that some do not open, and what helps.</param>
public sealed record SealedColumn(string What, string Migration, string Sql, string Consequence)
{
    /// <summary>The purpose that a row was sealed for (<see cref="SealedText"/>); null for what Data Protection seals.</summary>
    public Func<IReadOnlyList<object?>, string>? PurposeOf { get; init; }
}
