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
        Assert.Contains("none may be written as a number", hint);
    }

    [Fact]
    public void Code_that_stops_is_told_what_its_error_means()
    {
        Assert.Contains("Does each table get as many indices as it has axes?", Hint(() => Exercise.Db((dout, _) => Tensors.Of([dout[0, 0, 0]]))));
        Assert.Contains("work cell by cell", Hint(() => Exercise.Db((dout, _) => Tensor.Multiply<double>(MatrixNotation.Ones<double>(3, 2), dout))));
        Assert.Contains("Does your code count on one of them?", Hint(() => Exercise.Db((_, _) => throw new InvalidOperationException("no such cell"))));
    }

    [Fact]
    public void Indices_in_the_wrong_places_are_told_the_mistake_that_they_make_where_the_sizes_are_equal()
    {
        Tensor<double> Dw(Tensor<double> dout, LinearCache<double> cache, Action<Tensor<double>, Tensor<double>, int, int, int> add)
        {
            var (rows, dw) = (cache.x.Flatten(), Tensor.CreateFromShape<double>(cache.w.Lengths));
            for (var i = 0; i < dw.Shape[0]; i++)
            {
                for (var j = 0; j < dw.Shape[1]; j++)
                {
                    for (var n = 0; n < dout.Shape[0]; n++)
                        add(rows, dw, i, j, n);
                }
            }

            return dw;
        }

        Assert.Contains("\"dw is x times dout, because out is x times w.\"", Hint(() => Exercise.Dw((dout, cache) =>
            Dw(dout, cache, (rows, dw, i, j, n) => dw[i, j] += rows[i, n] * dout[n, j]))));
        Assert.Contains("\"dw is x times dout, because out is x times w.\"", Hint(() => Exercise.Dw((dout, cache) => cache.x.MatMul(dout))));
        Assert.Contains("\"Either order will do:", Hint(() => Exercise.Dw((dout, cache) =>
            Dw(dout, cache, (rows, dw, i, j, n) => dw[j, i] += rows[n, i] * dout[n, j]))));
        Assert.Contains("\"db sums each row of dout.\"", Hint(() => Exercise.Db((dout, _) =>
        {
            var db = Tensor.CreateFromShape<double>([dout.Shape[1]]);
            for (var n = 0; n < dout.Shape[0]; n++)
            {
                for (var j = 0; j < dout.Shape[1]; j++)
                    db[n] += dout[n, j]; // fits in the longer db, and leaves its end empty
            }

            return db;
        })));
        Assert.Contains("is right where x is a table", Hint(() => Exercise.Dw((dout, cache) => cache.x.Transpose().MatMul(dout))));
    }

    [Fact]
    public void A_mistake_whose_numbers_are_not_those_of_a_known_belief_is_named_and_no_belief_is_claimed()
    {
        var hint = Hint(() => Exercise.Dx((dout, cache) => Linear.Backward(dout, cache).dx / (double)dout.Shape[1]));

        Assert.Contains("dx: a mean stands where a sum belongs.", hint);
        Assert.DoesNotContain("belief", hint);
    }

    [Fact]
    public void Gradients_in_the_wrong_order_are_told_whose_shape_they_have()
    {
        Assert.Contains("That is the shape of w. In which order", Hint(() => Exercise.Backward((dout, cache) =>
        {
            var (dx, dw, db) = Linear.Backward(dout, cache);
            return (dw, dx, db);
        })));
        Assert.Contains("as many cells as there should be", Hint(() => Exercise.Db((dout, _) => dout.SumOverRows().Reshape(1, (int)dout.Shape[1]))));
        Assert.Contains("db has the shape (4, 5), and must have (5,).", Hint(() => Exercise.Db((dout, _) => dout)));
    }

    [Fact]
    public void Numbers_found_by_hand_are_told_the_belief_behind_them_and_never_the_right_number()
    {
        Exercise.OutOfZeros(() => [-1, -3, 1, 1]);
        Exercise.ChangeOfLoss(() => -4);
        Exercise.CellOfDw(() => 6);

        void Told(string belief, string right, Func<CheckResult> check)
        {
            var hint = Hint(check);
            Assert.Contains($"\"{belief}\"", hint);
            Assert.DoesNotContain($"is {right}", hint);
            Assert.DoesNotContain("expected", hint);
        }

        Told("Where nothing goes in, nothing comes out.", "-1", () => Exercise.OutOfZeros(() => [0, 0, 0, 0]));
        Told("An input of 0 leaves the weight as it is.", "-1", () => Exercise.OutOfZeros(() => [-2, 4, 2, 0]));
        Told("An input of 0 leaves the weight as it is.", "-1", () => Exercise.OutOfZeros(() => [-3, 1, 3, 1]));
        Told("One example is enough, or outputs are counted from 1.", "-4", () => Exercise.ChangeOfLoss(() => -2));
        Told("Where dout is below 0, a larger output makes L larger.", "-4", () => Exercise.ChangeOfLoss(() => 4));
        Told("L grows by as much as the bias.", "-4", () => Exercise.ChangeOfLoss(() => 1));
        Told("L grows by 1 for each example.", "-4", () => Exercise.ChangeOfLoss(() => 2));
        Told("The bias is no part of dout, so L stays as it is.", "-4", () => Exercise.ChangeOfLoss(() => 0));
        Told("The bias reaches all outputs.", "-4", () => Exercise.ChangeOfLoss(() => -10));
        Told("One example is enough.", "6", () => Exercise.CellOfDw(() => 2));
        Told("One example is enough.", "6", () => Exercise.CellOfDw(() => 4));
        Told("A gradient of a batch is the average over its examples.", "6", () => Exercise.CellOfDw(() => 3));
        Told("The weights go downhill, so dw carries a minus.", "6", () => Exercise.CellOfDw(() => -6));
        Told("Sum x and dout over the examples first, then multiply once.", "6", () => Exercise.CellOfDw(() => 12));
        Told("The gradient is the input, summed over the examples.", "6", () => Exercise.CellOfDw(() => -4));
        Told("The gradient is dout, summed over the examples.", "6", () => Exercise.CellOfDw(() => -3));
        Assert.Contains("The number 17 is not right.", Hint(() => Exercise.CellOfDw(() => 17)));
        Assert.Contains("has the shape (2,), and must have (4,).", Hint(() => Exercise.OutOfZeros(() => [1, 2])));
    }

    [Fact]
    public void Inner_products_that_are_wrong_are_told_why()
    {
        Exercise.Inner((a, c) => a.Zip(c, (p, q) => p * q).Sum());

        Assert.Contains("Add up each table, then multiply once.", Hint(() => Exercise.Inner((a, c) => a.Sum() * c.Sum())));
        Assert.Contains("The brackets add two tables.", Hint(() => Exercise.Inner((a, c) => (a + c).Sum())));
        Assert.Contains("The brackets take the mean.", Hint(() => Exercise.Inner((a, c) => a.Zip(c, (p, q) => p * q).Average())));
        Assert.Contains("The brackets measure a length.", Hint(() => Exercise.Inner((a, c) => double.Sqrt(a.Zip(c, (p, q) => p * q).Sum()))));
        Assert.Contains("and so on meet", Hint(() => Exercise.Inner((a, c) => a[0, 0] * c[0, 0] + a[1, 1] * c[1, 1])));
        Assert.Contains("The brackets are a matrix product", Hint(() => Exercise.Inner((a, c) => a.Transpose().MatMul(c).Sum())));
        Assert.Contains("The brackets are a matrix product", Hint(() => Exercise.Inner((a, c) => a.MatMul(c.Transpose()).Sum())));
        Assert.Contains("of rows and columns, or of cells?", Hint(() => Exercise.Inner((a, c) => a.MatMul(c).Sum())));
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
        Assert.Contains("The weights are stored with a row for each output", Hint(() => Exercise.Forward((x, w, b) => ForwardByLoops(x, w, b, (flat, z, n, m) =>
        {
            for (nint d = 0; d < w.Lengths[0]; d++)
                z[n, m] += flat[n, d] * w[m, d];
            z[n, m] += b[m];
        }))));
        Assert.Contains("one for each row", Hint(() => Exercise.Forward((x, w, b) => ForwardByLoops(x, w, b, (flat, z, n, m) => z[n, m] = flat.MatMul(w)[n, m] + b[n]))));
        Assert.Contains("on examples that have axes of their own", Hint(() => Exercise.Forward((x, w, b) => ForwardByLoops(x, w, b, (_, z, n, m) =>
        {
            for (nint d = 0; d < w.Lengths[0]; d++)
                z[n, m] += x[n, d] * w[d, m];
            z[n, m] += b[m];
        }))));
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
        Assert.Contains("added at the end as well", Hint(() => Exercise.OneOutput((x, w, b) => x.Zip(w, (a, c) => a * c).Sum() + b + b)));
        Assert.Contains("Each input is added to its weight.", Hint(() => Exercise.OneOutput((x, w, b) => x.Zip(w, (a, c) => a + c).Sum() + b)));
        Assert.Contains("The output is an average of the inputs.", Hint(() => Exercise.OneOutput((x, w, b) => x.Zip(w, (a, c) => a * c).Average() + b)));
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
        Assert.Contains("and the last by nothing", Hint(() => Exercise.FlatColumn((i, j, l, d1, d2, _) => (i * d1 + j) * d2 + l)));
        Assert.Contains("Columns are counted from 1.", Hint(() => Exercise.FlatColumn((i, j, l, _, d2, d3) => (i * d2 + j) * d3 + l + 1)));
        Assert.Contains("always has the shape of the lesson's", Hint(() => Exercise.FlatColumn((i, j, l, _, _, _) => (i * 2 + j) * 3 + l)));
        Assert.Contains("One row is enough", Hint(() => Exercise.Broadcast((b, _) => b.Reshape(1, (int)b.Lengths[0]))));
        Assert.Contains("b has the right shape already.", Hint(() => Exercise.Broadcast((b, _) => b)));
        Assert.Contains("All cells are 0.", Hint(() => Exercise.Broadcast((b, n) => Tensor.CreateFromShape<double>([n, b.Lengths[0]]))));
        Assert.Contains("of the next axis only", Hint(() => Exercise.FlatColumn((i, j, l, _, d2, d3) => i * d2 + j * d3 + l)));
        Assert.Contains("The biases stand below each other", Hint(() => Exercise.Broadcast((b, n) => Tensor.Broadcast<double>(b, [n, b.Lengths[0]]).Transpose())));
        Assert.Contains("The inner size remains.", Hint(() => Exercise.NoteOfWeightGradient("(N, N) = (D, N) x (N, M)")));
        Assert.Contains("A transpose changes the numbers", Hint(() => Exercise.NoteOfWeightGradient("(D, M) = (N, D) x (N, M)")));
        Assert.Contains("lies on its side", Hint(() => Exercise.NoteOfWeightGradient("(M, D) = (D, N) x (N, M)")));
        Assert.Contains("The inner size remains.", Hint(() => Exercise.NoteOfWeightGradient("(D, N, M) = (D, N) x (N, M)")));
        Assert.Contains("has the note of the forward pass", Hint(() => Exercise.NoteOfWeightGradient("(N, M) = (N, D) x (D, M)")));
        Assert.Contains("The result does not stand first.", Hint(() => Exercise.NoteOfWeightGradient("(D, N) x (N, M) = (D, M)")));
        Assert.All(["(d, m) = (d, n) x (n, m)", "[D, M] = [D, N] x [N, M]", "(D, M) <= (D, N) x (N, M)", "D, M = D, N x N, M", "(D, M) = (D, N) X (N, M)"], note =>
            Assert.Contains("is not written as a shape note", Hint(() => Exercise.NoteOfWeightGradient(note))));
        Assert.All(["(D,M) = (D,N) × (N,M)", "(D, M) = (D, N) @ (N, M)", "(D, M) = (N, D)ᵀ x (N, M)"], note => Exercise.NoteOfWeightGradient(note));
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
        Assert.Contains("The difference itself is the slope.", Hint(() => Exercise.CentralDifference((f, t, h) => f(t + h) - f(t - h))));
        Assert.Contains("A - B / C divides the difference.", Hint(() => Exercise.CentralDifference((f, t, h) => f(t + h) - f(t - h) / (2 * h))));
        Assert.Contains("half a step away", Hint(() => Exercise.CentralDifference((f, t, h) => (f(t + h / 2) - f(t - h / 2)) / h)));
        Assert.Contains("worked out, not measured", Hint(() => Exercise.CentralDifference((_, t, _) => 3 * t * t)));
        Assert.Contains("The step is mine to choose.", Hint(() => Exercise.CentralDifference((f, t, _) => (f(t + 1e-5) - f(t - 1e-5)) / 2e-5)));
    }

    [Fact]
    public void Test_data_that_lets_a_mistake_through_is_told_which()
    {
        Exercise.Fixture(() => Fixture.Default);
        Exercise.Fixture(() => Fixture.Random([2, 3, 4], 5, seed: 1)); // some cells agree by chance, and every mistake shows in others

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
        Assert.Contains("over the examples only", Hint(() => Exercise.MeanLossGradient((z, y) => z.SquaredErrorWithGradient(y, LossReduction.Sum).dz / (double)z.Shape[0])));
        Assert.Contains("over the outputs only", Hint(() => Exercise.MeanLossGradient((z, y) => 2.0 * (z - y) / (double)z.Shape[1])));
        Assert.Contains("The gradient is the error itself.", Hint(() => Exercise.MeanLossGradient((z, y) => z - y)));
        Assert.Contains("The square has no part", Hint(() => Exercise.MeanLossGradient((z, y) => (z - y) / (double)z.FlattenedLength)));
        Assert.Contains("The mean is taken again", Hint(() => Exercise.MeanLossGradient((z, y) => z.SquaredErrorWithGradient(y).dz / (double)z.Shape[0])));
        Assert.Contains("is a fraction", Hint(() => Exercise.MeanLossGradient((z, y) => 2.0 * (z - y) * (double)(1 / z.FlattenedLength))));
        Assert.Contains("what each cell adds to the loss", Hint(() => Exercise.MeanLossGradient((z, y) => (z - y) * (z - y) / (double)z.FlattenedLength)));
        Assert.Contains("points to the target", Hint(() => Exercise.MeanLossGradient((z, y) => y.SquaredErrorWithGradient(z).dz)));
        Assert.Contains("passes where z is below 0", Hint(() => Exercise.ReluBackward((dh, z) => dh - Relu.Backward(dh, z))));
        Assert.Contains("turns its sign", Hint(() => Exercise.ReluBackward((dh, z) => 2.0 * Relu.Backward(dh, z) - dh)));
        Assert.Contains("At z = 0 the gradient passes.", Hint(() => Exercise.ReluBackward((dh, z) => Relu.Backward(dh, z + 0.5))));
        Assert.Contains("All cells are 0.", Hint(() => Exercise.ReluBackward((dh, _) => 0.0 * dh)));
        Assert.Contains("points to where the loss is small", Hint(() => Exercise.Update((w, dw, rate) => w + rate * dw)));
        Assert.Contains("is taken from the weights first", Hint(() => Exercise.Update((w, dw, rate) => (w - rate) * dw)));
        Assert.Contains("The step grows with the weight.", Hint(() => Exercise.Update((w, dw, rate) => w - rate * w * dw)));
        Assert.Contains("starts from where you stand", Hint(() => Exercise.Update((_, dw, rate) => -rate * dw)));
        Assert.Contains("The way ends at the second layer.", Hint(() => Exercise.TwoLayers((dout, _, _, second) => Linear.Backward(dout, second))));
        Assert.Contains("which of them opens the gate?", Hint(() => Exercise.TwoLayers((dout, first, z, second) => Linear.Backward(Relu.Backward(z, Linear.Backward(dout, second).dx), first))));
        Assert.Contains("has no part in the backward pass", Hint(() => Exercise.TwoLayers((dout, first, _, second) => Linear.Backward(Linear.Backward(dout, second).dx, first))));
        Assert.Contains("Each layer divides by N.", Hint(() => Exercise.TwoLayers((dout, first, z, second) => Linear.Backward(Relu.Backward(Linear.Backward(dout, second).dx, z) / 4.0, first))));
    }
}
