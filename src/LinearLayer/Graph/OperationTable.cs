using System.Linq.Expressions;
using System.Numerics.Tensors;
using System.Reflection;

namespace LinearLayer;

/// <summary>Which methods and operators are operations of the graph.</summary>
internal static class OperationTable
{
    /// <summary>The verbs by name, each with how many of its arguments are operands; ours, and those of System.Numerics.Tensors.</summary>
    private static readonly Dictionary<string, (Type Operation, int Operands)> ByVerb = new()
    {
        ["Flatten"] = (typeof(FlattenOperation<>), 1),
        ["Reshape"] = (typeof(ReshapeToOperation<>), 1),
        ["ReshapeAs"] = (typeof(ReshapeAsOperation<>), 2),
        ["Transpose"] = (typeof(TransposeOperation<>), 1),
        ["MatMul"] = (typeof(MatMulOperation<>), 2),
        ["AddToEachRow"] = (typeof(AdditionOperation<>), 2),
        ["Relu"] = (typeof(ReluOperation<>), 1),
        ["Softmax"] = (typeof(SoftmaxOperation<>), 1),
        ["Sum"] = (typeof(SumOperation<>), 1),
        ["SumOverRows"] = (typeof(SumOverRowsOperation<>), 1),
        ["Mean"] = (typeof(MeanOperation<>), 1),
        ["SquaredError"] = (typeof(SquaredErrorOperation<>), 2),
        ["MeanSquaredError"] = (typeof(MeanSquaredErrorOperation<>), 2),
        ["SoftmaxCrossEntropy"] = (typeof(SoftmaxCrossEntropyOperation<>), 1),
    };

    private static readonly Dictionary<ExpressionType, Type> ByOperator = new()
    {
        [ExpressionType.Add] = typeof(AdditionOperation<>),
        [ExpressionType.Subtract] = typeof(SubtractionOperation<>),
        [ExpressionType.Multiply] = typeof(MultiplicationOperation<>),
        [ExpressionType.Divide] = typeof(DivisionOperation<>),
        [ExpressionType.Negate] = typeof(NegationOperation<>),
    };

    /// <summary>The names of the verbs, for messages.</summary>
    public static IEnumerable<string> Verbs => ByVerb.Keys;

    /// <summary>The operation behind a method, and how many of its arguments are operands; null for other code.</summary>
    public static (Type Operation, int Operands)? OfMethod(MethodInfo method)
    {
        var assembly = method.DeclaringType?.Assembly;
        var isVerb = assembly == typeof(OperationTable).Assembly || method.DeclaringType == typeof(Tensor);
        return isVerb && ByVerb.TryGetValue(method.Name, out var verb) ? verb : null;
    }

    /// <summary>The operation behind an operator; null for other code.</summary>
    public static Type? OfOperator(ExpressionType type) => ByOperator.GetValueOrDefault(type);

    /// <summary>The operation for this type of cells.</summary>
    /// <exception cref="NotSupportedException">The type lacks what the local rule needs.</exception>
    public static Operation<T> Create<T>(Type operation, IReadOnlyList<object?> parameters)
    {
        try
        {
            var type = operation.MakeGenericType(typeof(T));
            var created = (Operation<T>)Activator.CreateInstance(type)!;
            created.Parameters = parameters;
            return created;
        }
        catch (ArgumentException violation)
        {
            throw new NotSupportedException($"The local rule of {operation.Name.Split('`')[0].Replace("Operation", "")} does not work for {typeof(T).Name}: {violation.Message}", violation);
        }
    }
}
