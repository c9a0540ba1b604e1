using System;
using System.Runtime.InteropServices;
using System.Text;
using DefterX.Devices.SmartCards;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Devices.SmartCards;

/// <summary>Tests with the smart card service run one after another: a process knows only one.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PcscTests
{
    public const string Name = "PC/SC";
}

[Collection(PcscTests.Name)]
public sealed class SmartCardServiceTests
{
    private const string Akis = "3B9F978131FE4580655443D3210731C073F62180810590";

    [Fact]
    public void Survey_WhenTheServiceDoesNotRun_NotRunning()
    {
        SmartCardSurvey survey = SmartCardService.Survey();

        Assert.Equal(SmartCardServiceState.NotRunning, survey.State);
        Assert.Empty(survey.Readers);
    }

    [Fact]
    public void Survey_WhenTheServiceHasEnded_NotRunning()
    {
        new PcscDaemon().Dispose();

        Assert.Equal(SmartCardServiceState.NotRunning, SmartCardService.Survey().State);
    }

    [Fact]
    public void Survey_WhenThereIsNoReader_RunningWithoutReaders()
    {
        using PcscDaemon daemon = new(withReader: false);

        SmartCardSurvey survey = SmartCardService.Survey();

        Assert.Equal(SmartCardServiceState.Running, survey.State);
        Assert.Empty(survey.Readers);
    }

    [Fact]
    public void Survey_WhenACardIsInsertedAndPulled_SeesIt()
    {
        using PcscDaemon daemon = new();
        SmartCardReader expected = new() { Name = PcscDaemon.ReaderName };
        Assert.Equal(expected, SmartCardService.Survey().Readers[0]);

        using (daemon.Insert(Akis))
        {
            SmartCardSurvey survey = SmartCardService.Survey();
            Assert.Equal(expected with { HasCard = true, Atr = Akis }, survey.Readers[0]);
            Assert.Equal("AKİS", CardFamily.Find(survey.Readers[0].Atr)?.Name);
        }

        PcscDaemon.WaitUntilEmpty();
        Assert.Equal(expected, SmartCardService.Survey().Readers[0]);
    }

    [Fact]
    public void Survey_WhenAnotherClientHoldsTheCard_Exclusive()
    {
        using PcscDaemon daemon = new();
        using VirtualCard card = daemon.Insert(Akis);
        using (new ExclusiveConnection(PcscDaemon.ReaderName)) Assert.True(SmartCardService.Survey().Readers[0].IsExclusive);
        Assert.False(SmartCardService.Survey().Readers[0].IsExclusive);
    }

    [Fact]
    public void Look_WhenTheLibraryIsMissing_NotInstalled()
    {
        PcscFunctions functions = PcscFunctions.System with { EstablishContext = MissingLibrary.SCardEstablishContext };

        Assert.Equal(SmartCardServiceState.NotInstalled, new SmartCardService(functions).Look().State);
    }

    [Fact]
    public void Look_WhenTheServiceFails_TellsTheCode()
    {
        const uint OutOfMemory = 0x80100006;
        PcscFunctions functions = PcscFunctions.System with
        {
            EstablishContext = (UIntPtr _, IntPtr _, IntPtr _, out IntPtr context) =>
            {
                context = IntPtr.Zero;
                return new IntPtr(unchecked((int)OutOfMemory)); // sign-extended, as a LONG of 32 bits comes
            },
        };

        SmartCardSurvey survey = new SmartCardService(functions).Look();

        Assert.Equal(SmartCardServiceState.Failed, survey.State);
        Assert.Equal(OutOfMemory, survey.ErrorCode);
    }

    [Fact]
    public void Look_OnWindowsWithAMuteCard_ReadsWideNamesAndItsLayout()
    {
        const string Name = "Okuyucu Ş 0";
        PcscFunctions functions = new()
        {
            EstablishContext = (UIntPtr _, IntPtr _, IntPtr _, out IntPtr context) => context = IntPtr.Zero,
            ListReaders = (IntPtr _, IntPtr _, byte[]? readers, ref UIntPtr length) =>
            {
                byte[] names = Encoding.Unicode.GetBytes(Name + "\0\0");
                length = (UIntPtr)(names.Length / 2);
                names.CopyTo(readers ?? names, 0);
                return IntPtr.Zero;
            },
            GetStatusChange = (_, _, states, _) =>
            {
                Assert.Equal(Name, Marshal.PtrToStringUni(new IntPtr(BitConverter.ToInt64(states))));
                BitConverter.GetBytes(0x2A2u).CopyTo(states, 20); // changed, present, exclusive, mute
                BitConverter.GetBytes(2u).CopyTo(states, 24);
                states[28] = 0x3B;
                states[29] = 0xFF;
                return IntPtr.Zero;
            },
            ReleaseContext = _ => IntPtr.Zero,
            Names = Encoding.Unicode,
            ReaderState = ReaderStateLayout.Windows,
        };

        SmartCardReader reader = Assert.Single(new SmartCardService(functions).Look().Readers);

        Assert.Equal(new SmartCardReader { Name = Name, HasCard = true, IsExclusive = true, IsMute = true, Atr = "3BFF" }, reader);
    }

    [Fact]
    public void ReaderStateLayout_On64Bits_HasTheSizesOfTheHeaders()
    {
        Assert.Equal(64, ReaderStateLayout.Windows.Size);
        Assert.Equal(61, ReaderStateLayout.MacOS.Size);
        Assert.Equal(80, ReaderStateLayout.PcscLite.Size);
    }

    private static class MissingLibrary
    {
        [DllImport("libdefterx-no-such-library.so.1")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr SCardEstablishContext(UIntPtr scope, IntPtr reserved1, IntPtr reserved2, out IntPtr context);
    }

    /// <summary>What another program does that takes the card for itself (pcsc-lite's winscard.h).</summary>
    private sealed class ExclusiveConnection : IDisposable
    {
        private readonly IntPtr _context;
        private readonly IntPtr _card;

        public ExclusiveConnection(string reader)
        {
            PcscFunctions.System.EstablishContext(2, 0, 0, out _context);
            Assert.Equal(0, SCardConnect(_context, Encoding.UTF8.GetBytes(reader + "\0"), 1, 3, out _card, out _));
        }

        public void Dispose()
        {
            Assert.Equal(0, SCardDisconnect(_card, 0));
            PcscFunctions.System.ReleaseContext(_context);
        }

        [DllImport("libpcsclite.so.1")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern IntPtr SCardConnect(
            IntPtr context, byte[] reader, UIntPtr shareMode, UIntPtr protocols, out IntPtr card, out UIntPtr protocol);

        [DllImport("libpcsclite.so.1")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern IntPtr SCardDisconnect(IntPtr card, UIntPtr disposition);
    }
}
