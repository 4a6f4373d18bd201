using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;

namespace Greenroom.Bench;

/// <summary>
/// <c>bench benchmarks PROGRAM.dll</c>: start-up, memory, CPU per request, the overhead of a turn and the time of a mark, all in one run on SQLite, each
/// beside something that tells how much of it is the machine. PROGRAM is a published Greenroom.Host.dll (<c>./run</c> leaves one in artifacts/app).
/// </summary>
internal static class BenchmarksCommand
{
    private const int Connections = 16;
    private const int Turns = 1000;
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(500);

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var program] || !File.Exists(program))
        {
            await Console.Error.WriteLineAsync("bench benchmarks PROGRAM.dll: a published Greenroom.Host.dll, for example artifacts/app/Greenroom.Host.dll");
            return 2;
        }

        var data = Directory.CreateTempSubdirectory("greenroom-bench-").FullName;
        try
        {
            Console.WriteLine($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}; client and server share the machine");
            await StartUpAsync(program, data);
            await using var server = await ServerUnderTest.StartAsync(program, data);
            await ServeAsync(server);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        Grading();
        return 0;
    }

    private static async Task StartUpAsync(string program, string data)
    {
        var empty = Path.Combine(data, "empty");
        await using (var first = await ServerUnderTest.StartAsync(program, empty))
        {
            Print("start to healthy, empty database", $"{first.StartUp.TotalSeconds:0.00} s");
        }

        var again = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await using var server = await ServerUnderTest.StartAsync(program, empty);
            again.Add(server.StartUp.TotalSeconds);
        }

        Print("start to healthy, existing database", $"{Percentile(again, 50):0.00} s (5 starts, {again.Min():0.00} to {again.Max():0.00})");
    }

    private static async Task ServeAsync(ServerUnderTest server)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 4 * Connections }) { BaseAddress = server.Address };
        await Task.Delay(TimeSpan.FromSeconds(5));
        Print("memory idle", $"{await server.MemoryAsync():0} MB");

        var token = await GuestAsync(client);
        foreach (var path in (string[])["/health/live", "/health", "/api/user/me"])
        {
            await MeasureAsync(server, client, path, token, 2000, report: false);
        }

        await MeasureAsync(server, client, "/health/live", token, 10_000, report: true, " (a constant: the host alone)");
        await MeasureAsync(server, client, "/health", token, 10_000, report: true);
        await MeasureAsync(server, client, "/api/user/me", token, 10_000, report: true);

        await InterviewAsync(server, client, turnsEach: 5, report: false);
        await InterviewAsync(server, client, Turns / Connections, report: true);
        Print($"memory after {Turns} turns", $"{await server.MemoryAsync():0} MB");
    }

    private static async Task MeasureAsync(ServerUnderTest server, HttpClient client, string path, string token, int requests, bool report, string note = "")
    {
        var latencies = new double[requests];
        var next = -1;
        var before = await server.CpuAsync();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var i && i < requests)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                var started = Stopwatch.GetTimestamp();
                using var response = await client.SendAsync(request);
                response.EnsureSuccessStatusCode();
                latencies[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }));
        var elapsed = clock.Elapsed;
        var cpu = await server.CpuAsync() - before;
        if (report)
        {
            Print($"GET {path}", $"{requests / elapsed.TotalSeconds:0}/s, p50 {Percentile(latencies, 50):0.0} ms, p99 {Percentile(latencies, 99):0.0} ms, server CPU {cpu.TotalMicroseconds / requests:0} µs a request{note}");
        }
    }

    /// <summary>16 interviews at once; each candidate thinks half a second, which is faster than anybody types. Times are what the client sees, so an upper bound of the server's.</summary>
    private static async Task InterviewAsync(ServerUnderTest server, HttpClient client, int turnsEach, bool report)
    {
        var latencies = new List<double>();
        var before = await server.CpuAsync();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async candidate =>
        {
            var token = await GuestAsync(client);
            await Task.Delay(Thinking / Connections * candidate);
            JsonElement? conversation = null;
            for (var turn = 0; turn < turnsEach; turn++)
            {
                conversation ??= await OpenAsync(client, token);
                var started = Stopwatch.GetTimestamp();
                var result = await PostAsync(client, token, "/api/conversations/append", new { conversation_id = conversation.Value.GetProperty("id").GetGuid(), message = Answer });
                lock (latencies)
                {
                    latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }

                if (result.GetProperty("state").GetString() == "closed")
                {
                    conversation = null;
                }

                await Task.Delay(Thinking);
            }
        }));
        var cpu = await server.CpuAsync() - before;
        if (report)
        {
            Print($"a turn, {Connections} interviews at once", $"p50 {Percentile(latencies, 50):0.0} ms, p99 {Percentile(latencies, 99):0.0} ms over {latencies.Count} turns, server CPU {cpu.TotalMilliseconds / latencies.Count:0.0} ms a turn (set-up included)");
        }
    }

    private static void Grading()
    {
        var bank = QuestionBank.Embedded();
        var grader = new BuiltInGrader(bank);
        var words = Answer.Split(' ');
        var answer = string.Join(' ', Enumerable.Range(0, 200).Select(i => words[i % words.Length]));
        foreach (var entry in bank.Entries)
        {
            grader.Grade(entry, answer);
        }

        var times = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            foreach (var entry in bank.Entries)
            {
                var started = Stopwatch.GetTimestamp();
                grader.Grade(entry, answer);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        Print("marking 200 words", $"p50 {Percentile(times, 50):0.00} ms, p99 {Percentile(times, 99):0.00} ms over {times.Count} marks of {bank.Entries.Count} entries");
    }

    private const string Answer =
        "When the key expires every request misses at the same moment and they all run the same query against the database. I would compare the miss rate with the CPU of the "
        + "database at the minute boundary. One caller takes a short lock per key and rebuilds the value while the others get the old one. The lock needs a timeout because its holder can crash.";

    private static async Task<string> GuestAsync(HttpClient client) =>
        (await PostAsync(client, token: null, "/api/auth/demo", new { })).GetProperty("token").GetString()!;

    private static async Task<JsonElement> OpenAsync(HttpClient client, string token)
    {
        var interview = await PostAsync(client, token, "/api/interviews", new { length = 120, number_questions = 10, difficulty = "medium", language = "en" });
        return await PostAsync(client, token, "/api/conversations/create", new { interview_id = interview.GetProperty("id").GetGuid() });
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string? token, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{(int)response.StatusCode} from {path}: {await response.Content.ReadAsStringAsync()}");
        }

        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Nearest rank.</summary>
    private static double Percentile(IReadOnlyCollection<double> values, double percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    private static void Print(string what, string figures) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40} {figures}"));
}
