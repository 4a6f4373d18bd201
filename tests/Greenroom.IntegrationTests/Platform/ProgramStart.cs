using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>
/// Starts the program's own entry point within this process, with settings on its command line. Its port is taken: where nothing else stops it, that does,
/// before a database is touched. So each start ends, and in a fraction of a second.
/// </summary>
internal sealed class ProgramStart : IDisposable
{
    private const string GoodSecret = "kX9v2Lq8Zt4Wm7Rb1Nc6Yp3Hs5Jd0Fg-";
    private static readonly PerCallWriter Errors = PerCallWriter.Install();

    private readonly TcpListener _taken = new(IPAddress.Any, 0);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("greenroom-settings-");

    public ProgramStart() => _taken.Start();

    /// <summary>What the program says where it likes every setting.</summary>
    public string NoPort => $"Greenroom cannot start: PORT is {Port}, where this program cannot listen";

    private string Port => ((IPEndPoint)_taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>In Production, with good settings but for those given. Returns what it wrote to standard error; it must have ended with 1.</summary>
    /// <param name="command">What the program is to do other than serve.</param>
    public async Task<string> RunAsync(IEnumerable<(string Name, string Value)> settings, string? command = null)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["environment"] = "Production",
            ["applicationName"] = "Greenroom.Host",
            ["PORT"] = Port,
            ["DATA_DIR"] = _data.FullName,
            ["JWT_SECRET"] = GoodSecret,
            ["GREENROOM_MASTER_KEY"] = GoodSecret,
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        string[] arguments = [.. command is null ? [] : new[] { command }, .. all.Select(setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}")];
        return await Task.Run(() =>
        {
            var said = Errors.Begin();
            var code = typeof(Program).Assembly.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [arguments], CultureInfo.InvariantCulture);
            code.ShouldBe(1, said.ToString());
            return said.ToString();
        });
    }

    public void Dispose()
    {
        _taken.Dispose();
        _data.Delete(recursive: true);
    }

    /// <summary>Keeps apart what is said in one flow of calls from what other tests' hosts say meanwhile.</summary>
    private sealed class PerCallWriter(TextWriter everybodyElse) : TextWriter(CultureInfo.InvariantCulture)
    {
        private readonly AsyncLocal<StringBuilder?> _said = new();

        public override Encoding Encoding => everybodyElse.Encoding;

        public static PerCallWriter Install()
        {
            var writer = new PerCallWriter(Console.Error);
            Console.SetError(writer);
            return writer;
        }

        public StringBuilder Begin() => _said.Value = new StringBuilder();

        public override void Write(char value)
        {
            if (_said.Value is { } said)
            {
                said.Append(value);
            }
            else
            {
                everybodyElse.Write(value);
            }
        }
    }
}
