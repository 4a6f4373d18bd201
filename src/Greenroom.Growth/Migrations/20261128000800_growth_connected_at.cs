using Greenroom.Growth.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Growth.Migrations;

/// <summary>When an account was connected last; those that are connected already were so at the latest when their token was issued.</summary>
[DbContext(typeof(GrowthDb))]
[Migration("20261128000800_growth_connected_at")]
internal sealed class AddConnectedAt : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTime>(name: "connected_at", table: "instagram_accounts", nullable: true);
        migrationBuilder.Sql("UPDATE instagram_accounts SET connected_at = token_issued_at");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("connected_at", "instagram_accounts");
}
