using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace DefterX.Service;

internal static class Program
{
    public static async Task Main(string[] args)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables("DEFTERX_")
            .Build();
        await using WebApplication app = ServiceApp.Build(ServiceOptions.Read(configuration), args);
        await app.RunAsync();
    }
}
