using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Tensors written out as C# arrays: <c>Tensors.Of(new double[,] { { 1, 2 }, { 3, 4 } })</c> has the shape (2, 2).</summary>
public static class Tensors
{
    /// <summary>A tensor of shape (n,) with the array's elements; they are copied.</summary>
    public static Tensor<T> Of<T>(T[] array) => Of<T>((Array)array);

    /// <summary>A tensor of the array's shape with its elements; they are copied.</summary>
    public static Tensor<T> Of<T>(T[,] array) => Of<T>((Array)array);

    /// <inheritdoc cref="Of{T}(T[,])"/>
    public static Tensor<T> Of<T>(T[,,] array) => Of<T>((Array)array);

    /// <inheritdoc cref="Of{T}(T[,])"/>
    public static Tensor<T> Of<T>(T[,,,] array) => Of<T>((Array)array);

    /// <summary>A tensor of the array's shape with its elements, for an array of any rank; they are copied.</summary>
    /// <exception cref="ArgumentException">The array's elements are not of type <typeparamref name="T"/>.</exception>
    public static Tensor<T> Of<T>(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.GetType().GetElementType() != typeof(T))
        {
            throw new ArgumentException(
                $"Tensors.Of<{typeof(T).Name}> was given an array of {array.GetType().GetElementType()!.Name}: the two types must be the same.");
        }

        var lengths = Enumerable.Range(0, array.Rank).Select(axis => (nint)array.GetLongLength(axis)).ToArray();
        return Tensor.Create(array.Cast<T>().ToArray(), lengths); // an Array enumerates row-major, as a tensor does
    }
}
