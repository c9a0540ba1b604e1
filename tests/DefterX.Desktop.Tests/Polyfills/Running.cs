using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace System;

/// <summary>What tests call of tasks and processes and .NET Framework lacks.</summary>
internal static class RunningPolyfills
{
    extension(Environment)
    {
        public static int ProcessId
        {
            get
            {
                using Process process = Process.GetCurrentProcess();
                return process.Id;
            }
        }
    }

    extension(GC)
    {
        /// <summary>Memory is measured on .NET alone.</summary>
        public static long GetAllocatedBytesForCurrentThread() => 0;
    }

    extension(CancellationTokenSource source)
    {
        public Task CancelAsync() => Task.Run(source.Cancel);
    }

    extension(Task task)
    {
        public async Task WaitAsync(TimeSpan timeout)
        {
            if (await Task.WhenAny(task, Task.Delay(timeout)).ConfigureAwait(false) != task) throw new TimeoutException();
            await task.ConfigureAwait(false);
        }
    }

    extension<T>(Task<T> task)
    {
        public async Task<T> WaitAsync(TimeSpan timeout)
        {
            await ((Task)task).WaitAsync(timeout).ConfigureAwait(false);
            return task.Result;
        }
    }
}
