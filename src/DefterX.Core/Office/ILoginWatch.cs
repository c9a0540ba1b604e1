namespace DefterX.Office;

/// <summary>Tells whether the login by which a session was opened still stands.</summary>
internal interface ILoginWatch
{
    /// <summary>Whose key it is.</summary>
    string Name { get; }

    /// <summary>Whether it was revoked; stays so then.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>; <see cref="ErrorIds.ServiceUnreachable"/>.</exception>
    bool IsRevoked();
}
