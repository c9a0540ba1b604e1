using System;

namespace DefterX.OfficeService;

/// <summary>The address of an office service.</summary>
internal static class ServiceAddress
{
    /// <summary>The address with a slash at its end, without query and fragment.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceUnreachable"/>: it is neither https nor loopback, or names a user.</exception>
    public static Uri Of(Uri address)
    {
        bool isUsable = address.IsAbsoluteUri && address.UserInfo.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
        if (!isUsable)
        {
            throw new DefterXException(ErrorIds.ServiceUnreachable, Text.Format(Strings.AddressNotSecure, address), address);
        }

        return new UriBuilder(address) { Query = "", Fragment = "", Path = address.AbsolutePath.TrimEnd('/') + "/" }.Uri;
    }
}
