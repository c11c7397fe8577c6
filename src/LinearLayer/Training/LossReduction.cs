namespace LinearLayer;

/// <summary>How a loss comes from the losses of the single examples.</summary>
public enum LossReduction
{
    /// <summary>Their mean: the cross-entropy is divided by N, the squared error by N·M, as PyTorch does by default.</summary>
    /// <remarks>The division is in the loss, so it is in dout; the backward passes of the layers divide by nothing.</remarks>
    Mean,

    /// <summary>Their sum: nothing is divided. Gradients grow with N, so the learning rate must shrink with it.</summary>
    Sum,
}
