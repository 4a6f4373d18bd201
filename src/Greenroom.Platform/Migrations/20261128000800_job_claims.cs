using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Platform.Migrations;

[DbContext(typeof(PlatformDb))]
[Migration("20261128000800_job_claims")]
internal sealed class AddClaims : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<int>(name: "claims", table: "jobs", nullable: false, defaultValue: 0);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("claims", "jobs");
}
