using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>An answer that somebody gives who believes something else.</summary>
/// <param name="Belief">What that person believes, in one sentence.</param>
/// <param name="Hint">What to think about next. It is never the solution.</param>
/// <param name="Numbers">The answer that follows from the belief.</param>
internal sealed record WrongAnswer(string Belief, string Hint, Tensor<double> Numbers);
