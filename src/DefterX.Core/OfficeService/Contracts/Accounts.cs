using System;
using System.Collections.Generic;
using System.Text.Json;
using DefterX.Office;

namespace DefterX.OfficeService.Contracts;

/// <summary>Opens an office (Kayıt Olma).</summary>
/// <param name="CustomerNumber">Digits, at most 20.</param>
/// <param name="Email">Where the welcome mail with the first key goes.</param>
/// <param name="KeyName">Whose key that is.</param>
/// <param name="Office">The settings as in office.json, without keys.</param>
/// <param name="Files">As of <see cref="OfficeDocument"/>; none when left out.</param>
internal sealed record RegistrationRequest(
    string CustomerNumber, string Email, string KeyName, JsonElement Office, IReadOnlyList<OfficeFile>? Files = null);

/// <param name="OfficeId">GUID, 32 hexadecimal digits.</param>
/// <param name="Key">The key without the key.</param>
internal sealed record RegistrationResponse(string OfficeId, KeyInfo Key);

/// <param name="Key">xxx-aaa-ddd-eee.</param>
/// <param name="Period">yyyy-MM.</param>
/// <param name="Machine">The machine that the session is bound to.</param>
/// <param name="User">Its account.</param>
/// <param name="ClientVersion">The module's version.</param>
internal sealed record LoginRequest(string Key, string CustomerNumber, string Period, string Machine, string User, string ClientVersion);

/// <param name="Token">For the header Authorization, scheme Bearer; kept nowhere.</param>
/// <param name="Session">What the token opens.</param>
/// <param name="Office">The office.</param>
internal sealed record LoginResponse(string Token, SessionInfo Session, OfficeDocument Office);

/// <param name="KeyId">By which the key is removed.</param>
/// <param name="KeyName">Whose key it is.</param>
/// <param name="ExpiresAt">At the latest.</param>
/// <param name="IdleSeconds">How long it may go unused.</param>
/// <param name="FirmCount">Number of the office's firms.</param>
internal sealed record SessionInfo(
    string KeyId, string KeyName, OfficeRole Role, DateTimeOffset ExpiresAt, double IdleSeconds, int FirmCount);

/// <param name="Id">Eight hexadecimal digits.</param>
internal sealed record KeyInfo(string Id, string Name, OfficeRole Role, string Email, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

internal sealed record KeyList(IReadOnlyList<KeyInfo> Keys);

internal sealed record NewKeyRequest(string Name, string Email, OfficeRole Role);

/// <param name="Next">To go on with, as <c>before</c>; null at the end.</param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long? Next);

/// <summary>Something that somebody did.</summary>
/// <param name="Action">As in <c>Login</c>, <c>LoginRejected</c>, <c>FirmChanged</c>, <c>MonthCommitted</c>.</param>
/// <param name="Subject">What it was done to: a firm, a month, a key.</param>
internal sealed record AuditEntry(
    long Id, DateTimeOffset Time, string? KeyId, string? KeyName, string? Address, string? Machine, string Action, string? Subject, string? Detail);

/// <summary>The office as its folder would keep it.</summary>
/// <param name="Version">For If-Match.</param>
/// <param name="Settings">office.json without keys.</param>
/// <param name="Files">The other files of the folder itself: roots, holidays.json.</param>
internal sealed record OfficeDocument(long Version, JsonElement Settings, IReadOnlyList<OfficeFile> Files);

/// <param name="Name">With <c>/</c>, as <c>roots/kamusm.pem</c>.</param>
internal sealed record OfficeFile(string Name, byte[] Content);
