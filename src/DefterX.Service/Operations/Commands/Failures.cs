using System;
using System.Data.Common;
using System.IO;
using System.Net.Sockets;
using DefterX.Service.Mail;
using DefterX.Service.Operations.Hosting;
using DefterX.Service.Problems;

namespace DefterX.Service.Operations.Commands;

/// <summary>Failures that a person at the command line is told in a line, instead of in a stack.</summary>
internal static class Failures
{
    public static bool IsExpected(Exception e) => e is ServiceStartException or MailFailedException or ServiceException or DefterXException
        or DbException or IOException or UnauthorizedAccessException or SocketException;

    public static string Tell(Exception e) => e is ServiceException { Detail: null } service
        ? Service.Strings.ResourceManager.GetString(service.Code, System.Globalization.CultureInfo.CurrentUICulture) ?? service.Code
        : e.Message;
}
