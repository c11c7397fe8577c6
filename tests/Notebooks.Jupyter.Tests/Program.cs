using Notebooks.Jupyter.Tests;

// The tests start kernels that misbehave: this very program, called in another way.
if (args is ["fake-kernel", var behaviour, var connectionFile])
    return await FakeKernel.RunAsync(behaviour, connectionFile);

return await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
