using Greenroom.Accounts;
using Greenroom.Growth;
using Greenroom.Growth.Platforms.Instagram;
using Greenroom.Host.Composition;
using Greenroom.Interviews;
using Greenroom.Platform;
using Microsoft.Extensions.Options;

try
{
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var settings = Settings.Read(builder);

    builder.AddServer(settings);
    builder.AddLogs();
    builder.Services.AddPlatform(settings.Database);
    builder.Services.AddAccounts();
    builder.Services.AddInterviews(settings.QuestionBankDirectory);
    builder.Services.AddGrowth();
    builder.Services.AddApiDocument();
    builder.Services.AddBrowserAccess(settings);

    await using var app = builder.Build();
    app.UseForwardedHeaders();
    app.UsePlatform(app.Services.GetRequiredService<IOptions<InstagramOptions>>().Value.PictureOrigins);
    app.MapPlatform();
    app.MapAccounts();
    app.MapInterviews();
    app.MapGrowth();
    app.MapApiDocument();
    app.MapWebApp();

    return await Commands.RunAsync(app, settings, args);
}
catch (Exception exception) when (StartFailures.Explain(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

/// <summary>Named so that tests can start the real host.</summary>
public partial class Program;
