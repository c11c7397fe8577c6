namespace LinearLayer;

/// <summary>For each mistake in a gradient something to think about that leads away from it, without the formula.</summary>
internal static class BackwardHints
{
    /// <summary>The hint for a mistake in dx, dw or db.</summary>
    public static string For(GradientMistake mistake, string gradient) => mistake switch
    {
        GradientMistake.Missing => "Return a tensor of the shape of what the gradient belongs to.",
        GradientMistake.WrongShape => "A gradient holds one derivative for each number of the thing. So which shape has it?",
        GradientMistake.ReshapeForgotten => "The layer below gave x in a shape of its own, and wants its gradient in that shape.",
        GradientMistake.NotFinite => "Nothing here needs a division. Look for one.",
        GradientMistake.AllZero => "A new tensor holds zeros. Where is your result written into it?",
        GradientMistake.SignFlipped => "A gradient points uphill. Who goes downhill, and where does the minus belong?",
        GradientMistake.MeanForSum => "Nothing in the layer divides. If the loss is a mean, where has its 1/N gone by the time dout comes down?",
        GradientMistake.WrongFactor when gradient == "db" => "How often is b added to one output, inside the sum over d or after it?",
        GradientMistake.WrongFactor => "Every cell is off by the same factor. What is counted twice, or divided?",
        GradientMistake.NotTransposed => "That fits only where two sizes happen to be equal. Which index is summed over, and where does it stand in each of the two tables?",
        GradientMistake.Transposed => "Cell [i, j] of a gradient belongs to cell [i, j] of its own table. Compare the two shapes.",
        GradientMistake.RowMajorLost => "A reshape keeps the cells in their row-major order and cuts them into other rows; a transpose makes a row of each column. Do both to the numbers 1 to 6, and compare.",
        GradientMistake.DoutIgnored => "That is the derivative of out alone. We want the derivative of L. By what does the chain rule multiply?",
        GradientMistake.OutForDout => "One of the two says what the layer gave, the other how L changes when that changes. Which one comes down from above?",
        GradientMistake.DxForX => "What was w multiplied by in the forward pass?",
        GradientMistake.WrongAxis => "Which index does the result keep? Then which one must be summed over?",
        GradientMistake.SumForgotten when gradient == "dx" => "Each input goes into every output. What becomes of all these shares?",
        GradientMistake.SumForgotten => "Every example has used the same parameter. What becomes of the shares of the examples?",
        GradientMistake.ProductOfSums => "(1 + 2)·(3 + 4) is 21, and 1·3 + 2·4 is 11. Each example multiplies its own numbers first.",
        GradientMistake.InverseForTranspose => "To go backward is not to undo. Follow one input to every output that it reaches, and add up.",
        GradientMistake.ZeroWhereBiasIsZero => "A gradient asks what a change of b does, not what b adds. Let a bias grow from 0 to 1: what do the outputs do?",
        GradientMistake.WeightsAfterUpdate => "The forward pass used other weights. When may they change?",
        _ => throw new ArgumentOutOfRangeException(nameof(mistake), mistake, "There is no hint for this mistake."),
    };

    /// <summary>The hint where the numbers give no mistake away.</summary>
    public static string For(string gradient) => gradient switch
    {
        "db" => "Take one bias. Which cells of out does it reach, and how much does each of them count for L?",
        "dw" => "Take one weight. Which cells of out does it reach, and what is it multiplied by on the way?",
        _ => "Take one input. Which cells of out does it reach, and what is it multiplied by on the way?",
    };
}
