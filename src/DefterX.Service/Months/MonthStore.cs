using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Storage;

namespace DefterX.Service.Months;

/// <summary>What the office keeps of its months.</summary>
internal sealed class MonthStore(Database database)
{
    private const int Attempts = 20;

    /// <summary>The months that changed after a change. Asked again with <see cref="MonthList.Change"/>, nothing is ever passed over: changes
    /// of an office become visible in their order.</summary>
    /// <param name="officeId">The office.</param>
    /// <param name="since">0 for all. One that the office never reached, as after a backup was restored, gives all too.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<MonthList> ListAsync(string officeId, long since, CancellationToken cancellationToken) => database.ReadAsync(
        async statements =>
        {
            // Read before the months: what is committed in between is given now and once more.
            long change = await statements.ScalarAsync<long>("select change from offices where id = @officeId", new { officeId });
            IReadOnlyList<MonthRow> rows = await MonthRows.ListAsync(statements, officeId, since > change ? 0 : since);
            return new MonthList(change, [.. rows.Select(row => row.ToEntry())]);
        },
        cancellationToken);

    /// <summary>A month with its files and its log, all of one version.</summary>
    /// <exception cref="ServiceException">MonthNotFound.</exception>
    public Task<MonthDocument> GetAsync(MonthKey key, CancellationToken cancellationToken) => database.ReadAsync(
        async statements =>
        {
            for (int attempt = 1; ; attempt++)
            {
                MonthRow? row = await MonthRows.FindAsync(statements, key);
                if (row is null or { Version: 0 }) throw ServiceException.NotFound(ServiceCodes.MonthNotFound);
                MonthDocument document = await MonthRows.DocumentAsync(statements, key, row);
                MonthRow? after = await MonthRows.FindAsync(statements, key);
                if (after?.Version == row.Version) return document;
                if (attempt == Attempts) throw new ServiceException(ServiceCodes.Busy, 503) { RetryAfterSeconds = 1 };
            }
        },
        cancellationToken);
}
