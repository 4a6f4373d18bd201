namespace Greenroom.IntegrationTests.Security;

/// <summary>What a route is to people who are not its owner.</summary>
internal enum Access
{
    /// <summary>Anybody may, signed in or not.</summary>
    Public,

    /// <summary>It is about something that one person owns: others are told that there is no such thing (404), and it stays as it was.</summary>
    Own,

    /// <summary>It is about whoever calls, so everybody who is signed in may; of others it shows and changes nothing.</summary>
    Self,

    /// <summary>For admins; to everybody else who is signed in it is not there (404).</summary>
    Admin,

    /// <summary>For a server that signs what it sends; without the signature it is refused and nothing changes.</summary>
    Signed,
}

/// <summary>A request with all ids filled in.</summary>
/// <param name="Path">With its query; null where the operation's own path has no ids.</param>
/// <param name="Body">Sent as JSON; content is sent as it is.</param>
/// <param name="Headers">Beside those that every request has.</param>
internal sealed record Ask(string? Path = null, object? Body = null, IReadOnlyList<(string Name, string Value)>? Headers = null)
{
    public static Ask Plain { get; } = new();

    /// <summary>Nothing in it; there is something to find for it.</summary>
    public static async Task<Ask> AfterAsync(Task made)
    {
        await made;
        return Plain;
    }
}

/// <summary>One line of the matrix: how somebody calls an operation about what the owner has.</summary>
/// <param name="Operation">Verb and path as the API document spells them.</param>
/// <param name="Prepare">The request of a caller (second) about the owner's things (first). Made for each caller before anything is compared.</param>
internal sealed record AccessEntry(string Operation, Access Access, Func<Belongings, Belongings, Task<Ask>> Prepare)
{
    public string Verb => Operation.Split(' ')[0];

    public string Path => Operation.Split(' ')[1];

    /// <summary>Of a public or signed operation: what it answers. Of the others its owner is to succeed.</summary>
    public int? Expected { get; init; }

    /// <summary>The owner is a guest.</summary>
    public bool OfGuest { get; init; }

    /// <summary>The owner finds what is theirs in the answer, so that its absence from the answers of others says something.</summary>
    public bool ShowsOwn { get; init; }

    public override string ToString() => $"{Operation} ({Access})";

    public static AccessEntry Public(string operation, int expected = 200) => Public(operation, _ => Ask.Plain, expected);

    public static AccessEntry Public(string operation, Func<Belongings, Ask> prepare, int expected = 200) => Public(operation, a => Task.FromResult(prepare(a)), expected);

    public static AccessEntry Public(string operation, Func<Belongings, Task<Ask>> prepare, int expected = 200) =>
        new(operation, Access.Public, (a, _) => prepare(a)) { Expected = expected };

    public static AccessEntry Own(string operation, Func<Belongings, Ask> prepare) => Own(operation, (a, _) => Task.FromResult(prepare(a)));

    public static AccessEntry Own(string operation, Func<Belongings, Task<Ask>> prepare) => Own(operation, (a, _) => prepare(a));

    public static AccessEntry Own(string operation, Func<Belongings, Belongings, Task<Ask>> prepare) => new(operation, Access.Own, prepare);

    public static AccessEntry Self(string operation) => Self(operation, _ => Ask.Plain);

    public static AccessEntry Self(string operation, Func<Belongings, Ask> prepare) => Self(operation, (a, _) => Task.FromResult(prepare(a)));

    public static AccessEntry Self(string operation, Func<Belongings, Task<Ask>> prepare) => Self(operation, (a, _) => prepare(a));

    public static AccessEntry Self(string operation, Func<Belongings, Belongings, Task<Ask>> prepare) => new(operation, Access.Self, prepare);

    /// <param name="make">What is listed: the owner has one and each caller another.</param>
    public static AccessEntry List(string operation, Func<Belongings, Task> make) =>
        Self(operation, (a, by) => Ask.AfterAsync(Task.WhenAll(a == by ? [make(a)] : [make(a), make(by)]))) with { ShowsOwn = true };

    public static AccessEntry Admin(string operation) => Admin(operation, _ => Ask.Plain);

    public static AccessEntry Admin(string operation, Func<Belongings, Ask> prepare) => Admin(operation, a => Task.FromResult(prepare(a)));

    public static AccessEntry Admin(string operation, Func<Belongings, Task<Ask>> prepare) => new(operation, Access.Admin, (a, _) => prepare(a));

    /// <param name="refusal">The answer to what is not signed, or signed by somebody else.</param>
    public static AccessEntry Signed(string operation, Func<Belongings, Ask> prepare, int refusal = 403) =>
        new(operation, Access.Signed, (a, _) => Task.FromResult(prepare(a))) { Expected = refusal };
}
