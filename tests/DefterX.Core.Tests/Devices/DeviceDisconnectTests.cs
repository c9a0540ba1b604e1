using System;
using System.Text;
using System.Threading;
using DefterX.Devices;
using Xunit;

namespace DefterX.Tests.Devices;

[Collection(SoftHsmTests.Name)]
public sealed class DeviceDisconnectTests : IDisposable
{
    private static readonly byte[] s_data = Encoding.UTF8.GetBytes("Yevmiye defteri");
    private readonly DeviceManager _manager = new();

    public void Dispose() => _manager.DisconnectAll();

    [Fact]
    public void Disconnect_TwoManagersOnOneLibrary_LeavesTheOtherSigning()
    {
        TestToken one = TestToken.Create();
        TestToken two = TestToken.Create();
        DeviceManager other = new();
        ConnectedDevice kept = TestToken.Connect(_manager, one.Find());
        TestToken.Connect(other, two.Find());

        other.DisconnectAll();

        Assert.Equal(96, kept.Key.Sign(s_data, CancellationToken.None).Length);
        Assert.True(one.Find(_manager).IsConnected);
    }

    [Fact]
    public void Disconnect_LogsOutAndSigningFails()
    {
        TestToken token = TestToken.Create();
        ConnectedDevice connection = TestToken.Connect(_manager, token.Find());
        Assert.True(token.Find(_manager).IsConnected);

        _manager.Disconnect(connection.Device);

        Assert.False(token.Find(_manager).IsConnected);
        Assert.Empty(_manager.Connected);
        DefterXException failure = Assert.Throws<DefterXException>(() => connection.Key.Sign(s_data, CancellationToken.None));
        Assert.Equal(ErrorIds.DeviceRequired, failure.ErrorId);
        failure = Assert.Throws<DefterXException>(() => TestToken.Connect(_manager, token.Find(), "999999"));
        Assert.Equal(ErrorIds.PinIncorrect, failure.ErrorId);
    }
}
