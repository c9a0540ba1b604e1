using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Requests;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Accounts;

/// <summary>Giriş: a login key, a customer number and a period open a session.</summary>
internal sealed class Login(Database database, DatabaseSecret secret, LoginDoor door, KeyHasher hasher, Sessions sessions, IAuditLog audit)
{
    /// <summary>Opens a session. Whatever is wrong, the answer and the time that it takes are the same.</summary>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.LoginRejected"/>, <see cref="ServiceCodes.LoginThrottled"/>,
    /// <see cref="ServiceCodes.Busy"/>, <see cref="ServiceCodes.RequestInvalid"/>.</exception>
    public async Task<LoginResponse> OpenAsync(LoginRequest request, ClientAddress address, CancellationToken cancellationToken)
    {
        LoginRequest checkedRequest = Check(request);
        await using LoginAttempt attempt = await door.EnterAsync(checkedRequest, address, cancellationToken);
        if (attempt.Delay > TimeSpan.Zero) await Task.Delay(attempt.Delay, cancellationToken);
        using LoginKey? key = Parse(checkedRequest.Key);
        KeyRow? found = key is null ? null : await FindAsync(attempt, key, cancellationToken);
        LoginResponse? response = found is null ? null : await CompleteAsync(attempt, found, cancellationToken);
        if (response is not null) return response;
        await attempt.EndAsync(TryOutcome.Wrong, statements => audit.WriteAsync(statements, attempt.Record(AuditActions.LoginRejected)));
        throw new ServiceException(ServiceCodes.LoginRejected, StatusCodes.Status401Unauthorized);
    }

    private static LoginRequest Check(LoginRequest request)
    {
        string period = Inputs.Text(request.Period, "period", 7);
        if (!Period.TryParse(period, out Period _)) throw ServiceException.Invalid(DefterX.Text.Format(Strings.PeriodInvalid, period));
        return request with
        {
            Key = request.Key ?? "",
            CustomerNumber = request.CustomerNumber?.Trim() ?? "",
            Machine = Inputs.Text(request.Machine, "machine", 200),
            User = Inputs.Text(request.User, "user", 200),
        };
    }

    private static LoginKey? Parse(string text)
    {
        try
        {
            return LoginKey.Parse(text);
        }
        catch (DefterXException)
        {
            return null;
        }
    }

    // One slow hash however many keys there are, and as slow where there is no such office.
    private async Task<KeyRow?> FindAsync(LoginAttempt attempt, LoginKey key, CancellationToken cancellationToken)
    {
        byte[] dummy = await secret.DeriveAsync("salt:" + attempt.Request.CustomerNumber, cancellationToken);
        byte[] salt = attempt.Office?.Salt ?? dummy[..PasswordHash.SaltLength];
        string officeId = attempt.Office?.Id ?? "";
        IReadOnlyList<KeyRow> keys = await database.ReadAsync(statements => KeyRow.ListAsync(statements, officeId), cancellationToken);
        byte[] hash = await HashAsync(attempt, key, salt, cancellationToken);
        KeyRow? found = null;
        foreach (KeyRow candidate in keys)
        {
            if (PasswordHash.AreEqual(candidate.Hash, hash)) found = candidate;
        }

        return found;
    }

    private async Task<byte[]> HashAsync(LoginAttempt attempt, LoginKey key, byte[] salt, CancellationToken cancellationToken)
    {
        try
        {
            return await hasher.ComputeAsync(key, salt, attempt.IsKnown, cancellationToken);
        }
        catch (ServiceException)
        {
            // Too many wait: the key was not looked at.
            await attempt.EndAsync(TryOutcome.NotMade);
            throw;
        }
    }

    // Null when the key was revoked meanwhile.
    private async Task<LoginResponse?> CompleteAsync(LoginAttempt attempt, KeyRow key, CancellationToken cancellationToken)
    {
        string token = SessionToken.Generate();
        byte[] tokenHash = SessionToken.Hash(token)!;
        LoginResponse? response = await database.InTransactionAsync(
            async statements =>
            {
                int used = await statements.ExecuteAsync(
                    $"""
                    update login_keys set last_used = {statements.Dialect.NowMilliseconds}
                    where office_id = @OfficeId and id = @Id and revoked is null
                    """,
                    new { key.OfficeId, key.Id });
                if (used == 0) return null;
                string session = await sessions.OpenAsync(statements, key, tokenHash, attempt.Request, attempt.Address.Text);
                await attempt.EndAsync(statements, TryOutcome.Right);
                await audit.WriteAsync(statements, attempt.Record(AuditActions.Login) with
                {
                    KeyId = key.Id,
                    KeyName = key.Name,
                    SessionId = session,
                });
                OfficeRow office = await OfficeRow.GetAsync(statements, key.OfficeId);
                return new LoginResponse(token, await Sessions.InfoAsync(statements, session), office.Document());
            },
            cancellationToken);
        if (response is not null) attempt.Ended(TryOutcome.Right);
        return response;
    }
}
