using System.Text.Json.Nodes;
using static Notebooks.Handouts.Tests.Html.Make;

namespace Notebooks.Handouts.Tests.Exercises;

public class StudentNotebookTests
{
    [Fact]
    public void A_solution_gives_way_to_a_line_that_fails_and_names_the_exercise()
    {
        var student = StudentNotebook.Of(
            Notebook(
                CodeCell("before();", new StreamOutput("stdout", "shown")) with { Id = "setup" },
                Exercise("bias-gradient", "double[] db;\n// BEGIN SOLUTION\ndb = Sum(dout);\nreturn;\n// END SOLUTION\nCheck(db);"),
                Exercise("twice", "int Twice(int n)\n{\n    // BEGIN SOLUTION\n    return 2 * n;\n    // END SOLUTION\n}")),
            "n");

        Assert.Equal(
            [
                "before();",
                "double[] db;\nthrow new NotImplementedException(\"Exercise bias-gradient: replace this line with your own code.\");\nCheck(db);",
                "int Twice(int n)\n{\n    throw new NotImplementedException(\"Exercise twice: replace this line with your own code.\");\n}",
            ],
            student.Notebook.Cells.Select(cell => cell.Source));
        Assert.All(student.Notebook.Cells, cell => Assert.Empty(cell.Outputs));
        Assert.Equal([("bias-gradient", 2), ("twice", 1)], student.Exercises.Select(exercise => (exercise.CellId, exercise.Lines)));
    }

    [Theory]
    [InlineData("python", "### BEGIN SOLUTION\nx = 1\n### END SOLUTION", "raise NotImplementedError(\"Exercise e: replace this line with your own code.\")")]
    [InlineData("R", "# BEGIN SOLUTION\nx <- 1\n# END SOLUTION", "stop(\"Exercise e: replace this line with your own code.\")")]
    [InlineData("F#", "  // BEGIN SOLUTION\n  1\n  // END SOLUTION", "  raise (System.NotImplementedException \"Exercise e: replace this line with your own code.\")")]
    [InlineData("julia", "# BEGIN SOLUTION\nx = 1\n# END SOLUTION", "error(\"Exercise e: replace this line with your own code.\")")]
    public void The_line_is_in_the_language_of_the_cell(string language, string source, string left)
    {
        var notebook = Notebook(Exercise("e", source)) with { Metadata = new JsonObject { ["kernelspec"] = new JsonObject { ["language"] = language } } };

        Assert.Equal(left, StudentNotebook.Of(notebook, "n").Notebook.Cells[0].Source);
    }

    [Fact]
    public void A_cell_of_nbgrader_is_an_exercise_too()
    {
        var cell = CodeCell("// BEGIN SOLUTION\nx();\n// END SOLUTION") with { Id = "e", Metadata = new JsonObject { ["nbgrader"] = new JsonObject { ["solution"] = true } } };

        Assert.Equal("e", Assert.Single(StudentNotebook.Of(Notebook(cell), "n").Exercises).CellId);
    }

    [Theory]
    [InlineData("x();\n// BEGIN SOLUTION\ny();", "line 2: the solution never ends: put END SOLUTION below it")]
    [InlineData("x();\n// END SOLUTION", "line 2: no solution has begun: put BEGIN SOLUTION above this line")]
    [InlineData("// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION", "line 2: a solution begins before the last one has ended: put END SOLUTION above this line")]
    [InlineData("x();", "line 1: the cell has the tag 'exercise' and no solution: put its lines between BEGIN SOLUTION and END SOLUTION")]
    public void A_marker_without_its_partner_is_named_with_its_cell_and_line(string source, string message)
    {
        var error = Assert.Throws<HandoutException>(() => StudentNotebook.Of(Notebook(TextCell("# T"), Exercise("e", source)), "01-forward"));

        Assert.StartsWith($"01-forward: the student's notebook cannot be written.\n  cell 2 (id e), {message}", error.Message);
    }

    [Fact]
    public void A_solution_that_would_be_given_away_for_want_of_the_tag_is_an_error()
    {
        var error = Assert.Throws<HandoutException>(() => StudentNotebook.Of(Notebook(CodeCell("// BEGIN SOLUTION\nx();\n// END SOLUTION")), "n"));

        Assert.Contains("without the tag 'exercise'", error.Message);
    }

    [Fact]
    public void A_student_s_sheet_shows_what_does_not_depend_on_an_exercise_and_nothing_else()
    {
        var student = StudentNotebook.Of(
            Notebook(Code("free", "a"), Exercise("e", "// BEGIN SOLUTION\nb\n// END SOLUTION"), Code("other-value", "c"), Code("fails", "d"), Code("meant-to-fail", "f")), "n");
        var wrong = new ErrorOutput("CS0103", "The name 'x' does not exist", []);
        var solved = Run(student, [Said("1")], [Said("2")], [Said("3")], [Said("4")], [wrong]);
        var blank = Run(student, [Said("1")], [NotDone("e")], [Said("0")], [new ErrorOutput("CS0103", "no b", [])], [wrong]);

        var sheet = student.WithOutputsOf(blank, solved.Notebook, "n");

        Assert.Equal([1, 0, 0, 0, 1], sheet.Cells.Select(cell => cell.Outputs.Count));
        Assert.Equal([1, null, null, null, 5], sheet.Cells.Select(cell => cell.ExecutionCount));
    }

    [Fact]
    public void What_differs_from_run_to_run_is_shown_up_to_the_first_exercise()
    {
        var student = StudentNotebook.Of(Notebook(Code("time", "t"), Exercise("e", "// BEGIN SOLUTION\nb\n// END SOLUTION"), Code("time-again", "t")), "n");
        var solved = Run(student, [Said("17 ms")], [Said("2")], [Said("18 ms")]);
        var blank = Run(student, [Said("19 ms")], [NotDone("e")], [Said("20 ms")]);

        var sheet = student.WithOutputsOf(blank, solved.Notebook, "n");

        Assert.Equal([[Said("17 ms")], [], []], sheet.Cells.Select(cell => cell.Outputs));
    }

    [Fact]
    public void A_notebook_without_exercises_has_all_its_outputs_without_another_run()
    {
        var lesson = Notebook(CodeCell("a", Said("17 ms")) with { Id = "a" }, TextCell("b"), CodeCell("c", Said("3")) with { Id = "c" });

        Assert.Equal([1, 0, 1], StudentNotebook.Of(lesson, "n").WithStoredOutputsOf(lesson).Cells.Select(cell => cell.Outputs.Count));
    }

    [Fact]
    public void An_exercise_that_fails_otherwise_than_by_its_own_line_is_the_author_s_to_mend()
    {
        var student = StudentNotebook.Of(Notebook(Exercise("e", "// BEGIN SOLUTION\nvar b = 1;\n// END SOLUTION\nb")), "n");

        var error = Assert.Throws<HandoutException>(() => student.WithOutputsOf(
            Run(student, [new ErrorOutput("CS0103", "The name 'b' does not exist", [])]), Run(student, [Said("1")]).Notebook, "n"));

        Assert.Contains("cell 1 (id e), without its solution: the cell fails, but not with its own line", error.Message);
        Assert.Contains("declare above BEGIN SOLUTION", error.Message);
    }

    [Fact]
    public void Stored_outputs_are_shown_up_to_the_first_exercise()
    {
        var solution = Notebook(
            CodeCell("a", Said("1")) with { Id = "a" }, Exercise("e", "// BEGIN SOLUTION\nb\n// END SOLUTION") with { Outputs = [Said("2")] }, CodeCell("c", Said("3")) with { Id = "c" });

        var sheet = StudentNotebook.Of(solution, "n").WithStoredOutputsOf(solution);

        Assert.Equal([1, 0, 0], sheet.Cells.Select(cell => cell.Outputs.Count));
        Assert.DoesNotContain("SOLUTION", string.Concat(sheet.Cells.Select(cell => cell.Source)));
    }

    [Fact]
    public void A_sheet_has_room_to_write_that_grows_with_the_solution()
    {
        var options = new HandoutOptions { Exercises = [new Exercise("a-code", "m", Lines: 8)] };
        var page = Parse(Renderer.Render(Notebook(CodeCell("throw x;")), "n", options: options).Html);

        Assert.Equal("--nb-lines: 16", page.QuerySelector(".nb-cell-code .nb-room")!.GetAttribute("style"));
        Assert.Empty(Parse(Everything.Html).QuerySelectorAll(".nb-room"));
    }

    private static Cell Exercise(string id, string source) => CodeCell(source) with { Id = id, Metadata = new JsonObject { ["tags"] = new JsonArray("exercise") } };

    private static Cell Code(string id, string source) => CodeCell(source) with { Id = id };

    private static StreamOutput Said(string text) => new("stdout", text);

    private static ErrorOutput NotDone(string id) => new("NotImplementedException", $"Exercise {id}: replace this line with your own code.", []);

    /// <summary>What a run of the notebook would give: a number and these outputs for each cell.</summary>
    private static NotebookRun Run(StudentNotebook student, params Output[][] outputs)
    {
        var cells = student.Notebook.Cells.Zip(outputs, (cell, shown) => (cell, shown)).Index().Select(pair => pair.Item.cell with { Outputs = pair.Item.shown, ExecutionCount = pair.Index + 1 });
        return new NotebookRun(student.Notebook with { Cells = [.. cells] }, 0, outputs.Length, TimeSpan.Zero, null);
    }
}
