using System.Linq.Expressions;
using System.Text.Json;
using LinearLayer.Tests.PyTorch;

namespace LinearLayer.Tests;

/// <summary>Our values and gradients of random expressions beside those of PyTorch's autograd, which expressions.py writes.</summary>
public class GraphPyTorchTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Graph");
    private static readonly string Text = File.ReadAllText(Path.Combine(Folder, "expressions.json"));
    private static readonly IReadOnlyList<Case> Committed = Case.Parse(Text);

    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, Committed.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_traced_expression_has_the_loss_and_the_gradients_of_PyTorch(int index)
    {
        var reference = Committed[index];
        Tensor<double>[] inputs = [.. reference.Inputs.Select(input => Tensor.Create(input.Cells, input.Shape))];

        var graph = Graph.Trace(Expression.Lambda<Func<double>>(Tree(reference.Expression, inputs)), new ShapeScope(), "");
        graph.Backward();

        AssertClose([reference.Loss], graph.Output.Value);
        foreach (var (input, expected) in inputs.Zip(reference.Inputs))
        {
            var node = Assert.Single(graph.Inputs, node => ReferenceEquals(node.Value, input));
            Assert.Equal(input.Lengths.ToArray(), node.Gradient!.Lengths.ToArray());
            AssertClose(expected.Gradient, node.Gradient);
        }
    }

    [Fact]
    public void The_expressions_use_every_operation_and_use_values_twice()
    {
        string[] operations =
        [
            "add", "add_to_each_row", "cross_entropy", "div", "flatten", "matmul", "mean", "mean_squared_error", "mul", "neg",
            "relu", "reshape", "scale", "softmax", "squared_error", "sub", "sum", "sum_over_rows", "transpose",
        ];

        Assert.All(operations, operation => Assert.Contains($"[\"{operation}\"", Text));
        Assert.Contains(Committed, reference => reference.Inputs.Index().Any(input => reference.Json.Split($"[\"input\", {input.Index}]").Length > 2));
    }

    [Fact]
    public void PyTorch_still_computes_the_committed_gradients()
    {
        var now = Case.Parse(Python.Write(Path.Combine(Folder, "expressions.py")));

        Assert.Equal(Committed.Select(reference => reference.Json), now.Select(reference => reference.Json));
        foreach (var (actual, expected) in now.Zip(Committed).SelectMany(pair => pair.First.Inputs.Zip(pair.Second.Inputs)))
        {
            Assert.Equal(expected.Shape, actual.Shape);
            Assert.Equal(expected.Cells, actual.Cells);
            AssertClose(expected.Gradient, Tensor.Create(actual.Gradient, actual.Shape));
        }
    }

    /// <summary>Both add the same numbers up, in another order.</summary>
    private static void AssertClose(double[] expected, Tensor<double> actual)
    {
        var scale = expected.Select(Math.Abs).Append(1).Max();
        foreach (var (e, a) in expected.Zip(AssertTensor.Cells(actual)))
            Assert.True(Math.Abs(e - a) <= 1e-12 * scale, $"expected {e:R}, got {a:R}");
    }

    /// <summary>The expression tree that C# would make of the expression.</summary>
    private static Expression Tree(JsonElement expression, Tensor<double>[] inputs)
    {
        var parts = expression.EnumerateArray().ToArray();
        return parts[0].GetString() switch
        {
            "input" => Expression.ArrayIndex(Expression.Constant(inputs), Expression.Constant(parts[1].GetInt32())),
            "scale" => Tree(parts[2], inputs) is var scaled && scaled.Type == typeof(double)
                ? Expression.Multiply(Expression.Constant(parts[1].GetDouble()), scaled)
                : Operator(() => 1.0 * inputs[0], [Expression.Constant(parts[1].GetDouble()), scaled]),
            "reshape" => Verb(() => inputs[0].Reshape(0), [Tree(parts[1], inputs), Expression.Constant(parts[2].EnumerateArray().Select(size => (nint)size.GetInt64()).ToArray())]),
            "cross_entropy" => Verb(() => inputs[0].SoftmaxCrossEntropy(new int[0], ""), [Tree(parts[1], inputs), Expression.Constant(parts[2].EnumerateArray().Select(label => label.GetInt32()).ToArray())]),
            "add" when Tree(parts[1], inputs) is var left && left.Type == typeof(double) => Expression.Add(left, Tree(parts[2], inputs)),
            "add" => Operator(() => inputs[0] + inputs[0], Operands()),
            "sub" => Operator(() => inputs[0] - inputs[0], Operands()),
            "mul" => Operator(() => inputs[0] * inputs[0], Operands()),
            "div" => Operator(() => inputs[0] / inputs[0], Operands()),
            "neg" => Operator(() => -inputs[0], Operands()),
            "add_to_each_row" => Verb(() => inputs[0].AddToEachRow(inputs[0], "", ""), Operands()),
            "matmul" => Verb(() => inputs[0].MatMul(inputs[0], "", ""), Operands()),
            "transpose" => Verb(() => inputs[0].Transpose(), Operands()),
            "flatten" => Verb(() => inputs[0].Flatten(""), Operands()),
            "relu" => Verb(() => inputs[0].Relu(), Operands()),
            "softmax" => Verb(() => inputs[0].Softmax(""), Operands()),
            "sum_over_rows" => Verb(() => inputs[0].SumOverRows(""), Operands()),
            "sum" => Verb(() => inputs[0].Sum(), Operands()),
            "mean" => Verb(() => inputs[0].Mean(), Operands()),
            "squared_error" => Verb(() => inputs[0].SquaredError(inputs[0], "", ""), Operands()),
            "mean_squared_error" => Verb(() => inputs[0].MeanSquaredError(inputs[0], "", ""), Operands()),
            var other => throw new NotSupportedException(other),
        };

        Expression[] Operands() => [.. parts.Skip(1).Select(part => Tree(part, inputs))];
    }

    /// <summary>The call or operator of an example, with other operands.</summary>
    private static Expression Verb<TResult>(Expression<Func<TResult>> example, Expression[] operands)
    {
        var call = (MethodCallExpression)example.Body;
        return Expression.Call(call.Method, [.. operands, .. call.Arguments.Skip(operands.Length)]);
    }

    private static Expression Operator<TResult>(Expression<Func<TResult>> example, Expression[] operands) => example.Body switch
    {
        BinaryExpression binary => Expression.MakeBinary(binary.NodeType, operands[0], operands[1], false, binary.Method),
        UnaryExpression unary => Expression.MakeUnary(unary.NodeType, operands[0], unary.Type, unary.Method),
        var other => throw new NotSupportedException(other.ToString()),
    };

    private sealed record Input(nint[] Shape, double[] Cells, double[] Gradient);

    private sealed record Case(JsonElement Expression, double Loss, IReadOnlyList<Input> Inputs)
    {
        public string Json => Expression.GetRawText();

        public static IReadOnlyList<Case> Parse(string json) => [.. JsonDocument.Parse(json).RootElement.EnumerateArray().Select(each => new Case(
            each.GetProperty("expression"),
            each.GetProperty("loss").GetDouble(),
            [.. each.GetProperty("inputs").EnumerateArray().Select(input => new Input(
                [.. input.GetProperty("shape").EnumerateArray().Select(size => (nint)size.GetInt64())], Numbers(input, "cells"), Numbers(input, "gradient")))]))];

        private static double[] Numbers(JsonElement input, string name) => [.. input.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
    }
}
