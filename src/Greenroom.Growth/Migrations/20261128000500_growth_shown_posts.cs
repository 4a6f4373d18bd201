using Greenroom.Growth.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Growth.Migrations;

[DbContext(typeof(GrowthDb))]
[Migration("20261128000500_growth_shown_posts")]
internal sealed class IndexShownPosts : Migration
{
    private const string Index = "ix_instagram_posts_account_id_posted_at";
    private static readonly string[] Columns = ["account_id", "posted_at"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(Index, "instagram_posts");
        migrationBuilder.CreateIndex(Index, "instagram_posts", Columns, filter: "missed_syncs < 2");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(Index, "instagram_posts");
        migrationBuilder.CreateIndex(Index, "instagram_posts", Columns);
    }
}
