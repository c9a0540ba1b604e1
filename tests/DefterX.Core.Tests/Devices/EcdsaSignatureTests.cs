using System;
using System.Linq;
using System.Security.Cryptography;
using DefterX.Devices;
using Xunit;

namespace DefterX.Tests.Devices;

public sealed class EcdsaSignatureTests
{
    [Fact]
    public void ToConcatenation_Der_IsWhatDotNetMakesOfIt()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        byte[] hash = new byte[48];
        for (int i = 0; i < 300; i++)
        {
            byte[] der = key.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence);

            byte[]? value = EcdsaSignature.ToConcatenation(der, 48);

            Assert.NotNull(value);
            Assert.True(key.VerifyHash(hash, value, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        }
    }

    [Fact]
    public void ToConcatenation_Concatenation_StaysAsItIs()
    {
        byte[] value = Enumerable.Repeat((byte)0x30, 96).ToArray();

        Assert.Same(value, EcdsaSignature.ToConcatenation(value, 48));
    }

    [Fact]
    public void ToConcatenation_ShortIntegers_PadsOnTheLeft()
    {
        byte[]? value = EcdsaSignature.ToConcatenation([0x30, 0x07, 0x02, 0x01, 0x05, 0x02, 0x02, 0x00, 0xFF], 48);

        Assert.Equal(5, value![47]);
        Assert.Equal(0xFF, value[95]);
        Assert.Equal(2, value.Count(octet => octet != 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3006020105020105FF")] // something follows
    [InlineData("30060201050201")] // cut off
    [InlineData("3003020105")] // one integer
    [InlineData("3006020100020105")] // r is zero
    [InlineData("3080020105020105")] // indefinite length
    [InlineData("308400000006020105020105")] // length too long
    public void ToConcatenation_Malformed_IsNull(string hexadecimal) =>
        Assert.Null(EcdsaSignature.ToConcatenation(Convert.FromHexString(hexadecimal), 48));

    [Fact]
    public void ToConcatenation_IntegerLongerThanTheField_IsNull() => Assert.Null(EcdsaSignature.ToConcatenation(
        [0x30, 54, 0x02, 49, .. Enumerable.Repeat((byte)1, 49), 0x02, 1, 1], 48));
}
