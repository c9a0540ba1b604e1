using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Storage;

namespace DefterX.Service.Accounts;

/// <summary>A random secret of the database, the same for all instances: what is derived by it tells nothing to one who lacks it.</summary>
internal sealed class DatabaseSecret(Database database)
{
    private const string Name = "secret";
    private const int Length = 32;

    private byte[]? _value;

    /// <summary>HMAC-SHA256 of a text, 32 bytes.</summary>
    public async Task<byte[]> DeriveAsync(string text, CancellationToken cancellationToken) =>
        HMACSHA256.HashData(await GetAsync(cancellationToken), Encoding.UTF8.GetBytes(text));

    /// <summary>The secret, 32 bytes; made at first use.</summary>
    public async Task<byte[]> GetAsync(CancellationToken cancellationToken) => _value ??= await database.InTransactionAsync(
        async statements =>
        {
            await statements.ExecuteAsync(
                "insert into service (key, value) values (@Name, @Value) on conflict (key) do nothing",
                new { Name, Value = RandomNumberGenerator.GetBytes(Length) });
            return (await statements.ScalarAsync<byte[]>("select value from service where key = @Name", new { Name }))!;
        },
        cancellationToken);
}
