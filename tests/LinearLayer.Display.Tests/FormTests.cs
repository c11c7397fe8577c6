using System.Xml.Linq;

namespace LinearLayer.Display.Tests;

/// <summary>The expanded form as a picture; the numbers are those of the worked example, by hand.</summary>
public class FormTests
{
    private static readonly Tensor<double> x = Tensors.Of(new double[,] { { -2, 2, 3 }, { -2, 3, -2 } });
    private static readonly Tensor<double> w = Tensors.Of(new double[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } });
    private static readonly Tensor<double> b = Tensors.Of(new double[] { -1, -3, 1, 1 });
    private static readonly Tensor<double> dout = Tensors.Of(new double[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } });
    private readonly ExpandedForm form = ExpandedForm.Of(2, 3, 4);

    [Fact]
    public void The_layer_is_four_matrices_and_b_is_one_of_them_with_a_row_for_each_example()
    {
        var matrices = Matrices(form);

        Assert.Equal([["x00", "x01", "x02"], ["x10", "x11", "x12"]], matrices[0]);
        Assert.Equal([["b0", "b1", "b2", "b3"], ["b0", "b1", "b2", "b3"]], matrices[2]);
        Assert.Equal("x00w01 + x01w11 + x02w21 + b1", matrices[3][0][1]);
        Assert.Equal(4, matrices.Count);
    }

    [Fact]
    public void Numbers_stand_under_the_symbols_and_below_them_what_they_come_to()
    {
        var picture = form.WithNumbers(x, w, b);

        Assert.Equal([["-11", "-4", "14", "-5"], ["-2", "-21", "12", "6"]], Matrices(picture)[4]);
        Assert.Equal("x00-2", Matrices(picture)[0][0][0]);
        Assert.Contains("  out[0,0] = x[0,0]·w[0,0] + x[0,1]·w[1,0] + x[0,2]·w[2,0] + b[0]\n    -11    =  (-2) ·  1    +   2   · (-1)  +   3   · (-2)  + (-1)\n", Shown.Text(picture));
    }

    [Theory]
    [InlineData("out", new[] { 1, 2 }, "12")]
    [InlineData("dw", new[] { 1, 2 }, "-10")]
    [InlineData("dx", new[] { 1, 0 }, "-3")]
    [InlineData("db", new[] { 3 }, "-1")]
    public void One_entry_is_boxed_in_the_sums_and_in_the_numbers(string target, int[] index, string value)
    {
        var html = XElement.Parse(Shown.Body(form.WithNumbers(x, w, b, dout).Highlight(target, [.. index.Select(i => (nint)i)])));

        var boxed = html.Descendants().Where(element => HasClass(element, "ll-entry")).ToList();

        Assert.Equal(2, boxed.Count);
        Assert.Equal(value, boxed[1].Value);
    }

    [Fact]
    public void A_row_of_x_and_a_column_of_w_are_marked_each_in_its_own_way()
    {
        var html = XElement.Parse(Shown.Body(form.Highlight(1, 2)));
        var brackets = html.Descendants().Where(element => HasClass(element, "ll-bracket")).ToList();

        Assert.Equal(["x10", "x11", "x12"], Marked(brackets[0], "ll-row"));
        Assert.Equal(["w02", "w12", "w22"], Marked(brackets[1], "ll-column"));
        Assert.Equal(["b2"], Marked(brackets[2], "ll-bias"));
        Assert.Equal(["x10", "x11", "x12"], Marked(brackets[3], "ll-row"));
        Assert.Equal(["w02", "w12", "w22"], Marked(brackets[3], "ll-column"));

        static IEnumerable<string> Marked(XElement bracket, string mark) => bracket.Descendants().Where(element => HasClass(element, mark)).Select(element => element.Value);
    }

    [Fact]
    public void A_gradient_of_x_with_several_axes_is_marked_by_its_own_index()
    {
        var picture = ExpandedForm.Of([2, 2, 3], 4).Highlight("dx", 1, 1, 2);

        Assert.Contains("\n> dx[1,1,2] = dout[1,0]·w[5,0] + dout[1,1]·w[5,1] + dout[1,2]·w[5,2] + dout[1,3]·w[5,3]\n", Shown.Text(picture));
        Assert.EndsWith("\ndx[1,1,2] is made by row 1 of dout and column 5 of wᵀ.", Shown.Text(picture));
    }

    [Fact]
    public void The_same_can_be_had_as_LaTeX()
    {
        var latex = ExpandedForm.Of(1, 2, 1).WithNumbers(Tensors.Of(new[,] { { 2.0, 3 } }), Tensors.Of(new[,] { { 5.0 }, { -7 } }), Tensors.Of(new[] { 0.5 })).Highlight(0, 0).ToLatex();

        Assert.Equal("""
            \begin{aligned}
            \mathtt{out} &= \begin{bmatrix} \underline{\underset{2.0}{x_{00}}} & \underline{\underset{3.0}{x_{01}}} \end{bmatrix} \begin{bmatrix} \underline{\underset{5.0}{w_{00}}} \\ \underline{\underset{-7.0}{w_{10}}} \end{bmatrix} + \begin{bmatrix} \underline{\underset{0.5}{b_{0}}} \end{bmatrix} \\[1ex]
            &= \begin{bmatrix} \boxed{\underset{2.0}{x_{00}}\, \underset{5.0}{w_{00}} + \underset{3.0}{x_{01}}\, \underset{-7.0}{w_{10}} + \underset{0.5}{b_{0}}} \end{bmatrix} \\[1ex]
            &= \begin{bmatrix} \boxed{-10.5} \end{bmatrix}
            \end{aligned}
            """.ReplaceLineEndings("\n"), latex);
    }

    [Fact]
    public void What_is_not_there_cannot_be_marked()
    {
        Assert.StartsWith("Highlight: there is no entry out[2, 0]. out has the shape (2, 4), and indices count from 0.", Assert.Throws<ArgumentOutOfRangeException>(() => form.Highlight(2, 0)).Message);
        Assert.StartsWith("Highlight: there is no entry db[0, 0]. db has the shape (4,), and indices count from 0.", Assert.Throws<ArgumentOutOfRangeException>(() => form.Highlight("db", 0, 0)).Message);
        Assert.StartsWith("There is no 'dz' in an expanded form. There are out, dx, dw, db.", Assert.Throws<ArgumentException>(() => form.Highlight("dz", 0, 0)).Message);
        Assert.StartsWith("WithNumbers: w has the shape (2, 3), and (3, 4) in the form.", Assert.Throws<ArgumentException>(() => form.WithNumbers(x, x, b)).Message);
        Assert.StartsWith("Highlight: dw is computed from dout, and the form has no numbers for it.", Assert.Throws<ArgumentException>(() => form.WithNumbers(x, w, b).Highlight("dw", 0, 0)).Message);
    }

    /// <summary>The matrices of a picture, their entries as text.</summary>
    private static List<List<List<string>>> Matrices(object value) =>
        [.. XElement.Parse(Shown.Body(value)).Descendants().Where(element => HasClass(element, "ll-bracket")).Select(bracket =>
        {
            var columns = int.Parse(bracket.Attribute("style")!.Value.Split('(', ',')[1], System.Globalization.CultureInfo.InvariantCulture);
            return bracket.Elements().Select(cell => string.Join(" ", cell.Elements().Any(element => HasClass(element, "ll-term")) ? cell.Elements().Select(element => element.Value) : [cell.Value]))
                .Chunk(columns).Select(row => row.ToList()).ToList();
        })];

    private static bool HasClass(XElement element, string name) => element.Attribute("class")?.Value.Split(' ').Contains(name) ?? false;
}
