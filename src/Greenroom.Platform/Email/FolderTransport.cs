using Greenroom.Platform.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Greenroom.Platform.Email;

/// <summary>Without a mail server: each mail becomes a file that any mail program opens, and the log says which.</summary>
internal sealed partial class FolderTransport(IOptions<DatabaseOptions> options, ILogger<FolderTransport> log) : IMailTransport
{
    public async Task SendAsync(MimeMessage message, CancellationToken ct)
    {
        var folder = Path.Combine(Path.GetFullPath(options.Value.DataDirectory), "outbox");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{message.Date.UtcDateTime:yyyyMMdd-HHmmss}-{message.MessageId!.Split('@')[0]}.eml");

        // Written beside and renamed: whoever watches the folder never sees half a mail. It holds a link that resets a password.
        var unfinished = file + ".part";
        var access = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            access.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var stream = new FileStream(unfinished, access))
        {
            await message.WriteToAsync(stream, ct);
        }

        File.Move(unfinished, file, overwrite: true);
        Written(file);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A mail was written to {File}; set SMTP_URL to send mail")]
    private partial void Written(string file);
}
