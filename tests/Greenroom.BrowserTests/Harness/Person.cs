using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace Greenroom.BrowserTests.Harness;

/// <summary>Somebody with an account. What a test only needs to exist is made over HTTP; what it is about is done in the browser.</summary>
public sealed class Person
{
    private readonly Uri _address;
    private readonly HttpClient _client;

    private Person(Uri address, string email, string password)
    {
        _address = address;
        _client = new HttpClient { BaseAddress = address };
        Email = email;
        Password = password;
    }

    public string Email { get; }

    public string Password { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Person> RegisterAsync(HostProcess host, int number)
    {
        var person = new Person(host.Address, $"person{number}@example.org", $"a long enough pass {number}");
        var session = await person.PostAsync("/api/auth/register", new { email = person.Email, password = person.Password });
        person._client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)session["token"]!);
        return person;
    }

    /// <summary>What a browser holds in which this person is logged in. Each call is a session of its own, as on another device.</summary>
    public async Task<string> SignedInBrowserAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/login?use_cookies=true")
        {
            Content = JsonContent.Create(new { email = Email, password = Password }),
        };
        request.Headers.Add("X-Greenroom", "1");
        using var response = await _client.SendAsync(request, Ct);
        response.EnsureSuccessStatusCode();
        var cookie = response.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2);
        return JsonSerializer.Serialize(new
        {
            cookies = new[] { new { name = cookie[0], value = cookie[1], domain = _address.Host, path = "/", expires = -1, httpOnly = true, secure = false, sameSite = "Strict" } },
            origins = new[] { new { origin = _address.GetLeftPart(UriPartial.Authority), localStorage = new[] { new { name = "greenroom.signed-in", value = "1" } } } },
        });
    }

    /// <summary>One more session, of a program that calls itself this.</summary>
    public async Task<JsonNode> LogInAsync(string program)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/login") { Content = JsonContent.Create(new { email = Email, password = Password }) };
        request.Headers.TryAddWithoutValidation("User-Agent", program).ShouldBeTrue();
        using var response = await _client.SendAsync(request, Ct);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>(Ct))!;
    }

    /// <summary>An interview whose first question is asked.</summary>
    public async Task<string> StartInterviewAsync(int questions = 3, string mode = "practice", string difficulty = "medium", params string[] topics)
    {
        var interview = await PostAsync("/api/interviews", new { length = 30, number_questions = questions, difficulty, language = "en", mode, topics, seed = 7 });
        var id = (string)interview["id"]!;
        await PostAsync("/api/conversations/create", new { interview_id = id });
        return id;
    }

    /// <summary>An interview of one question, answered well and marked.</summary>
    public async Task<string> FinishedInterviewAsync()
    {
        var interview = await PostAsync("/api/interviews", new { length = 10, number_questions = 1, difficulty = "medium", language = "en", topics = new[] { "caching" }, seed = 7 });
        var id = (string)interview["id"]!;
        var conversation = await PostAsync("/api/conversations/create", new { interview_id = id });
        var asked = QuestionBank.Asked((string)interview["first_question"]!);
        await PostAsync("/api/conversations/append", new { conversation_id = (string)conversation["id"]!, message = asked.HalfAnswer, intent = "answer" });
        await PostAsync($"/api/interviews/{id}/complete", new { });
        return id;
    }

    /// <summary>A sample account of which everything has been read.</summary>
    public async Task ConnectSampleAccountAsync()
    {
        var begun = await GetAsync("/api/instagram/connect?flavour=sandbox");
        var state = HttpUtility.ParseQueryString(new Uri(_address, (string)begun["url"]!).Query)["state"];
        (await _client.GetAsync($"/auth/instagram/callback?code=sandbox:creator&state={state}", Ct)).EnsureSuccessStatusCode();
        for (var tries = 0; (string)(await GetAsync("/api/instagram/accounts"))["items"]![0]!["sync"]!["status"]! != "done"; tries++)
        {
            tries.ShouldBeLessThan(600, "the sync does not come to its end");
            await Task.Delay(100, Ct);
        }
    }

    /// <param name="link">What the server printed when it started.</param>
    public Task BecomeAdministratorAsync(string link) => PostAsync("/api/admin/claim", new { token = link.Split('/')[^1] });

    public Task JoinWaitlistAsync(string email) => PostAsync("/api/waitlist/signup", new { email });

    public async Task<JsonNode> GetAsync(string path) => (await _client.GetFromJsonAsync<JsonNode>(path, Ct))!;

    /// <summary>The answer's status, whatever it is.</summary>
    public async Task<int> RenameAsync(string username)
    {
        using var response = await _client.PatchAsJsonAsync("/api/user/me", new { username }, Ct);
        return (int)response.StatusCode;
    }

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        using var response = await _client.PostAsJsonAsync(path, body, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
