using System.Collections.Concurrent;
using System.Net;
using Greenroom.IntegrationTests.Interviews;
using Greenroom.Interviews.Turns;

namespace Greenroom.IntegrationTests.Operation;

/// <summary>People who register and people who answer, as long as they are let, and a list of what the server has told them is stored.</summary>
internal sealed class WriteLoad : IAsyncDisposable
{
    private const int Registering = 2;
    private const int Answering = 2;

    private readonly ConcurrentQueue<string> _written = new();
    private readonly CancellationTokenSource _enough;
    private readonly CancellationToken _ct;
    private Task _writers = Task.CompletedTask;

    private WriteLoad(CancellationToken ct)
    {
        _ct = ct;
        _enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
    }

    public static async Task<WriteLoad> StartAsync(GreenroomApp app, CancellationToken ct)
    {
        var load = new WriteLoad(ct);
        var rooms = new List<Room>();
        for (var i = 0; i < Answering; i++)
        {
            rooms.Add(await StartInterviewAsync(await Candidate.SignUpAsync(app)));
        }

        load._writers = Task.WhenAll([
            .. Enumerable.Range(0, Registering).Select(_ => Task.Run(() => load.RegisterAsync(app), ct)),
            .. rooms.Select(room => Task.Run(() => load.AnswerAsync(room), ct)),
        ]);
        return load;
    }

    /// <summary>Everything of the kind that is counted here, from the database.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(GreenroomApp app, CancellationToken ct) =>
    [
        .. (await app.RowsAsync("SELECT email FROM users WHERE email IS NOT NULL", ct)).Select(row => Person((string)row[0]!)),
        .. (await app.RowsAsync("SELECT client_message_id FROM messages WHERE client_message_id IS NOT NULL", ct)).Select(row => Answer((string)row[0]!)),
    ];

    /// <summary>What was acknowledged by the moment at which there was so much.</summary>
    public async Task<IReadOnlyList<string>> AtLeastAsync(int answers, int people)
    {
        await Patience.UntilAsync(
            () => _writers.IsFaulted || (_written.Count(w => w.StartsWith("answer", StringComparison.Ordinal)) >= answers && _written.Count(w => w.StartsWith("person", StringComparison.Ordinal)) >= people),
            "the writers had written",
            _ct);
        return [.. _written];
    }

    /// <summary>Until one more was acknowledged: nobody was stopped by what went on beside.</summary>
    public Task GoesOnAsync()
    {
        var before = _written.Count;
        return Patience.UntilAsync(() => _writers.IsFaulted || _written.Count > before, "somebody wrote more", _ct);
    }

    /// <summary>Lets them come to their end; what one of them was refused is thrown here.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await _writers;
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _writers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private static string Person(string email) => $"person {email}";

    private static string Answer(string id) => $"answer {id}";

    private static Task<Room> StartInterviewAsync(Candidate candidate) => candidate.StartAsync(Candidate.Preferences(questions: 3, topic: null));

    private async Task RegisterAsync(GreenroomApp app)
    {
        while (!_enough.IsCancellationRequested)
        {
            var email = Api.NewEmail("under-load");
            await app.NewClient().RegisterAsync(email, _ct);
            _written.Enqueue(Person(email));
        }
    }

    private async Task AnswerAsync(Room room)
    {
        for (var turn = 0; !_enough.IsCancellationRequested; turn++)
        {
            var id = $"{room.ConversationId:N}-{turn}";
            using var response = await room.SendAsync(Candidate.PartialAnswer, id);
            var said = await Candidate.ReadAsync<AppendResult>(response, HttpStatusCode.OK);
            _written.Enqueue(Answer(id));
            if (said.State == ConversationState.Closed)
            {
                room = await StartInterviewAsync(room.Candidate);
            }
        }
    }
}
