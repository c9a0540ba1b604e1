using System;

namespace DefterX.Build;

internal static class HelpTask
{
    internal static int Run()
    {
        Console.WriteLine("""
            ./build.sh <task> (build.ps1 on Windows takes the same)

              build                 the module, into out/DefterX
              demo                  a sample office, filed with a simulated GIB: out/demo
                --key rsa|ec          RSA-2048 (default) or EC P-384 keys
                --device softhsm|pfx  SoftHSM2 tokens (default where they can be had) or PFX files
                --service             the office is kept by the office service, which it starts
              test                  all tests; the last line counts them
                --filter <expression> as dotnet test takes it; leaves Pester out
              soak                  the tests with their long runs
              bench [name ...]      the figures whose names start so, into out/bench.json
              pack                  the module's package, into out
              service               the office service as one executable, into out/service
                --runtime <name>      linux-x64, linux-arm64 or win-x64; this machine's when left out
              clean                 removes what builds made
              help                  this text
            """);
        return 0;
    }
}
