using System;
using System.IO;
using System.Reflection;
using DefterX.Loader;
using Xunit;

namespace DefterX.Cmdlets.Tests.Loading;

public sealed class DesktopResolverTests
{
    private const string Memory = "System.Memory, Version=4.0.2.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";
    private static readonly string s_folder = Path.GetDirectoryName(typeof(DesktopResolverTests).Assembly.Location)!;

    [Theory]
    [InlineData(Memory, true)]
    [InlineData("System.Memory, Version=4.0.1.1, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51", true)]
    [InlineData("System.Memory, Version=4.0.5.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51", false)]
    [InlineData("System.Memory, Version=4.0.1.1, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a", false)]
    [InlineData("System.Buffers, Version=4.0.1.1, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51", false)]
    public void Satisfies_WhenIdentityIsAsked_AnswersAsABindingRedirectWould(string wanted, bool expected) =>
        Assert.Equal(expected, DesktopResolver.Satisfies(new AssemblyName(Memory), new AssemblyName(wanted)));

    [Fact]
    public void Resolve_WhenRequesterIsOwn_LoadsFromTheFolder()
    {
        Assembly? found = DesktopResolver.Resolve(s_folder, new ResolveEventArgs("CsvHelper, Version=33.0.0.0, PublicKeyToken=8c4959082be5c823", GetType().Assembly));

        Assert.Equal("CsvHelper", found?.GetName().Name);
    }

    [Fact]
    public void Resolve_WhenRequesterIsAnothers_DoesNotAnswer()
    {
        string wanted = "CsvHelper, Version=33.0.0.0, PublicKeyToken=8c4959082be5c823";

        Assert.Null(DesktopResolver.Resolve(s_folder, new ResolveEventArgs(wanted, typeof(object).Assembly)));
        Assert.Null(DesktopResolver.Resolve(s_folder, new ResolveEventArgs(wanted)));
    }
}
