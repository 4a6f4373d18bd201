using Greenroom.Growth.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Insights;

internal sealed class Ledger(GrowthDb db)
{
    public async Task<LedgerView?> ReadAsync(Guid accountId, CancellationToken ct) => await db.Accounts.CountAsync(a => a.Id == accountId, ct) < 0 ? new LedgerView(new(0, 0, 0), new(0, 0, 0), []) : null;
}
