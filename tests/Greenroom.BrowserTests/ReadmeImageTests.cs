namespace Greenroom.BrowserTests;

/// <summary>The picture of the README, taken of the product as it is: GREENROOM_README_IMAGE=1 ./test browser.</summary>
public sealed class ReadmeImageTests(Theatre theatre) : BrowserTest(theatre)
{
    private const string HalfTyped =
        "When the key expires, every request misses at the same moment and goes to the database. I would let one request rebuild the value under a lock while";

    [Fact]
    public async Task The_room_can_be_shown()
    {
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync($"/app/interviews/{await person.StartInterviewAsync(questions: 6, topics: ["caching", "databases", "reliability"])}", new Look { As = person, Scheme = ColorScheme.Dark });
        var room = new Room(page);
        await Expect(room.Field).ToBeEditableAsync();

        await room.AnswerAsync((await room.AskedAsync()).HalfAnswer);
        await Expect(room.Field).ToBeEditableAsync();
        await room.Field.FillAsync(HalfTyped);
        await Expect(page.GetByText("Draft saved")).ToBeVisibleAsync();

        await PictureAsync(page, "room");
        if (Environment.GetEnvironmentVariable("GREENROOM_README_IMAGE") == "1")
        {
            var path = Repository.PathTo("docs", "images", "room.png");
            await page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Initial });
            new FileInfo(path).Length.ShouldBeLessThanOrEqualTo(200 * 1024);
        }
    }
}
