using Greenroom.Growth.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Growth.Migrations;

/// <summary>When an account was connected last; of those that are connected already the age of their token is all that is known.</summary>
[DbContext(typeof(GrowthDb))]
[Migration("20261128000800_growth_connected_at")]
internal sealed class AddConnectedAt : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<DateTime>(name: "connected_at", table: "instagram_accounts", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("connected_at", "instagram_accounts");
}
