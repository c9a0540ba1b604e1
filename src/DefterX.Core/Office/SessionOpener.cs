using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Office;

/// <summary>Logs in to an office.</summary>
internal static class SessionOpener
{
    /// <summary>Checks the login key and the customer number, and opens a session.</summary>
    /// <param name="office">The office.</param>
    /// <param name="key">The login key; the caller keeps and disposes it.</param>
    /// <param name="customerNumber">The customer number; blanks around it do not matter.</param>
    /// <param name="period">The working period.</param>
    /// <param name="options">Time limit and devices.</param>
    /// <param name="progress">The steps, reported from the caller's thread.</param>
    /// <param name="cancellationToken">Stops at once; the try counts all the same.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LoginRejected"/>, <see cref="ErrorIds.LoginThrottled"/>,
    /// <see cref="ErrorIds.OperationTimeout"/>, <see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public static Session Open(
        OfficeFolder office,
        LoginKey key,
        string customerNumber,
        Period period,
        SessionOptions options,
        IProgress<OperationProgress>? progress,
        CancellationToken cancellationToken)
    {
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(options.Timeout);
        try
        {
            return Open(office, key, customerNumber, period, options, progress, limited);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DefterXException(
                ErrorIds.OperationTimeout,
                Text.Format(Strings.LoginTimeout, options.Timeout.TotalSeconds, office.Path),
                office.Path,
                exception);
        }
    }

    private static Session Open(
        OfficeFolder office,
        LoginKey key,
        string customerNumber,
        Period period,
        SessionOptions options,
        IProgress<OperationProgress>? progress,
        CancellationTokenSource limited)
    {
        Report(progress, Strings.LoginOffice, 0);
        LoginThrottle throttle = new(Path.Combine(office.Path, "logins.json"), options.Account, options.Clock);
        Await(() => Enter(throttle, limited.Token), limited.Token);

        Report(progress, Strings.LoginCheck, 20);
        LoginKey copy = key.Copy();
        LoginKeyInfo? known = Await(() => Verify(office, copy, limited.Token), limited.Token);
        bool numberIsRight = PasswordHash.AreEqual(
            Encoding.UTF8.GetBytes(customerNumber.Trim()), Encoding.UTF8.GetBytes(office.Settings.CustomerNumber));
        if (known is null || !numberIsRight)
        {
            throw new DefterXException(ErrorIds.LoginRejected, Text.Format(Strings.LoginRejected, office.Path), office.Path);
        }

        Report(progress, Strings.LoginFirms, 80);
        int firms = Await(() => Count(office, throttle), limited.Token);
        office.SweepTemporaryFiles();
        Session session = new(office, new LoginKeyWatch(office, known), period, firms, options);
        Report(progress, Strings.LoginDone, 100);
        return session;
    }

    private static bool Enter(LoginThrottle throttle, CancellationToken cancellationToken)
    {
        throttle.Enter(cancellationToken);
        return true;
    }

    private static LoginKeyInfo? Verify(OfficeFolder office, LoginKey copy, CancellationToken cancellationToken)
    {
        using (copy) return office.LoginKeys.Verify(copy, cancellationToken);
    }

    private static int Count(OfficeFolder office, LoginThrottle throttle)
    {
        throttle.Succeed();
        return office.Firms.Count();
    }

    // The work goes on a worker, because neither a hash nor a slow network share can be interrupted.
    private static T Await<T>(Func<T> work, CancellationToken cancellationToken)
    {
        Task<T> task = Task.Run(work, CancellationToken.None);
        Task first = Task.WhenAny(task, Task.Delay(Timeout.Infinite, cancellationToken)).GetAwaiter().GetResult();
        if (first != task)
        {
            // Observed, so that a late failure of the abandoned work disturbs nobody.
            _ = task.ContinueWith(late => late.Exception, TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return task.GetAwaiter().GetResult();
    }

    private static void Report(IProgress<OperationProgress>? progress, string step, int percent) =>
        progress?.Report(new OperationProgress(Strings.LoginActivity, step, percent));
}
