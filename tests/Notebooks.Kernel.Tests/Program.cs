using Notebooks.Kernel;
using Notebooks.Kernel.Tests;

// The tests talk to processes of their own: this very program, called in other ways.
switch (args)
{
    case ["kernel", "start", "--connection-file", var connectionFile]:
        Environment.Exit(await CSharpKernel.RunAsync(connectionFile));
        break;

    case ["start-a-kernel-and-wait"]:
        var kernel = await Notebooks.Jupyter.KernelClient.StartAsync(OurKernel.Spec, Path.GetTempPath(), OurKernel.StartLimit);
        await kernel.ExecuteAsync("var begun = 1;");
        _ = kernel.ExecuteAsync("while (true) { }");
        Console.WriteLine(kernel.ProcessId);
        await Task.Delay(Timeout.Infinite);
        break;

    case ["sleep"]:
        await Task.Delay(Timeout.Infinite);
        break;
}

return await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
