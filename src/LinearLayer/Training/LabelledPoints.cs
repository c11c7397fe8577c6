using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Points in the plane, each with its class.</summary>
/// <param name="x">The points, (N, 2).</param>
/// <param name="labels">The class of each point, counted from 0; N of them.</param>
public sealed record LabelledPoints(Tensor<double> x, int[] labels);
