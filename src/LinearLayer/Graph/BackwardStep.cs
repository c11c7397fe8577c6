using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>One step of the backward pass: a gradient flows from a node to one of its operands, by the local rule of the operation.</summary>
/// <param name="From">The node whose gradient is known; null for the first step, in which the upstream gradient comes in.</param>
/// <param name="To">The node that receives.</param>
/// <param name="Rule">The local rule's name, such as "broadcast sums".</param>
/// <param name="Formula">The rule with the names of this graph, such as <c>dw = xFlatᵀ·dp</c>; with += from the second use on.</param>
/// <param name="Contribution">What this step adds to the gradient of <paramref name="To"/>, in its shape.</param>
public sealed record BackwardStep<T>(Node<T>? From, Node<T> To, string Rule, string Formula, Tensor<T> Contribution)
{
    /// <summary>The formula and the rule.</summary>
    public override string ToString() => $"{Formula}  ({Rule})";
}
