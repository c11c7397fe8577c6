using Notebooks;
using Notebooks.Handouts;
using Notebooks.Kernel;

namespace Course.Tests;

/// <summary>The exercises as a student gets them. That every solution passes its check, <see cref="CourseRunTests"/> shows.</summary>
public class ExerciseTests
{
    private static readonly string Folder = Path.Combine(CourseFolder.Notebooks, "exercises");

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
        var kernel = CSharpKernel.Spec(["dotnet", Path.Combine(AppContext.BaseDirectory, "Notebooks.Cli.dll"), "kernel", "start"]);

        var run = await NotebookRunner.RunAsync(
            together, kernel, Folder, TimeSpan.FromMinutes(2), progress: null, TestContext.Current.CancellationToken, pastFailures: true);

        Assert.Null(run.Failure);
        foreach (var exercise in all.SelectMany(exercises => exercises.Student.Exercises))
        {
            var check = run.Notebook.Cells.Single(cell => cell.Id == $"{exercise.CellId}-check");
            Assert.Equal(exercise.Message, Assert.Single(check.Outputs.OfType<ErrorOutput>()).Value);
        }
    }
}
