using Greenroom.Growth.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Growth.Migrations;

/// <summary>The time zone of the browser that began a connection, kept until the account is there.</summary>
[DbContext(typeof(GrowthDb))]
[Migration("20261128000600_growth_time_zone")]
internal sealed class AddTimeZone : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "time_zone", table: "connect_states", maxLength: 60, nullable: true);
        migrationBuilder.AddColumn<string>(name: "time_zone", table: "pending_connections", maxLength: 60, nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn("time_zone", "pending_connections");
        migrationBuilder.DropColumn("time_zone", "connect_states");
    }
}
