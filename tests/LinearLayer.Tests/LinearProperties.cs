using CsCheck;

namespace LinearLayer.Tests;

/// <summary>What holds for every linear layer, tried exactly in integers on random shapes and memory layouts.</summary>
public class LinearProperties
{
    /// <summary>A layer with everything that flows through it.</summary>
    private sealed record Layer(Tensor<long> x, Tensor<long> w, Tensor<long> b, Tensor<long> dout)
    {
        public nint N => x.Lengths[0];

        public nint D => w.Lengths[0];

        public nint M => w.Lengths[1];

        public override string ToString() => string.Join("; ", new[] { x, w, b, dout }.Select(
            tensor => $"({string.Join(", ", tensor.Lengths.ToArray())}) [{string.Join(", ", AssertTensor.Cells(tensor))}]"));
    }

    private static readonly Gen<Layer> Layers =
        from n in Gen.Int[0, 4]
        from sizes in Gen.Int[1, 3].Array[1, 3]
        from m in Gen.Int[0, 4]
        let d = sizes.Aggregate((product, size) => product * size)
        from x in Layouts.TensorOf([n, .. sizes])
        from w in Layouts.TensorOf(d, m)
        from b in Layouts.TensorOf(m)
        from dout in Layouts.TensorOf(n, m)
        select new Layer(x, w, b, dout);

    private static readonly Gen<(Layer Layer, Layer Step)> LayersAndSteps =
        from layer in Layers
        from dx in Layouts.TensorOf(layer.x.Lengths.ToArray())
        from dw in Layouts.TensorOf(layer.w.Lengths.ToArray())
        from db in Layouts.TensorOf(layer.b.Lengths.ToArray())
        from dout in Layouts.TensorOf(layer.dout.Lengths.ToArray())
        select (layer, new Layer(dx, dw, db, dout));

    [Fact]
    public void Every_cell_of_out_is_the_sum_over_the_features_plus_the_bias() => Layers.Sample(layer =>
    {
        var x = AssertTensor.Cells(layer.x); // row-major: example n starts at n·D

        var (@out, _) = Linear.Forward(layer.x, layer.w, layer.b);

        Assert.Equal([layer.N, layer.M], @out.Lengths.ToArray());
        for (var n = 0; n < layer.N; n++)
        {
            for (var m = 0; m < layer.M; m++)
            {
                var sum = Enumerable.Range(0, (int)layer.D).Sum(d => x[(int)(n * layer.D) + d] * layer.w[d, m]);
                Assert.Equal(sum + layer.b[m], @out[n, m]);
            }
        }
    });

    [Fact]
    public void Every_gradient_has_the_shape_of_what_it_is_the_gradient_of() => Layers.Sample(layer =>
    {
        var (dx, dw, db) = Linear.Backward(layer.dout, Linear.Forward(layer.x, layer.w, layer.b).cache);

        Assert.Equal(layer.x.Lengths.ToArray(), dx.Lengths.ToArray());
        Assert.Equal(layer.w.Lengths.ToArray(), dw.Lengths.ToArray());
        Assert.Equal(layer.b.Lengths.ToArray(), db.Lengths.ToArray());
    });

    // ⟨dout, dz⟩ = ⟨dx, δx⟩ + ⟨dw, δw⟩ + ⟨db, δb⟩, where dz is what a step changes in z to first order.
    // z is of second order in the step, so z(+step) - z(-step) is exactly 2 dz.
    [Fact]
    public void The_backward_pass_is_the_adjoint_of_the_forward_pass() => LayersAndSteps.Sample((layer, step) =>
    {
        var (ahead, _) = Linear.Forward(Plus(layer.x, step.x, 1), Plus(layer.w, step.w, 1), Plus(layer.b, step.b, 1));
        var (behind, _) = Linear.Forward(Plus(layer.x, step.x, -1), Plus(layer.w, step.w, -1), Plus(layer.b, step.b, -1));

        var (dx, dw, db) = Linear.Backward(layer.dout, Linear.Forward(layer.x, layer.w, layer.b).cache);

        Assert.Equal(
            Inner(layer.dout, ahead) - Inner(layer.dout, behind),
            2 * (Inner(dx, step.x) + Inner(dw, step.w) + Inner(db, step.b)));
    });

    [Fact]
    public void Forward_is_affine_in_x() => LayersAndSteps.Sample((layer, step) =>
    {
        var zero = Tensor.CreateFromShape<long>(layer.b.Lengths);
        var (ofFirst, _) = Linear.Forward(layer.x, layer.w, layer.b);
        var (ofSecond, _) = Linear.Forward(step.x, layer.w, zero);

        var (ofSum, _) = Linear.Forward(Plus(layer.x, step.x, 3), layer.w, layer.b);

        AssertTensor.Equal(Plus(ofFirst, ofSecond, 3), ofSum);
    });

    [Fact]
    public void Backward_is_linear_in_dout() => LayersAndSteps.Sample((layer, step) =>
    {
        var (_, cache) = Linear.Forward(layer.x, layer.w, layer.b);
        var first = Linear.Backward(layer.dout, cache);
        var second = Linear.Backward(step.dout, cache);

        var ofSum = Linear.Backward(Plus(layer.dout, step.dout, 3), cache);

        AssertTensor.Equal(Plus(first.dx, second.dx, 3), ofSum.dx);
        AssertTensor.Equal(Plus(first.dw, second.dw, 3), ofSum.dw);
        AssertTensor.Equal(Plus(first.db, second.db, 3), ofSum.db);
    });

    [Fact]
    public void Slices_and_transposed_tensors_give_what_their_dense_copies_give() => Layers.Sample(layer =>
    {
        var (@out, cache) = Linear.Forward(layer.x, layer.w, layer.b);
        var (dx, dw, db) = Linear.Backward(layer.dout, cache);

        var (outOfCopies, cacheOfCopies) = Linear.Forward(Dense(layer.x), Dense(layer.w), Dense(layer.b));
        var (dxOfCopies, dwOfCopies, dbOfCopies) = Linear.Backward(Dense(layer.dout), cacheOfCopies);

        AssertTensor.Equal(outOfCopies, @out);
        AssertTensor.Equal(dxOfCopies, dx);
        AssertTensor.Equal(dwOfCopies, dw);
        AssertTensor.Equal(dbOfCopies, db);
    });

    [Fact]
    public void A_row_of_out_depends_on_its_own_example_alone() => Layers.Where(layer => layer.N > 0).Sample(layer =>
    {
        var (@out, _) = Linear.Forward(layer.x, layer.w, layer.b);
        var features = AssertTensor.Cells(layer.x);

        for (var n = 0; n < layer.N; n++)
        {
            var example = Tensor.Create(features.Skip((int)(n * layer.D)).Take((int)layer.D).ToArray(), [1, layer.D]);
            var (row, _) = Linear.Forward(example, layer.w, layer.b);
            Assert.Equal(AssertTensor.Cells(@out).Skip((int)(n * layer.M)).Take((int)layer.M), AssertTensor.Cells(row));
        }
    });

    private static Tensor<long> Plus(Tensor<long> tensor, Tensor<long> step, long factor) =>
        Tensor.Create(AssertTensor.Cells(tensor).Zip(AssertTensor.Cells(step), (cell, change) => cell + factor * change).ToArray(), tensor.Lengths);

    private static long Inner(Tensor<long> left, Tensor<long> right)
    {
        Assert.Equal(left.Lengths.ToArray(), right.Lengths.ToArray());
        return AssertTensor.Cells(left).Zip(AssertTensor.Cells(right), (l, r) => l * r).Sum();
    }

    private static Tensor<long> Dense(Tensor<long> tensor) => Tensor.Create(AssertTensor.Cells(tensor).ToArray(), tensor.Lengths);
}
