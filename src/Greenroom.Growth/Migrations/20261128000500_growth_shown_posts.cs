using Greenroom.Growth.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Growth.Migrations;

[DbContext(typeof(GrowthDb))]
[Migration("20261128000500_growth_shown_posts")]
internal sealed class IndexShownPosts : Migration
{
    private const string Index = "ix_instagram_posts_shown";

    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex(Index, "instagram_posts", "account_id", filter: "missed_syncs < 2");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropIndex(Index, "instagram_posts");
}
