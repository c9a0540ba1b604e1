using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;

namespace DefterX.Service.Operations.Commands;

/// <summary><c>serve</c>: runs until it is told to end.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(ServiceOptions options)
    {
        WebApplication app = ServiceApp.Build(options, []);
        await using (app.ConfigureAwait(false))
        {
            await app.RunAsync().ConfigureAwait(false);
            return 0;
        }
    }
}
