using Greenroom.Growth.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Growth.Migrations;

/// <summary>How long the platform asked to be left alone: for every node, and for the one that starts again.</summary>
[DbContext(typeof(GrowthDb))]
[Migration("20261129000100_growth_paused_until")]
internal sealed class AddPausedUntil : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<DateTime>(name: "paused_until", table: "instagram_accounts", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("paused_until", "instagram_accounts");
}
