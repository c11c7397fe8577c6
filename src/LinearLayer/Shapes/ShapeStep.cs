namespace LinearLayer;

/// <summary>One sub-expression of an explained expression.</summary>
/// <param name="Operation">What it does, such as "input", "flatten" or "product".</param>
/// <param name="Text">Its source, as the learner wrote it.</param>
/// <param name="Start">Where its source begins in the whole expression, counted from 0.</param>
/// <param name="Axes">Its axes by name.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Operands">The steps that it takes its operands from, counted from 0.</param>
public sealed record ShapeStep(string Operation, string Text, int Start, Axes Axes, Shape Shape, IReadOnlyList<int> Operands);
