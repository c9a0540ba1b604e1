using System.Globalization;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace DefterX.Service.Requests;

/// <summary>Versions as entity tags: version 7 is <c>"7"</c>.</summary>
internal static class VersionTag
{
    /// <summary>Says the version of what is answered.</summary>
    public static void Set(HttpContext context, long version) =>
        context.Response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The version that a change was made from (If-Match).</summary>
    /// <exception cref="ServiceException">428: there is none, so that nobody overwrites what they did not see.</exception>
    public static long Required(HttpContext context)
    {
        string text = context.Request.Headers.IfMatch.ToString();
        if (EntityTagHeaderValue.TryParse(text, out EntityTagHeaderValue? tag) && !tag.IsWeak
            && long.TryParse(tag.Tag.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out long version))
        {
            return version;
        }

        throw new ServiceException(ServiceCodes.RequestInvalid, StatusCodes.Status428PreconditionRequired, Strings.IfMatchMissing);
    }

    /// <summary>412: it was changed by another meanwhile.</summary>
    public static ServiceException Conflict() => new(ServiceCodes.VersionConflict, StatusCodes.Status412PreconditionFailed);
}
