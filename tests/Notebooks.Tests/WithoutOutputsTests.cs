namespace Notebooks.Tests;

public class WithoutOutputsTests
{
    [Fact]
    public void A_notebook_that_was_run_becomes_as_if_it_had_not_been()
    {
        var run = Ipynb.Parse("""{"nbformat":4,"nbformat_minor":5,"metadata":{"widgets":{},"x":1.0},"cells":[{"cell_type":"code","id":"a","execution_count":3,"metadata":{"execution":{"iopub.status.busy":"now"},"ExecuteTime":{},"scrolled":true,"collapsed":false,"tags":["t"]},"source":"1","outputs":[{"output_type":"stream","name":"stdout","text":"1"}]},{"cell_type":"markdown","id":"b","metadata":{},"source":"2"}]}""");
        var fresh = Ipynb.Parse("""{"nbformat":4,"nbformat_minor":5,"metadata":{"x":1.0},"cells":[{"cell_type":"code","id":"a","execution_count":null,"metadata":{"tags":["t"]},"source":"1","outputs":[]},{"cell_type":"markdown","id":"b","metadata":{},"source":"2"}]}""");
        var before = Ipynb.Format(run);

        Assert.Equal(Ipynb.Format(fresh), Ipynb.Format(run.WithoutOutputs()));
        Assert.Equal(before, Ipynb.Format(run));
    }
}
