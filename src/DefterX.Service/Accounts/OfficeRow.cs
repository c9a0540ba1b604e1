using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Storage;

namespace DefterX.Service.Accounts;

/// <summary>A row of <c>offices</c>.</summary>
internal sealed class OfficeRow
{
    private const string Columns = "select id, customer_number, name, salt, settings, files, version from offices ";

    public string Id { get; set; } = "";

    public string CustomerNumber { get; set; } = "";

    public string Name { get; set; } = "";

    public byte[] Salt { get; set; } = [];

    public string Settings { get; set; } = "{}";

    public string Files { get; set; } = "[]";

    public long Version { get; set; }

    /// <summary>The office of a customer number, or null.</summary>
    public static Task<OfficeRow?> OfCustomerAsync(Statements statements, string customerNumber) =>
        statements.FindAsync<OfficeRow>(Columns + "where customer_number = @customerNumber", new { customerNumber });

    /// <summary>The office that somebody is logged in to.</summary>
    public static async Task<OfficeRow> GetAsync(Statements statements, string id) =>
        await statements.FindAsync<OfficeRow>(Columns + "where id = @id", new { id }) ?? throw new InvalidOperationException("No such office.");

    /// <summary>The same, so that until the transaction ends nobody else changes the office or its keys.</summary>
    public static async Task<OfficeRow> LockAsync(Statements statements, string id) =>
        await statements.FindAsync<OfficeRow>(Columns + "where id = @id" + statements.Dialect.ForUpdate, new { id })
        ?? throw new InvalidOperationException("No such office.");

    /// <summary>As it is sent.</summary>
    public OfficeDocument Document() => new(
        Version,
        JsonSerializer.Deserialize<JsonElement>(Settings),
        JsonSerializer.Deserialize<IReadOnlyList<OfficeFile>>(Files, ServiceJson.Options) ?? []);
}
