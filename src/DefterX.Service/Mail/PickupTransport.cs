using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using MimeKit;

namespace DefterX.Service.Mail;

/// <summary>Puts mails into a folder, from which another program or a person takes them; readable by owner and group alone.</summary>
internal sealed class PickupTransport(string folder, TimeProvider clock) : IMailTransport
{
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        string name = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture) + $"-{Guid.NewGuid():N}.eml";
        string path = Path.Combine(folder, name);
        string temporary = AtomicFile.TemporaryName(path);
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        try
        {
            PrivateFolder.Create(folder);
            FileStream stream = AtomicFile.CreateNew(temporary);
            await using (stream.ConfigureAwait(false))
            {
                await message.WriteToAsync(format, stream, cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            AtomicFile.Replace(temporary, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MailFailedException(Text.Format(Strings.PickupFailed, folder, e.Message));
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }
}
