using System.Text.RegularExpressions;
using Notebooks;
using Notebooks.Handouts;
using Notebooks.Jupyter;
using Notebooks.Kernel;

namespace Course.Tests;

/// <summary>The exercises as a student gets them. That every solution passes its check, <see cref="CourseRunTests"/> shows.</summary>
public class ExerciseTests
{
    private static readonly string Folder = Path.Combine(CourseFolder.Notebooks, "exercises");

    private static KernelSpec Kernel => CSharpKernel.Spec(["dotnet", Path.Combine(AppContext.BaseDirectory, "Notebooks.Cli.dll"), "kernel", "start"]);

    private static IReadOnlyList<(string Name, Notebook Solved, StudentNotebook Student)> All() =>
        [.. Directory.EnumerateFiles(Folder, "*.ipynb").Order(StringComparer.Ordinal).Select(file =>
        {
            var solved = NotebookFile.Read(file);
            return (Path.GetFileName(file), solved, StudentNotebook.Of(solved, file));
        })];

    [Fact]
    public void There_is_a_notebook_for_each_lesson_with_2_to_5_exercises_and_a_check_right_after_each()
    {
        Assert.Equal(["db.ipynb", "dw.ipynb", "dx.ipynb", "forward.ipynb", "gradient-check.ipynb", "mlp.ipynb", "shapes.ipynb"], All().Select(exercises => exercises.Name));
        Assert.All(All(), exercises =>
        {
            Assert.InRange(exercises.Student.Exercises.Count, 2, 5);
            Assert.All(exercises.Student.Exercises, exercise =>
            {
                var place = exercises.Solved.Cells.ToList().FindIndex(cell => cell.Id == exercise.CellId);
                Assert.Equal($"{exercise.CellId}-check", exercises.Solved.Cells[place + 1].Id);
            });
        });
    }

    [Fact]
    public async Task A_student_s_notebook_fails_each_check_until_the_blank_is_filled_in_and_says_which_one()
    {
        var all = All();
        var together = new Notebook([.. all.SelectMany(exercises => exercises.Student.Notebook.Cells)], []);

        var run = await NotebookRunner.RunAsync(
            together, Kernel, Folder, TimeSpan.FromMinutes(2), progress: null, TestContext.Current.CancellationToken, pastFailures: true);

        Assert.Null(run.Failure);
        foreach (var exercise in all.SelectMany(exercises => exercises.Student.Exercises))
        {
            var check = run.Notebook.Cells.Single(cell => cell.Id == $"{exercise.CellId}-check");
            Assert.Equal(exercise.Message, Assert.Single(check.Outputs.OfType<ErrorOutput>()).Value);
        }
    }

    /// <summary>The cells are those of the student's notebooks, each blank filled in with every wrong backward pass of the library in turn.</summary>
    [Fact]
    public async Task Each_wrong_backward_pass_written_into_a_blank_is_told_its_own_misconception()
    {
        (string Exercise, string Gradient, int Count)[] blanks =
        [
            ("db-by-loops", "db", 8), ("db-by-ones", "db", 8), ("dw-by-loops", "dw", 12), ("dw-by-product", "dw", 12),
            ("dx-by-loops", "dx", 8), ("dx-by-product", "dx", 8), ("my-backward", "", 28),
        ];
        var cells = All().SelectMany(exercises => exercises.Student.Notebook.Cells).ToList();
        var notebook = new Notebook(
            [
                cells.First(cell => cell.Id == "load-the-library"),
                new Cell("which", CellKind.Code, "var which = 0;"),
                .. blanks.SelectMany(blank => new[] { FilledIn(blank.Exercise, blank.Gradient), Asked(blank.Exercise, blank.Gradient) }),
            ],
            []);

        var run = await NotebookRunner.RunAsync(notebook, Kernel, Folder, TimeSpan.FromMinutes(2), progress: null, TestContext.Current.CancellationToken);

        Assert.Null(run.Failure);
        Assert.Equal(
            blanks.Select(blank => $"{blank.Exercise}: {blank.Count} asked, untold: "),
            run.Notebook.Cells.SelectMany(cell => cell.Outputs.OfType<ExecuteResult>()).Select(result => result.Data["text/plain"]!.ToString()));

        Cell FilledIn(string exercise, string gradient)
        {
            var blank = cells.Single(cell => cell.Id == exercise);
            var answer = $"return WrongBackwards.All[which].Backward(dout, cache){(gradient == "" ? "" : "." + gradient)};";
            Assert.Contains("throw new NotImplementedException(", blank.Source);
            return blank with { Source = Regex.Replace(blank.Source, @"throw new NotImplementedException\(.*", answer) };
        }

        Cell Asked(string exercise, string gradient) => new($"{exercise}-asked", CellKind.Code, $$"""
            bool IsTold()
            {
                try
                {
                    {{cells.Single(cell => cell.Id == $"{exercise}-check").Source}};
                    return false;
                }
                catch (CheckFailedException error)
                {
                    return error.Message.Contains($"\"{WrongBackwards.All[which].Misconception}\"") && error.Message.Contains("\n  Hint: ");
                }
            }

            var (asked, untold) = (0, new List<string>());
            for (which = 0; which < WrongBackwards.All.Count; which++)
            {
                if (!WrongBackwards.All[which].Gradient.EndsWith("{{gradient}}"))
                    continue;
                asked++;
                if (!IsTold())
                    untold.Add(WrongBackwards.All[which].Name);
            }

            $"{{exercise}}: {asked} asked, untold: {string.Join(", ", untold)}"
            """);
    }
}
