namespace Greenroom.IntegrationTests.Platform;

/// <summary>Every variable that is documented, with every value that it does not take. The variables are those of .env.example.</summary>
public sealed class WrongSettingTests : IDisposable
{
    private readonly ProgramStart _program = new();

    [Fact]
    public void Every_documented_variable_has_a_value_that_it_does_not_take()
    {
        var documented = DocumentedSettingsTests.InExampleFile;

        documented.Count.ShouldBeGreaterThan(20);
        documented.Except(SettingCases.All.Keys).ShouldBeEmpty("what stops the start? Add a line each to tests/Greenroom.IntegrationTests/Platform/SettingCases.cs");
        SettingCases.All.Keys.Except(documented).ShouldBeEmpty(".env.example does not have these: take their lines out of tests/Greenroom.IntegrationTests/Platform/SettingCases.cs");
        SettingCases.All.Where(c => c.Value.Wrong.Count == 0 && c.Value.AnyValueIsRight is null).Select(c => c.Key).ShouldBeEmpty("name a wrong value, or the reason why there is none");
    }

    [Fact]
    public async Task Good_settings_stop_nothing()
    {
        (await _program.RunAsync([])).ShouldStartWith(_program.NoPort);
    }

    [Fact]
    public async Task Every_wrong_value_stops_the_start_with_one_sentence_that_names_its_variable()
    {
        var faults = new List<string>();
        foreach (var (name, setting) in SettingCases.All)
        {
            foreach (var value in setting.Wrong)
            {
                var said = (await _program.RunAsync([.. setting.Beside, (name, value)])).Trim();
                if (said.StartsWith(_program.NoPort, StringComparison.Ordinal))
                {
                    faults.Add($"{name}={value} was taken");
                }
                else if (!said.StartsWith("Greenroom cannot start: ", StringComparison.Ordinal) || !said.Contains(name, StringComparison.Ordinal) || said.Contains('\n', StringComparison.Ordinal))
                {
                    faults.Add($"{name}={value} stops the start, but not with one sentence that names it: {said}");
                }
            }
        }

        faults.ShouldBeEmpty();
    }

    public void Dispose() => _program.Dispose();
}
