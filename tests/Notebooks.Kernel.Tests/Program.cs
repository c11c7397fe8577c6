using Notebooks.Kernel;

// The tests talk to a kernel in a process of its own: this very program, called in another way.
if (args is ["kernel", "start", "--connection-file", var connectionFile])
    Environment.Exit(await CSharpKernel.RunAsync(connectionFile));

return await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
    args, Notebooks.Kernel.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions);
