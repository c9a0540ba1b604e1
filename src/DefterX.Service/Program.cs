using Microsoft.AspNetCore.Builder;

namespace DefterX.Service;

internal static class Program
{
    public static void Main(string[] args)
    {
        WebApplication app = WebApplication.CreateBuilder(args).Build();
        app.Run();
    }
}
