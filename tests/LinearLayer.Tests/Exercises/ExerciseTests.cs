namespace LinearLayer.Tests.Exercises;

/// <summary>What a learner is told of a right answer and of wrong ones, each written as somebody would write it.</summary>
public class ExerciseTests
{
    private static string Hint(Func<CheckResult> check) => Assert.Throws<CheckFailedException>(check).Message;

    public static IEnumerable<TheoryDataRow<string>> WrongNames() => WrongBackwards.All.Select(wrong => new TheoryDataRow<string>(wrong.Name));

    [Theory]
    [MemberData(nameof(WrongNames))]
    public void A_wrong_backward_pass_given_as_the_answer_is_told_its_own_misconception(string name)
    {
        var wrong = WrongBackwards.All.Single(one => one.Name == name);
        Func<CheckResult> alone = wrong.Gradient switch
        {
            "dx" => () => Exercise.Dx((dout, cache) => wrong.Backward(dout, cache).dx),
            "dw" => () => Exercise.Dw((dout, cache) => wrong.Backward(dout, cache).dw),
            _ => () => Exercise.Db((dout, cache) => wrong.Backward(dout, cache).db),
        };

        foreach (var hint in new[] { Hint(alone), Hint(() => Exercise.Backward(wrong.Backward)) })
        {
            Assert.Contains($"\"{wrong.Misconception}\"", hint);
            Assert.All(WrongBackwards.All.Where(other => other != wrong), other => Assert.DoesNotContain($"\"{other.Misconception}\"", hint));
            Assert.Contains("\n  Hint: ", hint);
        }
    }

    [Fact]
    public void No_hint_gives_the_solution_away()
    {
        foreach (var gradient in new[] { "dx", "dw", "db" })
        {
            Assert.All(Enum.GetValues<GradientMistake>().Select(mistake => BackwardHints.For(mistake, gradient)).Append(BackwardHints.For(gradient)), hint =>
            {
                Assert.DoesNotContain("ᵀ", hint);
                Assert.DoesNotContain("Σ", hint);
                Assert.DoesNotContain("MatMul", hint);
                Assert.DoesNotContain("Transpose", hint);
                Assert.DoesNotContain("SumOverRows", hint);
            });
        }
    }

    [Fact]
    public void The_right_gradients_are_accepted()
    {
        Assert.Equal(new CheckResult("Exercise dx", "36 cells, all right"), Exercise.Dx((dout, cache) => dout.MatMul(cache.w.Transpose()).ReshapeAs(cache.x)));
        Assert.Equal(new CheckResult("Exercise dw", "38 cells, all right"), Exercise.Dw((dout, cache) => cache.x.Flatten().Transpose().MatMul(dout)));
        Assert.Equal(new CheckResult("Exercise db", "7 cells, all right"), Exercise.Db((dout, _) => dout.SumOverRows()));
        Exercise.Backward((dout, cache) => Linear.Backward(dout, cache));
    }

    [Fact]
    public void A_blank_keeps_its_own_error_which_names_the_exercise()
    {
        Tensor<double> Blank() => throw new NotImplementedException("Exercise my-dw: replace this line with your own code.");

        Assert.Throws<NotImplementedException>(() => Exercise.Dw((_, _) => Blank()));
        Assert.Throws<NotImplementedException>(() => Exercise.Forward((_, _, _) => Blank()));
        Assert.Throws<NotImplementedException>(() => Exercise.TwoLayers((_, _, _, _) => (Blank(), Blank(), Blank())));
        Assert.Throws<NotImplementedException>(() => Exercise.Broadcast((_, _) => Blank()));
    }

    [Fact]
    public void Sizes_written_as_numbers_are_told_so()
    {
        var hint = Hint(() => Exercise.Db((dout, _) =>
        {
            var db = Tensor.CreateFromShape<double>([4]);
            for (var n = 0; n < 2; n++)
            {
                for (var m = 0; m < 5; m++)
                    db[m] += dout[n, m];
            }

            return db;
        }));

        Assert.StartsWith("Exercise db: not yet.\n  Your code stopped with IndexOutOfRangeException on x (4, 2, 3), w (6, 5), b (5,):", hint);
        Assert.Contains("Take every size from a shape", hint);
    }

    [Fact]
    public void An_answer_of_the_wrong_shape_is_told_which_shape_it_must_have()
    {
        var hint = Hint(() => Exercise.Dw((dout, _) => dout));

        Assert.Contains("dw has the shape (4, 5), and must have (6, 5).", hint);
    }

    [Fact]
    public void A_wrong_number_of_no_known_belief_is_named()
    {
        var hint = Hint(() => Exercise.Dw((dout, cache) =>
        {
            var dw = Linear.Backward(dout, cache).dw;
            dw[2, 3] += 1;
            return dw;
        }));

        Assert.Contains("1 of its 30 numbers are wrong, dw[2,3] among them.", hint);
    }

    [Fact]
    public void A_tensor_changed_in_place_is_noticed()
    {
        var hint = Hint(() => Exercise.Db((dout, cache) =>
        {
            var db = dout.SumOverRows();
            cache.b[0] = 7;
            return db;
        }));

        Assert.Contains("Your code has changed a tensor that it was given.", hint);
    }

    private static Tensor<double> ForwardByLoops(Tensor<double> x, Tensor<double> w, Tensor<double> b, Action<Tensor<double>, Tensor<double>, nint, nint> cell)
    {
        var (flat, z) = (x.Flatten(), Tensor.CreateFromShape<double>([x.Lengths[0], w.Lengths[1]]));
        for (nint n = 0; n < z.Lengths[0]; n++)
        {
            for (nint m = 0; m < z.Lengths[1]; m++)
                cell(flat, z, n, m);
        }

        return z;
    }

    [Fact]
    public void Forward_passes_that_are_wrong_are_told_why()
    {
        Exercise.Forward((x, w, b) => Linear.Forward(x, w, b).@out);

        Assert.Contains("The bias stands inside the sum", Hint(() => Exercise.Forward((x, w, b) => ForwardByLoops(x, w, b, (flat, z, n, m) =>
        {
            for (nint d = 0; d < w.Lengths[0]; d++)
                z[n, m] += flat[n, d] * w[d, m] + b[m];
        }))));
        Assert.Contains("the sum is set to each product", Hint(() => Exercise.Forward((x, w, b) => ForwardByLoops(x, w, b, (flat, z, n, m) =>
        {
            for (nint d = 0; d < w.Lengths[0]; d++)
                z[n, m] = flat[n, d] * w[d, m];
            z[n, m] += b[m];
        }))));
        Assert.Contains("The product is the whole layer.", Hint(() => Exercise.Forward((x, w, _) => x.Flatten().MatMul(w))));
        Assert.Contains("The weights are stored with a row for each output", Hint(() => Exercise.Forward((x, w, b) => x.Flatten().MatMul(w.Transpose()).AddToEachRow(b))));
        Assert.Contains("one for each row", Hint(() => Exercise.Forward((x, w, b) => ForwardByLoops(x, w, b, (flat, z, n, m) =>
            z[n, m] = flat.MatMul(w)[n, m] + b[n % b.Lengths[0]]))));
        Assert.Contains("on examples that have axes of their own", Hint(() => Exercise.Forward((x, w, b) => x.MatMul(w).AddToEachRow(b))));
        Assert.Contains("in which order the features are flattened", Hint(() => Exercise.Forward((x, w, b) =>
            (x.Rank == 3 ? Tensor.PermuteDimensions(x, [0, 2, 1]) : x).Flatten().MatMul(w).AddToEachRow(b))));
    }

    [Fact]
    public void One_output_that_is_wrong_is_told_why()
    {
        Exercise.OneOutput((x, w, b) => x.Zip(w, (a, c) => a * c).Sum() + b);

        Assert.Contains("The bias is part of every term", Hint(() => Exercise.OneOutput((x, w, b) => x.Zip(w, (a, c) => a * c + b).Sum())));
        Assert.Contains("The weighted sum is all", Hint(() => Exercise.OneOutput((x, w, _) => x.Zip(w, (a, c) => a * c).Sum())));
        Assert.Contains("The bias is a factor", Hint(() => Exercise.OneOutput((x, w, b) => x.Zip(w, (a, c) => a * c).Sum() * b)));
        Assert.Contains("one product will do", Hint(() => Exercise.OneOutput((x, w, b) => x.Sum() * w.Sum() + b)));
        Assert.Contains("set to each product", Hint(() => Exercise.OneOutput((x, w, b) => x[^1] * w[^1] + b)));
    }

    [Fact]
    public void Shapes_that_are_wrong_are_told_why()
    {
        Exercise.FlatColumn((i, j, l, _, d2, d3) => i * d2 * d3 + j * d3 + l);
        Exercise.Broadcast((b, n) => Tensor.Broadcast<double>(b, [n, b.Lengths[0]]));
        Exercise.NoteOfWeightGradient("(D, M) = (D, N) x (N, M)");
        Exercise.NoteOfWeightGradient("(D, M) = (N, D).T x (N, M)");

        Assert.Contains("The first index runs fastest.", Hint(() => Exercise.FlatColumn((i, j, l, d1, d2, _) => l * d1 * d2 + j * d1 + i)));
        Assert.Contains("The column is the sum of the indices.", Hint(() => Exercise.FlatColumn((i, j, l, _, _, _) => i + j + l)));
        Assert.Contains("multiplied by the size of its own axis", Hint(() => Exercise.FlatColumn((i, j, l, d1, d2, d3) => i * d1 + j * d2 + l * d3)));
        Assert.Contains("of the next axis only", Hint(() => Exercise.FlatColumn((i, j, l, _, d2, d3) => i * d2 + j * d3 + l)));
        Assert.Contains("The biases stand below each other", Hint(() => Exercise.Broadcast((b, n) => Tensor.Broadcast<double>(b, [n, b.Lengths[0]]).Transpose())));
        Assert.Contains("The inner size remains.", Hint(() => Exercise.NoteOfWeightGradient("(N, N) = (D, N) x (N, M)")));
        Assert.Contains("A transpose changes the numbers", Hint(() => Exercise.NoteOfWeightGradient("(D, M) = (N, D) x (N, M)")));
        Assert.Contains("lies on its side", Hint(() => Exercise.NoteOfWeightGradient("(M, D) = (D, N) x (N, M)")));
        Assert.Contains("has numbers in it", Hint(() => Exercise.NoteOfWeightGradient("(3, 4) = (3, 2) x (2, 4)")));
    }

    [Fact]
    public void Numeric_slopes_that_are_wrong_are_told_why()
    {
        Exercise.CentralDifference((f, t, h) => (f(t + h) - f(t - h)) / (2 * h));

        Assert.Contains("The slope is the change to the right", Hint(() => Exercise.CentralDifference((f, t, h) => (f(t + h) - f(t)) / h)));
        Assert.Contains("The slope is the change to the left", Hint(() => Exercise.CentralDifference((f, t, h) => (f(t) - f(t - h)) / h)));
        Assert.Contains("The two points are h apart.", Hint(() => Exercise.CentralDifference((f, t, h) => (f(t + h) - f(t - h)) / h)));
        Assert.Contains("write / 2 * h", Hint(() => Exercise.CentralDifference((f, t, h) => (f(t + h) - f(t - h)) / 2 * h)));
        Assert.Contains("The left value comes first.", Hint(() => Exercise.CentralDifference((f, t, h) => (f(t - h) - f(t + h)) / (2 * h))));
    }

    [Fact]
    public void Test_data_that_lets_a_mistake_through_is_told_which()
    {
        Exercise.Fixture(() => Fixture.Default);

        Assert.Contains("N = D = M = 3", Hint(() => Exercise.Fixture(() => Fixture.Random([3, 3], 3, seed: 1))));
        var ones = Tensor.CreateFromShape<double>([4, 5]);
        ones.Fill(1);
        Assert.Contains("3 mistakes hide there, such as \"", Hint(() => Exercise.Fixture(() => Fixture.Default with { dout = ones })));
    }

    [Fact]
    public void The_parts_of_a_network_that_are_wrong_are_told_why()
    {
        Exercise.ReluBackward((dh, z) => Relu.Backward(dh, z));
        Exercise.MeanLossGradient((z, y) => z.SquaredErrorWithGradient(y).dz);
        Exercise.Update((w, dw, rate) => w - rate * dw);
        Exercise.TwoLayers((dout, first, z, second) => Linear.Backward(Relu.Backward(Linear.Backward(dout, second).dx, z), first));

        Assert.Contains("A gradient below 0 is cut off", Hint(() => Exercise.ReluBackward((dh, _) => dh.Relu())));
        Assert.Contains("lets the gradient through", Hint(() => Exercise.ReluBackward((dh, _) => dh)));
        Assert.Contains("the values of z", Hint(() => Exercise.ReluBackward((_, z) => z.Relu())));
        Assert.Contains("that of the sum", Hint(() => Exercise.MeanLossGradient((z, y) => z.SquaredErrorWithGradient(y, LossReduction.Sum).dz)));
        Assert.Contains("over the examples only", Hint(() => Exercise.MeanLossGradient((z, y) => z.SquaredErrorWithGradient(y, LossReduction.Sum).dz / 2.0)));
        Assert.Contains("points to the target", Hint(() => Exercise.MeanLossGradient((z, y) => y.SquaredErrorWithGradient(z).dz)));
        Assert.Contains("points to where the loss is small", Hint(() => Exercise.Update((w, dw, rate) => w + rate * dw)));
        Assert.Contains("starts from where you stand", Hint(() => Exercise.Update((_, dw, rate) => -rate * dw)));
        Assert.Contains("has no part in the backward pass", Hint(() => Exercise.TwoLayers((dout, first, _, second) => Linear.Backward(Linear.Backward(dout, second).dx, first))));
        Assert.Contains("Each layer divides by N.", Hint(() => Exercise.TwoLayers((dout, first, z, second) => Linear.Backward(Relu.Backward(Linear.Backward(dout, second).dx, z) / 4.0, first))));
    }
}
